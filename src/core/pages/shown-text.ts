/** What a page shows to people: the text between its tags, labels of its elements, and strings of several words in its scripts. */

/** Tags by which a text is taken for a page, and not for prose that holds a "<". */
const PAGE = /<\/(?:html|head|body|script|style|svg|div|section|main|title|canvas|span|p|h[1-6]|ul|button)>/i;

/** Longer strings in scripts are data. UTF-16 units. */
const LONGEST_STRING = 400;

/** Whether a text is a page (HTML or SVG) or holds one. */
export function isPage(text: string): boolean {
  return text.includes('</') && PAGE.test(text);
}

/** Where the string that opens at `start` closes; -1 when it does not, or not on its line (a template may span lines). */
function closingQuote(code: string, start: number): number {
  const quote = code[start];
  for (let at = start + 1; at < code.length && at - start <= LONGEST_STRING; at++) {
    const character = code[at];
    if (character === '\\') at++;
    else if (character === quote) return at;
    else if (character === '\n' && quote !== '`') return -1;
  }
  return -1;
}

/** Where the comment that opens at `start` ends; `start` when none opens there. */
function afterComment(code: string, start: number): number {
  const end = code.startsWith('//', start) ? '\n' : code.startsWith('/*', start) ? '*/' : null;
  if (end === null) return start;
  const found = code.indexOf(end, start + 2);
  return found === -1 ? code.length : found + end.length;
}

/** Strings of at least two words in a script. Comments are skipped, because an apostrophe in them opens nothing. */
function stringsOf(code: string): string[] {
  const strings: string[] = [];
  for (let at = 0; at < code.length; at++) {
    const character = code[at];
    if (character === '/') at = Math.max(at, afterComment(code, at) - 1);
    if (character !== '"' && character !== "'" && character !== '`') continue;
    const end = closingQuote(code, at);
    if (end === -1) continue;
    const string = code.slice(at + 1, end);
    if (/\S\s+\S/.test(string)) strings.push(string);
    at = end;
  }
  return strings;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&apos;': "'", '&nbsp;': ' ' },
  ...{ '&rsquo;': '’', '&lsquo;': '‘', '&mdash;': '—', '&ndash;': '–', '&hellip;': '…', '&middot;': '·' },
};

function decoded(text: string): string {
  return text.includes('&') ? text.replace(/&#?\w{1,8};/g, (entity) => ENTITIES[entity] ?? ' ') : text;
}

/** Tags that stand inside a sentence; all others end one. */
const INLINE = /^\/?(?:a|abbr|b|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)$/i;

/** Attributes that are read out, shown in place of a picture, or in an empty field. */
const LABEL = /\s(?:aria-label|alt|placeholder|title)\s?=\s?(?:"([^"]{1,400})"|'([^']{1,400})')/gi;

/** Labels of at least two words in a tag. */
function labelsOf(tag: string): readonly string[] {
  if (!tag.includes('=')) return [];
  return [...tag.matchAll(LABEL)]
    .map(([, double, single]) => double ?? single ?? '')
    .filter((label) => /\S\s+\S/.test(label));
}

/** Where the element `name` that opens before `from` ends: [end of its content, behind its closing tag]. */
function endOf(text: string, lower: string, name: string, from: number): readonly [number, number] {
  const closing = lower.indexOf(`</${name}`, from);
  if (closing === -1) return [text.length, text.length];
  const end = text.indexOf('>', closing);
  return [closing, end === -1 ? text.length : end + 1];
}

/**
 * The parts of a page that people read, in order: runs of text that no block tag interrupts, labels (`aria-label`, `alt`,
 * `placeholder`, `title`) and strings in scripts of at least two words. Styles, comments, tags and their other attributes are left
 * out. Linear in the length of any text.
 */
export function shownParts(page: string): readonly string[] {
  const parts: string[] = [];
  // Only ASCII is lowered, so that offsets stay what they are.
  const lower = page.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let run = '';
  let at = 0;
  const endRun = () => {
    if (/\S/.test(run)) parts.push(decoded(run));
    run = '';
  };
  while (at < page.length) {
    const open = page.indexOf('<', at);
    if (open === -1) break;
    run += page.slice(at, open);
    if (!/[a-z/!]/i.test(page.charAt(open + 1))) {
      run += '<';
      at = open + 1;
      continue;
    }
    const comment = page.startsWith('<!--', open);
    const close = page.indexOf(comment ? '-->' : '>', open + 1);
    if (close === -1) {
      // A page that was cut off inside a tag.
      at = page.length;
      break;
    }
    at = close + (comment ? 3 : 1);
    const name = comment ? '' : (/^[/!]?[a-z0-9]{0,20}/.exec(lower.slice(open + 1, open + 22))?.[0] ?? '');
    if (!comment && !INLINE.test(name)) endRun();
    if (!comment) parts.push(...labelsOf(page.slice(open, close)).map(decoded));
    if (name !== 'script' && name !== 'style') continue;
    const [end, behind] = endOf(page, lower, name, at);
    if (name === 'script') parts.push(...stringsOf(page.slice(at, end)));
    at = behind;
  }
  run += page.slice(at);
  endRun();
  return parts;
}
