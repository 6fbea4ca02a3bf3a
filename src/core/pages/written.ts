import { type Declaration, declarationsOf } from './css.ts';
import { UNKNOWN } from '../colour/css-colour.ts';
import type { MarkupElement } from './html.ts';
import type { Call, Code } from './script/code.ts';
import { bareExpression, part, parts, type Node } from './script/node.ts';
import type { Placed, Setting } from './script/scopes.ts';

/** What scripts make while they run, as far as their text says it. */
export interface Written {
  /** Markup that is assigned, written or put into templates. */
  readonly markup: readonly string[];
  /** Elements that are made one by one, and those of JSX. */
  readonly elements: readonly MarkupElement[];
  readonly declarations: readonly Declaration[];
  /** Programs in strings: those of workers. */
  readonly scripts: readonly string[];
  readonly shaders: readonly string[];
  readonly modules: readonly string[];
}

/** Longer strings are data. UTF-16 units. */
const LONGEST_SCRIPT = 200_000;

const MARKUP_SETTINGS = ['innerHTML', 'outerHTML', 'srcdoc', '__html', 'template'];
/** Calls that take markup, and which argument it is. */
const MARKUP_CALLS: readonly (readonly [name: string, argument: number])[] = [
  ...([
    ['insertAdjacentHTML', 1],
    ['write', 0],
    ['writeln', 0],
    ['setHTML', 0],
    ['setHTMLUnsafe', 0],
    ['html', 0],
  ] as const),
  ...([
    ['append', 0],
    ['prepend', 0],
    ['before', 0],
    ['after', 0],
    ['createContextualFragment', 0],
    ['parseFromString', 0],
  ] as const),
  ...([
    ['$', 0],
    ['jQuery', 0],
    ['render', 0],
  ] as const),
];

const isMarkup = (text: string) => /<[a-z!]/i.test(text);

/** The name of what a template is tagged with: `html` for lit's `html`, `styled` for `styled.div`. */
function tagOf({ node }: Placed): string | null {
  let tag = part(node, 'tag');
  while (tag !== null && tag.type !== 'Identifier') tag = part(tag, 'object') ?? part(tag, 'callee');
  return tag === null ? null : (tag['name'] as string);
}

function taggedTexts(code: Code, names: ReadonlySet<string>): readonly string[] {
  return code.found.tags.flatMap((placed) => {
    const tag = tagOf(placed);
    return tag !== null && names.has(tag) ? code.values.strings(placed) : [];
  });
}

function markupOf(code: Code): readonly string[] {
  const set = MARKUP_SETTINGS.flatMap((name) => code.settings(name).flatMap((setting) => code.valuesOf(setting)));
  const called = MARKUP_CALLS.flatMap(([name, index]) =>
    code.calls(name).flatMap((call) => code.argument(call, index)),
  );
  const tagged = taggedTexts(code, new Set(['html']));
  const drawn = taggedTexts(code, new Set(['svg'])).map((text) => (/<svg\b/i.test(text) ? text : `<svg>${text}</svg>`));
  return [...new Set([...set, ...called, ...tagged, ...drawn].filter(isMarkup))];
}

function made(
  name: string,
  attributes: ReadonlyMap<string, string> = new Map(),
  parent: MarkupElement | null = null,
): MarkupElement {
  return { name: name.toLowerCase(), attributes, parent, children: [], text: '' };
}

/** Properties of an object as attributes. */
function attributesOf(code: Code, given: Placed | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const node = given === undefined ? null : bareExpression(given.node);
  if (given === undefined || node?.type !== 'ObjectExpression') return found;
  for (const property of parts(node, 'properties')) {
    const key = part(property, 'key');
    const value = part(property, 'value');
    if (key === null || value === null || property['computed'] === true) continue;
    const name = String(key['name'] ?? key['value']);
    found.set(attributeName(name), code.values.strings({ node: value, scope: given.scope })[0] ?? '');
  }
  return found;
}

const attributeName = (name: string) => (name === 'className' ? 'class' : name.toLowerCase());

/** Functions that make an element from its name. */
const MAKERS = [
  'createElement',
  'jsx',
  'jsxs',
  '_jsx',
  '_jsxs',
  'jsxDEV',
  'createVNode',
  'createElementVNode',
  '_createElementVNode',
  '_createVNode',
  '_createElementBlock',
];
/** The same under names so short that they may be anything: only with the name of an element and something behind it. */
const SHORT_MAKERS = ['h', 'm', 'e', 'el', 'ce'];
const ELEMENT =
  /^(?:svg|g|path|circle|rect|line|canvas|div|span|p|h[1-6]|main|nav|section|article|header|footer|aside|button|input|textarea|select|audio|video|ul|li|label|form|figure)$/;

