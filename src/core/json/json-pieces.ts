import { DEEPEST_JSON, endOfString, isClosing, isEscaped, isOpening, parseJson } from './parse-json.ts';

/** The names that lead to a value from the outside in. An entry of a list has those of the list. */
export type JsonPath = readonly string[];

/** What `JsonPieces` finds is told to this. */
export interface JsonPieceReader {
  /**
   * Whether an object or a list is read member by member; otherwise it is taken as a whole, as every entry of a list is.
   * Asked once for each, when it begins.
   */
  opens(path: JsonPath, kind: 'object' | 'list'): boolean;
  /** Takes the next value that was not opened: a member, the whole, or an entry of the list at `path`. */
  take(path: JsonPath, value: unknown, isEntry: boolean): void;
}

/** A text that is no JSON, or more of it than is read. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
  readonly kind: 'no JSON' | 'cut short' | 'too deep' | 'too long';

  constructor(kind: JsonTextError['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** Longest value that is taken as a whole, characters: what `JSON.parse` makes of it must fit into memory. */
export const LONGEST_PIECE = 128 * 2 ** 20;

type Kind = 'object' | 'list';
type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing';

const SPACE = /[^ \t\n\r]/g;
const SCALAR_END = /[,\]} \t\n\r]/g;
const QUOTE = 0x22;

/**
 * Cuts a JSON text of any length into values that are read one by one. It comes in pieces, wherever these are cut; no
 * more of it is kept than one value. What is inside of a value is left to whoever parses it.
 */
export class JsonPieces {
  private readonly reader: JsonPieceReader;
  private readonly parse: (json: string) => unknown;
  private readonly longest: number;
  private readonly open: Kind[] = [];
  private readonly path: string[] = [];
  private expected: Expected = 'value';
  /** The parts of the value or name that goes on; `null` between two. */
  private parts: string[] | null = null;
  private partsLength = 0;
  private isName = false;
  private isScalar = false;
  /** Objects and lists that are open within the value. */
  private depth = 0;
  private inString = false;
  private escaped = false;

  /** `parse` makes a value of its text, or throws. */
  constructor(reader: JsonPieceReader, { parse = parseJson, longest = LONGEST_PIECE } = {}) {
    this.reader = reader;
    this.parse = parse;
    this.longest = longest;
  }

  /** Takes the next piece of the text. Throws a `JsonTextError` when this cannot be JSON any more. */
  push(text: string): void {
    const end = this.pushValue(text);
    SPACE.lastIndex = end;
    if (SPACE.test(text)) throw new JsonTextError('no JSON');
  }

  /** Takes the next piece as far as it belongs to the value; returns where it ends, which may be the end of the piece. */
  pushValue(text: string): number {
    let at = 0;
    while (at < text.length && this.expected !== 'nothing') {
      at = this.parts === null ? this.between(text, at) : this.within(text, at);
    }
    return at;
  }

  /** Whether the whole value is there. */
  get isWhole(): boolean {
    return this.expected === 'nothing' && this.parts === null;
  }

  /** Throws a `JsonTextError` when the text ended too early. */
  end(): void {
    if (this.parts !== null && this.isScalar && this.open.length === 0) this.finish('');
    if (this.expected !== 'nothing' || this.parts !== null) throw new JsonTextError('cut short');
  }

  /** Reads what stands between values; returns where to go on. */
  private between(text: string, from: number): number {
    SPACE.lastIndex = from;
    const at = SPACE.exec(text)?.index ?? text.length;
    if (at === text.length) return at;
    const code = text.charCodeAt(at);
    const { expected } = this;
    if (isClosing(code) && expected.endsWith('or end')) return this.close(text[at] === '}' ? 'object' : 'list', at);
    if (expected === 'comma or end' && text[at] === ',') {
      this.expected = this.open.at(-1) === 'object' ? 'name' : 'value';
      return at + 1;
    }
    if (expected === 'colon' && text[at] === ':') {
      this.expected = 'value';
      return at + 1;
    }
    if (expected.startsWith('name') && code === QUOTE) return this.begin(at, true);
    if (!expected.startsWith('value')) throw new JsonTextError('no JSON');
    if (isOpening(code) && this.opens(text[at] === '{' ? 'object' : 'list')) return at + 1;
    return this.begin(at, false);
  }

