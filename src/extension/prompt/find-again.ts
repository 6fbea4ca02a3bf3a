import { hasLiterals, literalsAt } from './literal.ts';
import { joinSegments, type Segment } from './segments.ts';

/** A place in a document. */
export interface Span {
  /** [start, end) in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Where a prompt is looked for. */
export interface PromptPlace {
  readonly text: string;
  readonly languageId: string;
  /** 1-based line where the prompt stood when it was probed. */
  readonly line: number;
}

/**
 * Where `prompt` stands in a document that may have changed since: the place nearest to its line that holds it word for
 * word, or the string literal on its line that means it. `null` when the document does not hold it any more.
 */
export function findAgain(prompt: string, { text, languageId, line }: PromptPlace): Span | null {
  const wanted = prompt.trim();
  if (wanted === '') return null;
  const from = lineStart(text, line);
  return nearest(wanted, text, from) ?? (hasLiterals(languageId) ? literalOn(wanted, text, languageId, from) : null);
}

function nearest(wanted: string, text: string, from: number): Span | null {
  const windows = text.includes('\r\n');
  const written = windows ? wanted.replace(/\r?\n/g, '\r\n') : wanted;
  const after = text.indexOf(written, from);
  const before = text.lastIndexOf(written, from);
  const start = after < 0 || (before >= 0 && from - before < after - from) ? before : after;
  return start < 0 ? null : { start, end: start + written.length };
}

/** A literal is written with escapes and gaps, so that its text is not in the document as it was sent. */
function literalOn(wanted: string, text: string, languageId: string, from: number): Span | null {
  const lineEnd = text.indexOf('\n', from);
  const literals = literalsAt(text, languageId, from, lineEnd < 0 ? text.length : lineEnd);
  const found = literals.find(({ segments }) => isOf(wanted, segments));
  return found === undefined ? null : { start: found.start, end: found.end };
}

/** Whether a prompt was made of a text, whose gaps may have got any value. */
function isOf(prompt: string, segments: readonly Segment[]): boolean {
  if (segments.every(({ kind }) => kind === 'text')) return joinSegments(segments).trim() === prompt;
  let at = 0;
  return segments.every((part) => {
    if (part.kind === 'hole') return true;
    const said = part.text.trim();
    const found = prompt.indexOf(said, at);
    at = found + said.length;
    return found >= 0;
  });
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = text.indexOf('\n', at);
    if (end < 0) return at;
    at = end + 1;
  }
  return at;
}