function elementsMade(code: Code): readonly MarkupElement[] {
  const made_ = (call: Call, index: number) =>
    code
      .argument(call, index)
      .filter((name) => /^[a-z][\w:-]{0,40}$/i.test(name))
      .map((name) => made(name, attributesOf(code, call.args[index + 1])));
  const plain = MAKERS.flatMap((name) => code.calls(name).flatMap((call) => made_(call, 0)));
  const short = SHORT_MAKERS.flatMap((name) =>
    code
      .calls(name)
      .flatMap((call) => (call.args.length > 1 ? made_(call, 0).filter((element) => ELEMENT.test(element.name)) : [])),
  );
  const drawn = code.calls('createElementNS').flatMap((call) => {
    const isSvg = code.argument(call, 0).some((space) => space.endsWith('/svg'));
    const elements = made_(call, 1);
    return isSvg ? [made('svg'), ...elements] : elements;
  });
  const appended = code.globals.has('d3') || code.found.imports.some((module) => /(?:^|\/)d3\b/.test(module));
  const joined = appended
    ? ['append', 'insert', 'join', 'create'].flatMap((name) => code.calls(name).flatMap((call) => made_(call, 0)))
    : [];
  return [...plain, ...short, ...drawn, ...joined.filter(({ name }) => ELEMENT.test(name))];
}

/** The elements of JSX, each with those around it. */
function jsxElements(code: Code): readonly MarkupElement[] {
  const parents = new Map<Node, MarkupElement>();
  return code.found.templates.flatMap(({ node, scope }) => {
    const opening = node.type === 'JSXElement' ? part(node, 'openingElement') : null;
    const name = opening === null ? null : part(opening, 'name');
    if (opening === null || typeof name?.['name'] !== 'string') return [];
    const attributes = new Map<string, string>();
    for (const attribute of parts(opening, 'attributes')) {
      const key = part(attribute, 'name')?.['name'];
      if (typeof key !== 'string') continue;
      const value = part(attribute, 'value');
      const inner = value?.type === 'JSXExpressionContainer' ? part(value, 'expression') : value;
      attributes.set(attributeName(key), inner ? (code.values.strings({ node: inner, scope })[0] ?? '') : '');
    }
    // A component is no element, whatever it is called.
    const element: MarkupElement = { ...made(name['name'], attributes, parents.get(node) ?? null), name: name['name'] };
    for (const child of parts(node, 'children')) parents.set(child, element);
    return [element];
  });
}

/** Attributes that are set one by one, as elements without a name. */
function attributesSet(code: Code): readonly MarkupElement[] {
  return ['setAttribute', 'attr', 'setAttributeNS', 'toggleAttribute'].flatMap((name) =>
    code.calls(name).flatMap((call) => {
      const first = name === 'setAttributeNS' ? 1 : 0;
      const [value = ''] = code.argument(call, first + 1);
      return code.argument(call, first).map((attribute) => made('', new Map([[attribute.toLowerCase(), value]])));
    }),
  );
}

const kebab = (name: string) =>
  name.includes('-') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Properties that objects in braces are taken for styles by. */
const STYLES = new Set([
  ...[
    'background',
    'backgroundColor',
    'backgroundImage',
    'boxShadow',
    'textShadow',
    'filter',
    'animation',
    'animationName',
    'transition',
  ],
  ...['mixBlendMode', 'background-color', 'box-shadow', 'text-shadow', 'color', 'borderColor', 'fill', 'stroke'],
]);

/** Whether an object is a style: `element.style`. */
function isStyle(object: Node | null): boolean {
  return object !== null && part(bareExpression(object), 'property')?.['name'] === 'style';
}

/** The element that a style belongs to, when it is the page itself. */
function selectorOf(object: Node | null): string {
  const owner = object === null ? null : part(bareExpression(object), 'object');
  const name = owner === null ? null : (part(bareExpression(owner), 'property')?.['name'] ?? owner['name']);
  if (name === 'body') return 'body';
  return name === 'documentElement' ? 'html' : '[style]';
}

function stylesSet(code: Code): readonly Declaration[] {
  const found: Declaration[] = [];
  const note = (property: string, value: string, selector: string) =>
    found.push({ selector, within: [], property, value });
  for (const name of code.setNames) {
    for (const setting of code.settings(name)) {
      const isOfStyle = isStyle(setting.object);
      if (!isOfStyle && (setting.object !== null || !STYLES.has(name))) continue;
      for (const value of code.valuesOf(setting)) {
        if (name === 'cssText') found.push(...declarationsOf(value, selectorOf(setting.object)));
        else note(kebab(name), value, selectorOf(setting.object));
      }
    }
  }
  for (const call of code.calls('setProperty')) {
    const [name] = code.argument(call, 0);
    const object = part(bareExpression(part(call.site.node, 'callee')!), 'object');
    if (name !== undefined)
      for (const value of code.argument(call, 1))
        note(name, value, name.startsWith('--') ? ':root' : selectorOf(object));
  }
  for (const call of code.calls('setAttribute')) {
    if (code.argument(call, 0).includes('style'))
      found.push(...code.argument(call, 1).flatMap((text) => declarationsOf(text, '[style]')));
  }
  return found;
}

