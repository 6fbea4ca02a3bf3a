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
