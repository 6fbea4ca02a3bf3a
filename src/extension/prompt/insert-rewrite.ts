import { commentsOf, hasLiterals, literalsAt } from './literal.ts';
import { decodeString } from './code/decode-string.ts';
import { syntaxOf } from './code/languages.ts';
import type { StringToken } from './code/string-scanner.ts';
import type { Opening } from './code/syntax.ts';
import { tokensOf, type Code } from './code/tokens.ts';
import { findAgain, type PromptPlace } from './find-again.ts';
import { joinSegments } from './segments.ts';

/** Text that is put in at an offset. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * What a rewrite adds before and behind a prompt, and where; or why it cannot be put in: the prompt is not there any more
 * (`moved`), or the place does not take it (`unwritable`).
 */
export type RewriteInsertion = readonly Insertion[] | 'moved' | 'unwritable';

/**
 * Puts what a rewrite adds around a prompt where that stands in a document, escaped as the string there needs it; the prompt
 * itself, its gaps and the way it is written stay as they are. What was put in is read back: it is given only when the
 * document then means the rewritten prompt.
 */
export function insertionOf(prompt: string, rewritten: string, place: PromptPlace): RewriteInsertion {
  const wanted = prompt.trim();
  const from = rewritten.indexOf(wanted);
  const span = findAgain(prompt, place);
  if (span === null) return 'moved';
  if (from < 0) return 'unwritable';
  const [before, behind] = [rewritten.slice(0, from), rewritten.slice(from + wanted.length).trimEnd()];
  const { text, languageId } = place;
  if (!hasLiterals(languageId)) {
    const isInComment = commentsOf(text, languageId).some(({ start, end }) => start <= span.start && span.end <= end);
    return isInComment ? 'unwritable' : around(span, before, behind, (one) => asFileEnds(one, text));
  }
  return inLiteral(span, { before, behind }, place) ?? 'unwritable';
}

interface Spot {
  readonly start: number;
  readonly end: number;
}

interface Added {
  readonly before: string;
  readonly behind: string;
}

const asFileEnds = (added: string, text: string): string =>
  text.includes('\r\n') ? added.replace(/\r?\n/g, '\r\n') : added;

function around(
  { start, end }: Spot,
  before: string,
  behind: string,
  write: (text: string, at: number) => string | null,
): readonly Insertion[] | 'unwritable' {
  const parts = [
    { at: start, text: before === '' ? '' : write(before, start) },
    { at: end, text: behind === '' ? '' : write(behind, end) },
  ];
  const written = parts.flatMap(({ at, text }) => (text === null ? [] : [{ at, text }]));
  return written.length < parts.length ? 'unwritable' : written.filter(({ text }) => text !== '');
}

/** A document with some insertions made. */
export function withInsertions(text: string, insertions: readonly Insertion[]): string {
  let result = '';
  let from = 0;
  for (const { at, text: added } of [...insertions].sort((a, b) => a.at - b.at)) {
    result += text.slice(from, at) + added;
    from = at;
  }
  return result + text.slice(from);
}

/** How lines and braces are written; the first way that is read back rightly is taken. */
interface Style {
  readonly lines: 'raw' | 'indented' | 'escaped';
  /** Braces twice: the text is a template that is filled in elsewhere. */
  readonly doublesBraces: boolean;
}

const STYLES: readonly Style[] = [false, true].flatMap((doublesBraces) =>
  (['raw', 'indented', 'escaped'] as const).map((lines) => ({ lines, doublesBraces })),
);

function inLiteral(span: Spot, added: Added, { text, languageId }: PromptPlace): readonly Insertion[] | null {
  const read = (source: string, at: number): string | null => {
    const [found] = literalsAt(source, languageId, at, at);
    return found === undefined ? null : joinSegments(found.segments);
  };
  const syntax = syntaxOf(languageId);
  const code = syntax === undefined ? null : tokensOf(text, syntax);
  const spot = code === null ? span : contentOf(code, span);
  if (spot === null) return null;
  const old = read(text, spot.start);
  if (old === null) return null;
  for (const style of STYLES) {
    const made = around(spot, added.before, added.behind, (one, at) => written(one, at, style, { text, code }));
    if (made === 'unwritable') continue;
    const now = read(withInsertions(text, made), spot.start);
    if (now !== null && means(now, old, added)) return made;
  }
  return null;
}

