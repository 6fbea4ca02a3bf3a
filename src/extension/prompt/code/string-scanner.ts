import type { HoleForm, LanguageSyntax, Opening } from './syntax.ts';
import { SourceLines } from './source-lines.ts';

/** A string in source code, as [start, end) offsets with and without its quotes. */
export interface StringToken {
  readonly start: number;
  /** Where code goes on: behind the quotes, or behind the opening mark of a text on the lines below. */
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly opening: Opening;
  /** Where code goes on after the lines of the text; `null` for a string between quotes. */
  readonly linesEnd: number | null;
}

/** Holes within strings within holes that are followed; deeper ones end no string. */
const DEEPEST = 50;
/** Steps that finding the strings of a text may take, besides two for each character: code needs less than one. */
const STEPS = 100_000;

/**
 * Finds strings in one source text. Holes hold strings and strings hold holes, so their ends are found once and kept. A
 * text that would take too long (thousands of strings that are opened and never closed) gives those at its beginning.
 */
export class StringScanner {
  readonly #source: string;
  readonly #syntax: LanguageSyntax;
  readonly #lines: SourceLines;
  readonly #holeEnds = new Map<string, number | null>();
  /** The last text that began on a line and stands below it, and where. */
  #below = { line: -1, start: -1, from: -1, end: -1 };
  #depth = 0;
  #steps: number;

  constructor(source: string, syntax: LanguageSyntax) {
    this.#source = source;
    this.#syntax = syntax;
    this.#lines = new SourceLines(source);
    this.#steps = STEPS + 2 * source.length;
  }

  /** Whether it has taken too long; nothing more is found then. */
  get isSpent(): boolean {
    return this.#steps <= 0;
  }

  /** The string that begins at an offset, or `null`. */
  stringAt(at: number): StringToken | null {
    for (const { open, read } of this.#syntax.strings) {
      const match = matchAt(open, this.#source, at);
      if (!match) continue;
      const opening = read(match);
      const from = at + match[0].length;
      const token = opening.heredoc ? this.#linesFrom(at, from, opening) : this.#quoted(at, from, opening);
      if (token !== null) return token;
    }
    return null;
  }

  /** Offset behind the value that begins at `at`; `null` when none does, or when it does not end. */
  afterHole(at: number, hole: HoleForm): number | null {
    if (hole.close === null) return hole.name ? this.#afterName(at, hole.name) : null;
    const name = `${hole.open}${at}`;
    const known = this.#holeEnds.get(name);
    if (known !== undefined) return known;
    if (this.#depth >= DEEPEST) return null;
    this.#depth++;
    const end = this.#endOfHole(at + hole.open.length, hole.close, hole.formatted === true);
    this.#depth--;
    this.#holeEnds.set(name, end);
    return end;
  }

  #afterName(at: number, name: RegExp): number | null {
    const match = matchAt(name, this.#source, at);
    return match && at + match[0].length;
  }

  #quoted(start: number, from: number, opening: Opening): StringToken | null {
    const to = this.#closeOf(from, opening);
    return to === null ? null : { start, end: to + opening.close.length, from, to, opening, linesEnd: null };
  }

  /** A text on lines of its own, up to its closing word. */
  #linesFrom(start: number, behind: number, opening: Opening): StringToken | null {
    const { heredoc } = opening;
    const from = heredoc?.later ? this.#textBelow(start, behind) : behind;
    const closing = heredoc && this.#lines.closing(heredoc, from);
    if (!closing) return null;
    const end = heredoc.later ? behind : closing.end;
    const to = heredoc.later ? closing.start : closing.end - heredoc.word.length;
    if (heredoc.later) this.#below = { line: this.#lines.after(behind), start, from, end: closing.end };
    return { start, end, from, to, opening, linesEnd: heredoc.later ? closing.end : null };
  }

  /** Where the text begins that is opened at `start`: below its line, and below the texts that were opened there before. */
  #textBelow(start: number, behind: number): number {
    const line = this.#lines.after(behind);
    const { line: known, start: other, from, end } = this.#below;
    if (known !== line || start < other) return line;
    return start === other ? from : this.#lines.after(end);
  }

  /** Offset of the closing mark; `null` when the string does not end. */
  #closeOf(from: number, { close, holes, doubled, escapes, multiline, mark, nests }: Opening): number | null {
    const source = this.#source;
    let depth = 0;
    let at = from;
    while (at < source.length && this.#steps-- > 0) {
      if (nests !== null && source.startsWith(nests, at)) depth++;
      if (source.startsWith(close, at)) {
        if (depth-- > 0) at += close.length;
        else if (doubled && source.startsWith(close, at + close.length)) at += close.length * 2;
        else return this.#lastClose(at, close, escapes);
      } else if (escapes !== 'none' && source.startsWith(mark, at)) at = this.#afterEscape(at, mark, holes);
      else if (source[at] === '\n' && !multiline) return null;
      else at = this.#afterAnyHole(at, holes) ?? at + 1;
    }
    return null;
  }

  /** Of more than three quotes the last three close a string without escapes: `"""He said "no""""`. */
  #lastClose(at: number, close: string, escapes: Opening['escapes']): number {
    let last = at;
    if (close.length !== 3 || (escapes !== 'none' && escapes !== 'toml')) return last;
    while (this.#source[last + 3] === close[0]) last++;
    return last;
  }

  #afterEscape(at: number, mark: string, holes: readonly HoleForm[]): number {
    return this.#afterAnyHole(at, holes) ?? at + mark.length + 1;
  }

  #afterAnyHole(at: number, holes: readonly HoleForm[]): number | null {
    for (const hole of holes) {
      if (!this.#source.startsWith(hole.open, at)) continue;
      if (hole.doubled && this.#source.startsWith(hole.open, at + hole.open.length)) return at + 2 * hole.open.length;
      const end = this.afterHole(at, hole);
      if (end !== null) return end;
    }
    return null;
  }

  #endOfHole(from: number, close: string, formatted: boolean): number | null {
    const source = this.#source;
    let depth = 0;
    let isFormat = false;
    let inside = from;
    let below: StringToken | null = null;
    while (inside < source.length && this.#steps-- > 0) {
      if (below !== null && inside >= below.from) {
        inside = Math.max(inside, below.linesEnd ?? inside);
        below = null;
      }
      if (depth === 0 && source.startsWith(close, inside)) return inside + close.length;
      // In a format (`{name:'>10}`) quotes are fill characters.
      const nested: StringToken | null = isFormat ? null : this.stringAt(inside);
      if (nested) {
        inside = nested.end;
        if (nested.linesEnd !== null) below = nested;
        continue;
      }
      const character = source[inside] ?? '';
      if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth--;
      else if (formatted && depth === 0 && character === ':') isFormat = true;
      inside++;
    }
    return null;
  }
}

/** What a sticky pattern matches at an offset. */
export function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
