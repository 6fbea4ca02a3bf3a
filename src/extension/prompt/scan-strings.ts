import type { LanguageSyntax, Opening } from './language-syntax.ts';

/** A string in source code, as [start, end) offsets with and without its quotes. */
export interface StringToken {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly opening: Opening;
}

/** Holes within strings within holes that are followed; deeper ones end no string. */
const DEEPEST = 50;
/** Steps that finding the strings of a text may take, besides two for each character: code needs less than one. */
const STEPS = 100_000;

/**
 * All strings of a source text, in order. Text that is not valid code never throws; a string that is not closed is none. A
 * text that would take too long (thousands of strings that are opened and never closed) gives those at its beginning.
 */
export function scanStrings(source: string, syntax: LanguageSyntax): readonly StringToken[] {
  const scanner = new StringScanner(source, syntax);
  const tokens: StringToken[] = [];
  let at = 0;
  while (at < source.length && !scanner.isSpent) {
    const next = skipAt(source, at, syntax);
    if (next !== null) {
      at = next;
      continue;
    }
    const token = scanner.stringAt(at);
    if (token && !token.opening.character) tokens.push(token);
    at = token?.end ?? at + 1;
  }
  return tokens;
}

/** Finds strings in one source text. Holes hold strings and strings hold holes, so their ends are found once and kept. */
export class StringScanner {
  readonly #source: string;
  readonly #syntax: LanguageSyntax;
  readonly #holeEnds = new Map<string, number | null>();
  #depth = 0;
  #steps: number;

  constructor(source: string, syntax: LanguageSyntax) {
    this.#source = source;
    this.#syntax = syntax;
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
      const to = this.#closeOf(from, opening);
      if (to !== null) return { start: at, end: to + opening.close.length, from, to, opening };
    }
    return null;
  }

  /**
   * Offset behind the expression that begins at `at`. Doubled braces are text in the languages whose holes begin with
   * a brace. `null` when the expression does not end.
   */
  afterHole(at: number, hole: string): number | null {
    if (hole === '{' && this.#source[at + 1] === '{') return at + 2;
    const name = `${hole}${at}`;
    const known = this.#holeEnds.get(name);
    if (known !== undefined) return known;
    if (this.#depth >= DEEPEST) return null;
    this.#depth++;
    const end = this.#endOfHole(at, hole);
    this.#depth--;
    this.#holeEnds.set(name, end);
    return end;
  }

  /** Offset of the closing mark; `null` when the string does not end. */
  #closeOf(from: number, { close, hole, doubled, escapes, multiline }: Opening): number | null {
    const source = this.#source;
    let at = from;
    while (at < source.length && this.#steps-- > 0) {
      if (source.startsWith(close, at)) {
        if (!doubled || !source.startsWith(close, at + close.length)) return at;
        at += close.length * 2;
      } else if (escapes !== 'none' && source[at] === '\\') at += 2;
      else if (hole !== null && source.startsWith(hole, at)) at = this.afterHole(at, hole) ?? at + hole.length;
      else if (source[at] === '\n' && !multiline) return null;
      else at++;
    }
    return null;
  }

  #endOfHole(at: number, hole: string): number | null {
    const source = this.#source;
    const closing = '}'.repeat(hole.replace(/[^{]/g, '').length);
    let depth = 0;
    let inside = at + hole.length;
    while (inside < source.length && this.#steps-- > 0) {
      const character = source[inside];
      if (depth === 0 && source.startsWith(closing, inside)) return inside + closing.length;
      const nested = this.stringAt(inside);
      if (nested) {
        inside = nested.end;
        continue;
      }
      if (character === '{') depth++;
      if (character === '}') depth--;
      inside++;
    }
    return null;
  }
}

const REGEX = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;

/** Offset behind a comment or a regular expression that begins at `at`; `null` when none does. */
function skipAt(source: string, at: number, syntax: LanguageSyntax): number | null {
  const match = matchAt(syntax.skip, source, at);
  if (match && match[0] !== '') return at + match[0].length;
  if (!syntax.regexLiterals || source[at] !== '/') return null;
  const before = source.slice(Math.max(0, at - 60), at).trimEnd();
  if (before !== '' && !/(?:[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case))$/.test(before)) return null;
  const regex = matchAt(REGEX, source, at);
  return regex ? at + regex[0].length : null;
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
