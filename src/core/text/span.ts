import type { Interval } from '../model/report.ts';

/** A part of a text: [start, end) in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether the UTF-16 unit at `at` is white space. */
function isSpaceAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return /\s/.test(text.charAt(at));
}

/** The span without white space at its ends. */
export function trimSpan(text: string, span: Span): Span {
  let from = span.start;
  let to = span.end;
  while (from < to && isSpaceAt(text, from)) from++;
  while (to > from && isSpaceAt(text, to - 1)) to--;
  return from === span.start && to === span.end ? span : { start: from, end: to };
}

/** The text of a span. */
export function textOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** How far marks and phrases at the ends of a text reach, UTF-16 units; bounds what hostile text can cost. */
export const REACH = 400;

/** Shrinks a span by what `pattern` matches at its start; the pattern must be anchored with ^. */
export function dropStart(text: string, { start, end }: Span, pattern: RegExp): Span {
  const found = pattern.exec(text.slice(start, Math.min(end, start + REACH)));
  return { start: found === null ? start : start + found[0].length, end };
}

/** Shrinks a span by what `pattern` matches at its end; the pattern must be anchored with $. */
export function dropEnd(text: string, { start, end }: Span, pattern: RegExp): Span {
  const from = Math.max(start, end - REACH);
  const found = pattern.exec(text.slice(from, end));
  return { start, end: found === null ? end : from + found.index };
}

/**
 * Shrinks a span by the characters at its end that `drops` takes, one by one: an expression would try every place on the
 * way to the end. `drops` sees one UTF-16 unit and up to two before it.
 */
export function dropUnits(text: string, { start, end }: Span, drops: (unit: string, before: string) => boolean): Span {
  const from = Math.max(start, end - REACH);
  let to = end;
  while (to > from && drops(text.charAt(to - 1), text.slice(Math.max(from, to - 3), to - 1))) to--;
  return { start, end: to };
}

/** Everything of `text` outside `span` that is not white space only. */
export function outside(text: string, { start, end }: Span): readonly Interval[] {
  const parts: Interval[] = [
    [0, start],
    [end, text.length],
  ];
  return parts
    .map(([from, to]): Interval => {
      const trimmed = trimSpan(text, { start: from, end: to });
      return [trimmed.start, trimmed.end];
    })
    .filter(([from, to]) => to > from);
}

/** The lines of a span that hold more than white space, trimmed. */
export function linesOf(text: string, span: Span): readonly Span[] {
  const content = textOf(text, span);
  if (!content.includes('\n')) {
    const only = trimSpan(text, span);
    return only.end > only.start ? [only] : [];
  }
  const lines: Span[] = [];
  let start = span.start;
  for (const line of content.split('\n')) {
    const trimmed = trimSpan(text, { start, end: start + line.length });
    if (trimmed.end > trimmed.start) lines.push(trimmed);
    start += line.length + 1;
  }
  return lines;
}

/** Where a sentence may end: closing marks before white space, or ideographic ones. */
const END = /(?<![.!?…])[.!?…]+["”’')*_\]]{0,8}(?=\s)|[。！？]+[」』”]?/g;
/** What all of those hold. */
const MAY_END = /[.!?…。！？]/;
/** Longest stretch in which a parenthesis is waited for, UTF-16 units. */
const PARENTHESIS = 300;

/** The sentences of a span, trimmed; a line break ends a sentence too. Decimal points and initials do not. */
export function sentencesOf(text: string, span: Span): readonly Span[] {
  const sentences: Span[] = [];
  for (const line of linesOf(text, span)) {
    const content = textOf(text, line);
    if (!MAY_END.test(content)) {
      sentences.push(line);
      continue;
    }
    let start = 0;
    for (const match of content.matchAll(END)) {
      const end = match.index + match[0].length;
      if (isAbbreviation(content, start, match.index + 1) || isOpen(content, start, end)) continue;
      sentences.push(trimSpan(text, { start: line.start + start, end: line.start + end }));
      start = end;
    }
    const rest = trimSpan(text, { start: line.start + start, end: line.end });
    if (rest.end > rest.start) sentences.push(rest);
  }
  return sentences;
}

/** "Dr.", "J.", "e.g." and the number of a list entry end no sentence. */
function isAbbreviation(content: string, start: number, end: number): boolean {
  if (end - start <= 6 && /^\s*\d{1,2}\.$/.test(content.slice(start, end))) return true;
  const tail = content.slice(Math.max(start, end - 8), end);
  return /(?:^|[\s("“.])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Mt|Inc|Ltd|Co|Corp|vs|No|approx|e\.g|i\.e)\.$/u.test(tail);
}

/** A parenthesis that is still open goes on: "(CEO of Alphabet Inc. and Google)". */
function isOpen(content: string, start: number, end: number): boolean {
  if (end - start > PARENTHESIS) return false;
  const sentence = content.slice(start, end);
  return sentence.split('(').length > sentence.split(')').length;
}