  private opens(kind: Kind): boolean {
    const isEntry = this.open.at(-1) === 'list';
    if (isEntry || this.open.length >= DEEPEST_JSON || !this.reader.opens(this.path, kind)) return false;
    this.open.push(kind);
    this.expected = kind === 'object' ? 'name or end' : 'value or end';
    return true;
  }

  private close(kind: Kind, at: number): number {
    if (this.open.pop() !== kind) throw new JsonTextError('no JSON');
    this.ended();
    return at + 1;
  }

  private begin(at: number, isName: boolean): number {
    this.parts = [];
    this.partsLength = 0;
    this.isName = isName;
    this.isScalar = false;
    this.depth = 0;
    this.inString = false;
    this.escaped = false;
    return at;
  }

  /** Goes on with a value; returns where to go on behind what of it is there. */
  private within(text: string, from: number): number {
    const isNew = this.partsLength === 0;
    if (isNew) {
      const code = text.charCodeAt(from);
      this.isScalar = code !== QUOTE && !isOpening(code);
    }
    const end = this.isScalar ? scalarEnd(text, from) : this.enclosedEnd(text, from);
    if (end === -1 || (this.isScalar && end === text.length)) {
      this.keep(text.slice(from));
      return text.length;
    }
    this.finish(text.slice(from, end));
    return end;
  }

  /** Behind the end of a string, object or list; -1 when that is not in this piece. */
  private enclosedEnd(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      if (this.inString) {
        at = this.stringEnd(text, at);
        if (!this.inString && this.depth === 0) return at + 1;
        continue;
      }
      const code = text.charCodeAt(at);
      if (code === QUOTE) this.inString = true;
      else if (isOpening(code)) this.depth++;
      else if (isClosing(code) && --this.depth === 0) return at + 1;
      if (this.depth > DEEPEST_JSON) throw new JsonTextError('too deep');
    }
    return -1;
  }

  /** Where the string ends that goes on at `from`; the length of the text when that is not in this piece. */
  private stringEnd(text: string, from: number): number {
    // A backslash at the end of the last piece escapes the first character of this one.
    const begin = this.escaped ? from + 1 : from;
    this.escaped = false;
    const end = endOfString(text, begin);
    if (end < text.length) this.inString = false;
    else this.escaped = isEscaped(text, begin, text.length);
    return end;
  }

  private keep(part: string): void {
    this.partsLength += part.length;
    if (this.partsLength > this.longest) throw new JsonTextError('too long');
    this.parts?.push(part);
  }

  private finish(last: string): void {
    this.keep(last);
    const json = (this.parts ?? []).join('');
    this.parts = null;
    const value = this.parsed(json);
    if (this.isName) {
      this.path.push(value as string);
      this.expected = 'colon';
      return;
    }
    this.reader.take(this.path, value, this.open.at(-1) === 'list');
    this.ended();
  }

  private parsed(json: string): unknown {
    try {
      return this.parse(json);
    } catch {
      throw new JsonTextError('no JSON');
    }
  }

  /** A value has ended: that of a member, an entry of a list, or the whole. */
  private ended(): void {
    const around = this.open.at(-1);
    if (around === 'object') this.path.pop();
    this.expected = around === undefined ? 'nothing' : 'comma or end';
  }
}

/** Behind a number or a word; the length of the text when it may go on in the next piece. */
function scalarEnd(text: string, from: number): number {
  SCALAR_END.lastIndex = from;
  return SCALAR_END.exec(text)?.index ?? text.length;
}
