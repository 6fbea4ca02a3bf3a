import { type Declaration, declarationsOf } from './css.ts';
import { UNKNOWN } from '../colour/css-colour.ts';
import { deepText, elementsOf, type MarkupElement } from './html.ts';
import { Code } from './script/code.ts';
import type { Node } from './script/node.ts';
import { parseScript } from './script/parse.ts';
import { sourcesOf, type Source } from './sources.ts';
import { writtenBy, type Written } from './written.ts';

/** Inline handlers that are read, of one artefact. */
const MOST_HANDLERS = 2_000;

const CODE_TYPE = /^$|javascript|ecmascript|^module$|babel|jsx|typescript|worker/i;
const MARKUP_TYPE = /template|html/i;
const SHADER_TYPE = /shader|glsl|wgsl/i;

/** A piece of a program and whether it may be TypeScript or JSX. */
interface Script {
  readonly code: string;
  readonly isTyped: boolean;
}

/** What stands in the files themselves, before anything runs. */
interface Still {
  readonly elements: readonly MarkupElement[];
  readonly declarations: readonly Declaration[];
  readonly scripts: readonly Script[];
  readonly shaders: readonly string[];
  readonly modules: readonly string[];
}

/** What the scripts add to it. */
interface Live extends Written {
  readonly code: Code;
}

/**
 * The page or code in an output. What it holds is parsed when it is first asked for, and once.
 */
export class Artefact {
  readonly sources: readonly Source[];
  #still: Still | null = null;
  #live: Live | null = null;

  constructor(sources: readonly Source[]) {
    this.sources = sources;
  }

  /** Number of lines of all files. */
  get lines(): number {
    return this.sources.reduce((sum, { text }) => sum + text.trimEnd().split('\n').length, 0);
  }

  /** Elements that the files hold as markup. */
  get stillElements(): readonly MarkupElement[] {
    return this.#read().elements;
  }

