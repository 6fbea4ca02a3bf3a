import type { NumberReport } from '../../src/core/model/report.ts';

/** Sentences and pieces of text, without any DOM. */

/** `text` on one line, cut at a whole character with an ellipsis when it is longer than `limit` UTF-16 units. */
export function shorten(text: string, limit: number): string {
  const line = text
    .slice(0, limit * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= limit) return line;
  return `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `text` with a capital at its beginning. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first sentence, which is set bold, and the rest. */
export function splitHeadline(headline: string): readonly [string, string] {
  const end = /[.!?](?=\s)/.exec(headline);
  if (end === null) return [headline, ''];
  return [headline.slice(0, end.index + 1), headline.slice(end.index + 1)];
}

/** How many characters and lines of an output a folded card shows. */
export const FOLD = { characters: 700, lines: 12 } as const;

/** Whether an output is too long to be shown whole at once. */
export function isLong(text: string, textLength: number): boolean {
  if (textLength > FOLD.characters) return true;
  let lines = 1;
  for (const character of text) if (character === '\n') lines += 1;
  return lines > FOLD.lines;
}

/** The part of a long output that a folded card shows. */
export function foldedText(text: string): string {
  const lines = text.slice(0, FOLD.characters).split('\n').slice(0, FOLD.lines);
  return lines.join('\n').replace(/[\ud800-\udbff]$/, '');
}

/** Part of a text with some of what stands around it, on one line each. */
export interface Excerpt {
  readonly before: string;
  readonly part: string;
  readonly after: string;
}

/** Characters on each side of an excerpt's part. */
const AROUND = 60;

/** `text` from `start` to `end` with the words around it. */
export function excerptOf(text: string, start: number, end: number): Excerpt {
  const oneLine = (piece: string): string => piece.replace(/\s+/gu, ' ');
  const before = oneLine(text.slice(Math.max(0, start - 4 * AROUND), start)).trimStart();
  const after = oneLine(text.slice(end, end + 4 * AROUND)).trimEnd();
  const [first, last] = [before.slice(-AROUND), after.slice(0, AROUND)];
  const lastEnd = last.lastIndexOf(' ');
  return {
    before: before.length > AROUND ? `… ${first.slice(first.indexOf(' ') + 1)}` : before,
    part: text.slice(start, end),
    after: after.length > AROUND ? `${last.slice(0, lastEnd < 1 ? AROUND : lastEnd)} …` : after,
  };
}

/** Where a piece of a text is found that lies behind the part that is shown; `null` where it can be seen, or is not there. */
export function foundBehind(text: string, piece: string, shown: number): Excerpt | null {
  const at = piece === '' ? -1 : text.toLowerCase().indexOf(piece.toLowerCase());
  return at + piece.length <= shown || at < 0 ? null : excerptOf(text, at, at + piece.length);
}

/** Whether a text begins as JSON, markup or a code block does: such texts are set in lines of a fixed width. */
export function looksLikeSource(text: string): boolean {
  return /^\s{0,20}(?:`{3}|~{3}|<(?:!doctype|html|svg|\?xml)\b|[{[]\s{0,20}["{[\]}\d])/iu.test(text);
}

/** How the p against a fair draw were found, and what they ask; empty where nothing was tested. */
export function fitWords(
  reports: readonly Pick<NumberReport, 'fitMethod'>[],
  domain: readonly [number, number] | null,
): string {
  const methods = new Set(reports.flatMap(({ fitMethod }) => fitMethod ?? []));
  if (methods.size === 0 || domain === null) return '';
  const how = [
    ...(methods.has('monte-carlo') ? ['by simulated fair draws'] : []),
    ...(methods.has('asymptotic')
      ? ['by the chi-square distribution where every number is expected 5 times or more']
      : []),
  ];
  return `Uniform?: how often a fair draw from ${domain[0]} to ${domain[1]} would be at least as uneven (Pearson’s chi-square; beside it the likelihood ratio G), found ${how.join(' and ')}.`;
}
