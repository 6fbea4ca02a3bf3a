import type { Span } from '../text/span.ts';

/**
 * Reads JSON as models write it: also with trailing commas, single quotes, bare names, comments, Python's True, False and
 * None, line breaks in texts, and cut off (what is complete is kept). Every value knows where it stands.
 */

/** A value and its place in the text. */
export type Located = Span &
  (
    | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Located> }
    | { readonly kind: 'list'; readonly items: readonly Located[] }
    /** Text, number, true, false or null. */
    | { readonly kind: 'plain'; readonly value: string | number | boolean | null }
  );

/** Deeper values are no answer, and would overflow the stack. */
const DEEPEST = 100;
const SPACE = /\s+|\/\/[^\n]*|\/\*[^*]*\*\//y;
const TOKEN = /[^\s,:{}[\]"']{1,400}/y;
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
]);

/** The object or list that begins at `start`; `null` when none does. */
export function readJsonAt(text: string, start: number): Located | null {
  const value = new JsonReader(text, start).value(0);
  return value === null || value.kind === 'plain' ? null : value;
}

class JsonReader {
  #at: number;
  #broken = false;
  readonly #text: string;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  /** `null` when there is no value here, or it is cut off. */
  value(depth: number): Located | null {
    this.#skip();
    const character = this.#text.charAt(this.#at);
    if (depth > DEEPEST) return this.#fail();
    if (character === '{') return this.#object(depth);
    if (character === '[') return this.#list(depth);
    return QUOTES.has(character) ? this.#quoted() : this.#token();
  }

  #name(): Located | null {
    this.#skip();
    return QUOTES.has(this.#text.charAt(this.#at)) ? this.#quoted() : this.#token();
  }

  #fail(): null {
    this.#broken = true;
    return null;
  }

  #skip(): void {
    for (let found = true; found;) {
      SPACE.lastIndex = this.#at;
      found = SPACE.test(this.#text);
      if (found) this.#at = SPACE.lastIndex;
    }
  }

  /** Steps over `character` when it is next. */
  #takes(character: string): boolean {
    this.#skip();
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }

  #object(depth: number): Located | null {
    const start = this.#at++;
    const members = new Map<string, Located>();
    while (!this.#takes('}')) {
      const name = this.#name();
      if (name?.kind !== 'plain' || !this.#takes(':'))
        return this.#cutOff(members.size) ? this.#made(start, members) : this.#fail();
      const value = this.value(depth + 1);
      if (value !== null) members.set(String(name.value), value);
      if (this.#broken) return null;
      if (value === null) return this.#made(start, members);
      if (!this.#takes(',') && this.#text.charAt(this.#at) !== '}')
        return this.#cutOff(members.size) ? this.#made(start, members) : this.#fail();
    }
    return this.#made(start, members);
  }

  #made(start: number, members: ReadonlyMap<string, Located>): Located {
    return { kind: 'object', members, start, end: this.#at };
  }

  #list(depth: number): Located | null {
    const start = this.#at++;
    const items: Located[] = [];
    while (!this.#takes(']')) {
      const value = this.value(depth + 1);
      if (this.#broken) return null;
      if (value !== null) items.push(value);
      const ended = this.#takes(',') || this.#text.charAt(this.#at) === ']';
      if (value !== null && ended) continue;
      return this.#cutOff(items.length) ? { kind: 'list', items, start, end: this.#at } : this.#fail();
    }
    return { kind: 'list', items, start, end: this.#at };
  }

  /** Whether the text ends here, with something read before. */
  #cutOff(read: number): boolean {
    this.#skip();
    return read > 0 && this.#at >= this.#text.length;
  }

  #quoted(): Located | null {
    const start = this.#at;
    const close = QUOTES.get(this.#text.charAt(start))!;
    for (let index = start + 1; index < this.#text.length; index++) {
      const character = this.#text.charAt(index);
      if (character === '\\') index += 1;
      // An apostrophe inside: 'it's'.
      else if (
        character === close &&
        (close === '"' || /^['”]\s*(?:[,:}\]]|$)/.test(this.#text.slice(index, index + 40)))
      ) {
        this.#at = index + 1;
        return { kind: 'plain', value: unescaped(this.#text.slice(start + 1, index)), start: start + 1, end: index };
      }
    }
    this.#at = this.#text.length;
    return null;
  }

  #token(): Located | null {
    const start = this.#at;
    TOKEN.lastIndex = start;
    const token = TOKEN.exec(this.#text)?.[0];
    if (token === undefined) return start >= this.#text.length ? null : this.#fail();
    this.#at += token.length;
    const value = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(token) ? Number(token) : wordOf(token);
    return { kind: 'plain', value, start, end: this.#at };
  }
}

function wordOf(token: string): string | boolean | null {
  if (/^(?:true|True)$/.test(token)) return true;
  if (/^(?:false|False)$/.test(token)) return false;
  return /^(?:null|None|undefined)$/.test(token) ? null : token;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

function unescaped(source: string): string {
  return source.replace(
    /\\(?:u([0-9a-fA-F]{4})|([^]))/g,
    (_all, code: string | undefined, letter: string | undefined) =>
      code === undefined ? (ESCAPES.get(letter ?? '') ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