/** Whether a text is another one with something before and behind its words, wherever in it these begin and end. */
function means(now: string, old: string, { before, behind }: Added): boolean {
  const said = old.trim();
  return now.trim() === `${before}${said}${behind}`.trim();
}

/** Where the words of the strings that a span touches begin and end, inside their quotes; `null` outside of strings. */
function contentOf(code: Code, { start, end }: Spot): Spot | null {
  const strings = code.tokens.flatMap(({ string }) => string ?? []).filter((one) => !one.opening.character);
  const holding = strings.find((one) => one.from <= start && end <= bodyEnd(one));
  const own = holding === undefined ? strings.filter((one) => start <= one.start && one.end <= end) : [holding];
  const units = own.flatMap((one) => decodeString(code, one));
  const words = units.filter(({ segment }) => segment.kind === 'hole' || segment.text.trim() !== '');
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return null;
  return holding === undefined ? { start: first.start, end: last.end } : { start, end };
}

const bodyEnd = ({ to, linesEnd }: StringToken): number => Math.max(to, linesEnd ?? 0);

/** A text as it is written at a place of the document; `null` where this style cannot write it. */
function written(
  added: string,
  at: number,
  { lines, doublesBraces }: Style,
  { text, code }: { readonly text: string; readonly code: Code | null },
): string | null {
  const braced = doublesBraces ? added.replace(/[{}]/g, '$&$&') : added;
  const string = code?.tokens
    .flatMap((token) => token.string ?? [])
    .find((one) => one.from <= at && at <= bodyEnd(one));
  const escaped = string === undefined ? braced : escapedFor(braced, string.opening);
  if (lines === 'escaped') {
    const mark = string?.opening.mark ?? '\\';
    return escaped.replaceAll('\n', `${mark}n`);
  }
  if (!escaped.includes('\n')) return escaped;
  if (string !== undefined && !string.opening.multiline && string.opening.heredoc === null) return null;
  const indent = lines === 'raw' ? '' : indentAt(text, at);
  // Lines without words get no white space; behind the last line break the prompt goes on.
  return asFileEnds(escaped.replace(/\n(?!\n)/g, `\n${indent}`), text);
}

function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^[ \t]{0,400}/.exec(line)?.[0] ?? '';
}

/** With what would end the string, or begin an escape or a value in it, written so that it is text. */
function escapedFor(added: string, { close, escapes, mark, doubled, holes }: Opening): string {
  const doublesBraces = holes.some((hole) => hole.doubled === true);
  if (escapes === 'none' || escapes === 'kept') {
    if (doubled) return added.replaceAll(close, close + close);
    return doublesBraces ? added.replace(/[{}]/g, '$&$&') : added;
  }
  const opens = holes.filter((hole) => hole.doubled !== true).map(({ open }) => open);
  // Where the mark alone begins a value, as in `$name`, it is what is escaped.
  const marks = opens.filter((open) => open.length === 1);
  // A shell runs what stands between backticks.
  const values = [...(marks.length > 0 ? marks : opens), ...(/^shell/.test(escapes) ? ['`'] : [])];
  let result = '';
  for (let at = 0; at < added.length;) {
    const begins = (piece: string): boolean => piece !== '' && added.startsWith(piece, at);
    const found = [close, ...values].find(begins);
    const unit = begins(mark) ? mark : (found ?? added[at]!);
    const brace = doublesBraces && /^[{}]$/.test(unit);
    result += begins(mark) ? `${mark}\\` : found !== undefined ? mark + found : brace ? unit + unit : unit;
    at += unit.length;
  }
  return result;
}
