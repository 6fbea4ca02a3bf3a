import { dropStart, dropUnits, trimSpan, textOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/** Marks that only dress an answer: Markdown emphasis, quotation marks, closing punctuation. */

const OPENING = /^(?:[*_~`"“„«‘「『]|\\boxed\{|\$(?!\d)|#{1,6}\s+|[->•]\s+)+\s*/;
const isClosing = (mark: string, before: string): boolean =>
  mark === "'" ? !/\p{L}$/u.test(before) : '*_~`"”»’」』\\'.includes(mark);
const isStop = (mark: string, before: string): boolean =>
  mark === '.' ? !before.endsWith('.') : '!。！،,;:…'.includes(mark);

/**
 * The span without the marks around it: `**Teal**`, `"Teal."` and `Teal!` are Teal. Ellipses, question marks and
 * marks that belong to the answer (C++, *f(x)*, "Who?") stay. Never empty: a span of marks alone is returned whole.
 */
export function undress(text: string, span: Span): Span {
  const whole = trimSpan(text, span);
  // Most answers have no marks.
  if (isPlainAt(text, whole.start) && isPlainAt(text, whole.end - 1)) return balanced(text, whole);
  let current = withoutMaths(text, whole);
  for (let round = 0; round < 6; round++) {
    let next = dropStart(text, current, OPENING);
    next = trimSpan(text, dropUnits(text, trimSpan(text, dropUnits(text, next, isClosing)), isStop));
    if (next.end <= next.start) return current;
    if (next.start === current.start && next.end === current.end) return balanced(text, current);
    current = next;
  }
  return current;
}

/** Whether the UTF-16 unit at `at` is a letter or digit of ASCII, which no mark is. */
function isPlainAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

/** "$x = 5$" and "\\(x\\)" without what sets it as mathematics; "$5" keeps its sign. */
function withoutMaths(text: string, span: Span): Span {
  if (span.end - span.start > 200 || !/[$)]\.?$/.test(textOf(text, span))) return span;
  const match = /^(?:\$\$?([^$\n]+)\$\$?|\\\(([^\n]+)\\\))\.?$/.exec(textOf(text, span));
  const inner = match?.[1] ?? match?.[2];
  if (match === null || inner === undefined) return span;
  const start = span.start + match[0].indexOf(inner);
  return trimSpan(text, { start, end: start + inner.length });
}

/** An answer that ends in an emphasised part keeps both marks: *f* of "f(x) = *f*". */
function balanced(text: string, span: Span): Span {
  const content = textOf(text, span);
  if (!/["“”*`]/.test(content)) return span;
  // "Could of", "should of": the first mark inside closes the one that was taken off.
  const quote = content.search(/["“”]/);
  if (
    quote > 0 &&
    /\S/.test(content.charAt(quote - 1)) &&
    /^["”]$/.test(content.charAt(quote)) &&
    /^["“]$/.test(text.charAt(span.start - 1))
  )
    return { start: span.start - 1, end: /^["”]$/.test(text.charAt(span.end)) ? span.end + 1 : span.end };
  for (const mark of ['***', '**', '*', '`', '"']) {
    const opened = content.split(mark).length - 1;
    if (opened % 2 === 1 && text.startsWith(mark, span.end)) return { start: span.start, end: span.end + mark.length };
    if (opened % 2 === 1 && text.startsWith(mark, span.start - mark.length))
      return { start: span.start - mark.length, end: span.end };
    if (opened > 0) break;
  }
  return span;
}

/** The phrases of a span in bold, without the marks, in order. */
export function boldPhrases(text: string, span: Span): readonly Span[] {
  const found: Span[] = [];
  for (const match of textOf(text, span).matchAll(/\*\*\*?(?=\S)((?:(?!\*\*)[^\n])+?)\*{2,}|__(?=\S)([^_\n]+)__/g)) {
    const inner = match[1] ?? match[2] ?? '';
    const start = span.start + match.index + match[0].indexOf(inner);
    found.push(undress(text, { start, end: start + inner.length }));
  }
  return found;
}
