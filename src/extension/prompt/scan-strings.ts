import type { LanguageSyntax, Opening } from './language-syntax.ts';

/** A string in source code, as [start, end) offsets with and without its quotes. */
export interface StringToken {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly opening: Opening;
}

/** All strings of a source text, in order. Text that is not valid code never throws; a string that is not closed is none. */
export function scanStrings(source: string, syntax: LanguageSyntax): readonly StringToken[] {
  const tokens: StringToken[] = [];
  let at = 0;
  while (at < source.length) {
    const next = skipAt(source, at, syntax);
    if (next !== null) {
      at = next;
      continue;
    }
    const token = stringAt(source, at, syntax);
    if (token && !token.opening.character) tokens.push(token);
    at = token?.end ?? at + 1;
  }
  return tokens;
}

/** The string that begins at an offset, or `null`. */
function stringAt(source: string, at: number, syntax: LanguageSyntax): StringToken | null {
  for (const { open, read } of syntax.strings) {
    const match = matchAt(open, source, at);
    if (!match) continue;
    const opening = read(match);
    const from = at + match[0].length;
    const to = closeOf(source, from, opening, syntax);
    if (to !== null) return { start: at, end: to + opening.close.length, from, to, opening };
  }
  return null;
}

/** Offset of the closing mark; `null` when the string does not end. */
function closeOf(source: string, from: number, opening: Opening, syntax: LanguageSyntax): number | null {
  const { close, hole, doubled, escapes, multiline } = opening;
  let at = from;
  while (at < source.length) {
    if (source.startsWith(close, at)) {
      if (!doubled || !source.startsWith(close, at + close.length)) return at;
      at += close.length * 2;
    } else if (escapes !== 'none' && source[at] === '\\') at += 2;
    else if (hole !== null && source.startsWith(hole, at)) at = afterHole(source, at, hole, syntax) ?? at + hole.length;
    else if (source[at] === '\n' && !multiline) return null;
    else at++;
  }
  return null;
}

/**
 * Offset behind the expression that begins at `at`. Doubled braces are text in the languages whose holes begin with
 * a brace. `null` when the expression does not end.
 */
export function afterHole(source: string, at: number, hole: string, syntax: LanguageSyntax): number | null {
  const closing = '}'.repeat(hole.replace(/[^{]/g, '').length);
  if (hole === '{' && source[at + 1] === '{') return at + 2;
  let depth = 0;
  let inside = at + hole.length;
  while (inside < source.length) {
    const character = source[inside];
    if (depth === 0 && source.startsWith(closing, inside)) return inside + closing.length;
    const nested = stringAt(source, inside, syntax);
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