  /** Elements of the files, and those that scripts write as markup or make. */
  get elements(): readonly MarkupElement[] {
    return [...this.#read().elements, ...this.#run().elements];
  }

  /** Declarations of style sheets and style attributes, and those that scripts set. */
  get declarations(): readonly Declaration[] {
    return [...this.#read().declarations, ...this.#run().declarations];
  }

  /** The scripts, inline handlers and the code of workers in strings among them. */
  get code(): Code {
    return this.#run().code;
  }

  /** The texts of scripts that stand in files and in script elements, inline handlers among them. */
  get scripts(): readonly string[] {
    return this.#read().scripts.map(({ code }) => code);
  }

  /** Sources of shaders, comments left out. */
  get shaders(): readonly string[] {
    return [...this.#read().shaders, ...this.#run().shaders].map(withoutComments);
  }

  /** Addresses of scripts and names of modules that are loaded. */
  get modules(): readonly string[] {
    return [...this.#read().modules, ...this.#run().modules];
  }

  #read(): Still {
    this.#still ??= stillOf(this.sources);
    return this.#still;
  }

  #run(): Live {
    this.#live ??= liveOf(this.#read());
    return this.#live;
  }
}

function withoutComments(shader: string): string {
  return shader.replace(/\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)/g, ' ');
}

/** The declarations of a style attribute; those of the page itself under its name. */
function styleOf({ name, attributes }: MarkupElement): readonly Declaration[] {
  const selector = /^(?:html|body|canvas|svg)$/.test(name) ? name : '[style]';
  const style = attributes.get('style') ?? attributes.get(':style');
  const colour = attributes.get('bgcolor');
  const own = style === undefined ? [] : declarationsOf(style, selector);
  return colour === undefined ? own : [{ selector, within: [], property: 'background', value: colour }, ...own];
}

function isInert({ parent }: MarkupElement): boolean {
  for (let outer = parent; outer !== null; outer = outer.parent) if (outer.name === 'noscript') return true;
  return false;
}

/** What a piece of markup holds; templates and documents inside it are read too, one level deep. */
function readMarkup(markup: string, isTyped: boolean, depth = 0): Still {
  const elements: MarkupElement[] = [];
  const [declarations, scripts, shaders, modules] = [
    [] as Declaration[],
    [] as Script[],
    [] as string[],
    [] as string[],
  ];
  const inner = (text: string) => {
    if (depth > 1 || !text.includes('<')) return;
    const found = readMarkup(text, isTyped, depth + 1);
    elements.push(...found.elements);
    declarations.push(...found.declarations);
    scripts.push(...found.scripts);
    shaders.push(...found.shaders);
    modules.push(...found.modules);
  };
  for (const element of elementsOf(markup)) {
    if (element.name === 'noscript' || isInert(element)) continue;
    elements.push(element);
    const { name, attributes, text } = element;
    declarations.push(...styleOf(element));
    if (name === 'style') declarations.push(...declarationsOf(text));
    if (name === 'script') {
      const type = (attributes.get('type') ?? attributes.get('lang') ?? '').trim();
      const source = attributes.get('src') ?? attributes.get('href');
      if (source !== undefined) modules.push(source);
      else if (SHADER_TYPE.test(type)) shaders.push(text);
      else if (CODE_TYPE.test(type) || attributes.has('lang'))
        scripts.push({ code: text, isTyped: isTyped || /babel|jsx|ts|typescript/i.test(type) });
      else if (MARKUP_TYPE.test(type)) inner(text);
    }
    const document = attributes.get('srcdoc');
    if (document !== undefined) inner(document);
    if (scripts.length < MOST_HANDLERS) scripts.push(...handlersOf(element));
  }
  return { elements, declarations, scripts, shaders, modules };
}

function handlersOf({ attributes }: MarkupElement): readonly Script[] {
  const found: Script[] = [];
  for (const [name, value] of attributes) {
    if (value === '') continue;
    if (/^(?:on[a-z]|@|v-on:|on:|x-on:|x-data|x-init)/.test(name))
      found.push({ code: name === 'x-data' ? `(${value})` : value, isTyped: false });
    else if (name === 'href' && /^\s*javascript:/i.test(value))
      found.push({ code: value.replace(/^\s*javascript:/i, ''), isTyped: false });
  }
  return found;
}

function stillOf(sources: readonly Source[]): Still {
  const all = sources.map(({ language, text }): Still => {
    const none: Still = { elements: [], declarations: [], scripts: [], shaders: [], modules: [] };
    if (language === 'html' || language === 'svg' || language === 'vue') return readMarkup(text, language === 'vue');
    if (language === 'css') return { ...none, declarations: declarationsOf(text) };
    if (language === 'shader') return { ...none, shaders: [text] };
    return language === 'other' ? none : { ...none, scripts: [{ code: text, isTyped: language === 'typescript' }] };
  });
  return {
    elements: all.flatMap(({ elements }) => elements),
    declarations: all.flatMap(({ declarations }) => declarations),
    scripts: all.flatMap(({ scripts }) => scripts),
    shaders: all.flatMap(({ shaders }) => shaders),
    modules: all.flatMap(({ modules }) => modules),
  };
}

function liveOf({ scripts }: Still): Live {
  const programs: Node[] = scripts.map(({ code, isTyped }) => parseScript(code, isTyped));
  const code = new Code(programs);
  const written = writtenBy(code);
  const markup = written.markup.map((text) => readMarkup(text.replaceAll(UNKNOWN, ''), false));
  const further = [...written.scripts, ...markup.flatMap((still) => still.scripts.map((script) => script.code))];
  const all = further.length === 0 ? code : new Code([...programs, ...further.map((text) => parseScript(text))]);
  return {
    ...written,
    code: all,
    elements: [...markup.flatMap(({ elements }) => elements), ...written.elements],
    declarations: [...markup.flatMap(({ declarations }) => declarations), ...written.declarations],
    shaders: [...written.shaders, ...markup.flatMap(({ shaders }) => shaders)],
    modules: [...all.found.imports, ...written.modules, ...markup.flatMap(({ modules }) => modules)],
  };
}

/** The page or code in an output; `null` when there is none in it. */
export function artefactOf(output: string): Artefact | null {
  const sources = sourcesOf(output);
  return sources.length === 0 ? null : new Artefact(sources);
}

const oneLine = (text: string) => text.replaceAll(UNKNOWN, '').replace(/\s+/g, ' ').trim();

/**
 * What a page calls itself: its title element, else its first heading of the first level, else the title in a drawing; `null` when it
 * has none. Scripts are not looked at.
 */
export function titleOf({ stillElements }: Artefact): string | null {
  const inDrawing = ({ parent }: MarkupElement) => {
    for (let outer = parent; outer !== null; outer = outer.parent) if (outer.name === 'svg') return true;
    return false;
  };
  const titles = stillElements.filter(({ name }) => name === 'title');
  const found = [
    ...titles.filter((title) => !inDrawing(title)),
    ...stillElements.filter(({ name }) => name === 'h1'),
    ...titles,
  ];
  for (const element of found) {
    const title = oneLine(deepText(element));
    if (title !== '') return title;
  }
  return null;
}
