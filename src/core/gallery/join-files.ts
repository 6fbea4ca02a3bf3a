import type { Source } from '../pages/sources.ts';

/** Longest tag that is looked into, UTF-16 units: bounds the work on texts that are full of unclosed tags. */
const LONGEST_TAG = 2_000;

const SCRIPT_TAG = new RegExp(`<script\\b([^<>]{0,${LONGEST_TAG}})>\\s{0,200}</script\\s{0,20}>`, 'gi');
const LINK_TAG = new RegExp(`<link\\b([^<>]{0,${LONGEST_TAG}})>`, 'gi');

/** The value of an attribute in the inside of a tag; `null` when it is not there. */
export function attributeOf(inside: string, name: 'src' | 'href' | 'rel' | 'type'): string | null {
  const found = new RegExp(`(?:^|\\s)${name}\\s{0,20}=\\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(inside);
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? '').trim();
}

/** Whether an address leads out of the page and its files. */
export function isElsewhere(address: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{0,20}:)?\/\//i.test(address);
}

const lastPart = (path: string): string =>
  path
    .replace(/[?#].*$/s, '')
    .split(/[\\/]/)
    .at(-1)!
    .toLowerCase();

/** The files of one language that have not found their place yet. */
class Loose {
  readonly #files: Source[];

  constructor(files: readonly Source[]) {
    this.#files = [...files];
  }

  /** The file that an address means: the one of its name, else the first that has none. It is taken out. */
  take(address: string): Source | null {
    if (isElsewhere(address) || /^(?:data|blob):/i.test(address)) return null;
    const named = this.#files.findIndex(({ name }) => name !== null && lastPart(name) === lastPart(address));
    const at = named >= 0 ? named : this.#files.findIndex(({ name }) => name === null);
    return at < 0 ? null : (this.#files.splice(at, 1)[0] ?? null);
  }

  get left(): readonly Source[] {
    return this.#files;
  }
}

const styleOf = (text: string): string => `<style>\n${text.replace(/<\/(?=style)/gi, '<\\/')}\n</style>`;

/** In a script neither its own end tag nor the opening of a comment may stand as they are. */
const scriptOf = (text: string, inside = ''): string =>
  `<script${inside}>\n${text.replace(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--')}\n</script>`;

const isModule = (text: string): boolean => /^\s{0,40}(?:import\s[^(]|export\s)/m.test(text);

/** What a script says of itself besides where it is. */
function kept(inside: string, text: string): string {
  const type = attributeOf(inside, 'type');
  return type === 'module' || isModule(text) ? ' type="module"' : '';
}

/** Puts style sheets and scripts into a page: at the tags that name them; what no tag names at the beginning and the end. */
export function joined(page: string, sheets: readonly Source[], scripts: readonly Source[]): string {
  const [css, js] = [new Loose(sheets), new Loose(scripts)];
  const styled = page.replace(LINK_TAG, (tag, inside: string) => {
    if (!/stylesheet/i.test(attributeOf(inside, 'rel') ?? '')) return tag;
    const file = css.take(attributeOf(inside, 'href') ?? '');
    return file === null ? tag : styleOf(file.text);
  });
  // A classic script in a file may wait for the page (`defer`), one that stands in it may not: those go to its end.
  const deferred: string[] = [];
  const whole = styled.replace(SCRIPT_TAG, (tag, inside: string) => {
    const address = attributeOf(inside, 'src');
    const file = address === null ? null : js.take(address);
    if (file === null) return tag;
    const script = scriptOf(file.text, kept(inside, file.text));
    if (!/\bdefer\b/i.test(inside)) return script;
    deferred.push(script);
    return '';
  });
  const late = [...deferred, ...js.left.map(({ text }) => scriptOf(text, kept('', text)))];
  return withParts(whole, css.left.map(({ text }) => styleOf(text)).join('\n'), late.join('\n'));
}

/** `early` before the end of the head, or behind the doctype; `late` before the end of the body, or at the end. */
function withParts(page: string, early: string, late: string): string {
  const lower = page.toLowerCase();
  const bodyEnd = lower.lastIndexOf('</body');
  const ended =
    late === '' ? page : bodyEnd < 0 ? `${page}\n${late}` : `${page.slice(0, bodyEnd)}${late}\n${page.slice(bodyEnd)}`;
  if (early === '') return ended;
  const headEnd = lower.indexOf('</head');
  const doctype = /^\s{0,200}<!doctype[^>]{0,300}>/i.exec(page)?.[0].length ?? 0;
  const at = headEnd >= 0 ? headEnd : doctype;
  return `${ended.slice(0, at)}${early}\n${ended.slice(at)}`;
}