/** Whether an expression is a style element that a script makes or finds. */
function isSheet(code: Code, { object, scope }: Setting): boolean {
  if (object === null) return false;
  return code.values
    .expressions({ node: object, scope })
    .some(({ node }) => node.type === 'CallExpression' && parts(node, 'arguments')[0]?.['value'] === 'style');
}

function sheetsWritten(code: Code): readonly Declaration[] {
  const texts = ['textContent', 'innerHTML', 'innerText', 'cssText'].flatMap((name) =>
    code.settings(name).flatMap((setting) => (isSheet(code, setting) ? code.valuesOf(setting) : [])),
  );
  const calls = ['insertRule', 'replaceSync', 'createTextNode', 'addStyle', 'GM_addStyle'].flatMap((name) =>
    code.calls(name).flatMap((call) => code.argument(call, 0)),
  );
  const sheets = [
    ...texts,
    ...calls,
    ...taggedTexts(code, new Set(['css', 'createGlobalStyle', 'keyframes', 'injectGlobal'])),
  ];
  const styled = taggedTexts(code, new Set(['styled'])).flatMap((text) => declarationsOf(text, '[style]'));
  return [...sheets.filter((text) => text.includes('{')).flatMap((text) => declarationsOf(text)), ...styled];
}

/** Programs that a script keeps as text for a worker. */
function workersOf(code: Code): readonly string[] {
  if (code.calls('Blob').length === 0) return [];
  return code
    .calls('Blob')
    .flatMap(({ args }) => {
      const [first, options] = args;
      const type =
        options === undefined
          ? ''
          : code.values
              .expressions(options)
              .flatMap(({ node, scope }) =>
                parts(node, 'properties').flatMap((property) =>
                  code.values.strings({ node: part(property, 'value') ?? property, scope }),
                ),
              )
              .join(' ');
      if (first === undefined || (type !== '' && !/script/i.test(type))) return [];
      return code.values
        .expressions(first)
        .flatMap(({ node, scope }) =>
          parts(node, 'elements').flatMap((element) => code.values.strings({ node: element, scope })),
        );
    })
    .filter((text) => text.length < LONGEST_SCRIPT && /[;(){}]/.test(text));
}

/** A shader has an entry point and says where it draws or what stage it is. */
const SHADER = /\bvoid\s+main\s*\(|@(?:fragment|vertex|compute)\b/;

const SHORTEST_SHADER = 20;

function shadersOf(code: Code): readonly string[] {
  // Short texts hold no shader, and most are short.
  const texts = code.found.templates.flatMap((placed) =>
    placed.node.type === 'TemplateLiteral' && placed.node.end - placed.node.start > SHORTEST_SHADER
      ? code.values.strings(placed)
      : [],
  );
  const literals = code.found.literals
    .map(({ node }) => node['value'])
    .filter((value) => typeof value === 'string' && value.length > SHORTEST_SHADER) as readonly string[];
  const sums = ['shaderSource'].flatMap((name) => code.calls(name).flatMap((call) => code.argument(call, 1)));
  const set = ['fragmentShader', 'vertexShader'].flatMap((name) =>
    code.settings(name).flatMap((setting) => code.valuesOf(setting)),
  );
  return [...new Set([...texts, ...literals, ...sums, ...set])].filter((text) => SHADER.test(text));
}

/** Addresses of scripts that a script loads: `importScripts`, and `src` of what it makes. */
function modulesLoaded(code: Code): readonly string[] {
  const calls = ['importScripts', 'require', 'loadScript', 'addModule'].flatMap((name) =>
    code.calls(name).flatMap((call) => code.argument(call, 0)),
  );
  const sources = code.settings('src').flatMap((setting) => code.valuesOf(setting));
  return [...calls, ...sources.filter((source) => /\.m?js\b/.test(source))].filter(
    (name) => name.length < 400 && !name.includes(UNKNOWN),
  );
}

/** What scripts make, as far as their text says it. */
export function writtenBy(code: Code): Written {
  return {
    markup: markupOf(code),
    elements: [...elementsMade(code), ...jsxElements(code), ...attributesSet(code)],
    declarations: [...stylesSet(code), ...sheetsWritten(code)],
    scripts: workersOf(code),
    shaders: shadersOf(code),
    modules: modulesLoaded(code),
  };
}
