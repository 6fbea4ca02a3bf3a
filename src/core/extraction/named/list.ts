import type { Span } from '../../text/span.ts';
import type { Phrase } from './phrases.ts';

/** The set of things that a sentence lists. */

const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ASKED = new RegExp(`\\b(?:(${NUMBERS.join('|')})|([2-9]|10))\\b`, 'i');

/** How many things a prompt for several asks for; `null` when it leaves that open. */
export function askedCount(prompt: string): number | null {
  const match = ASKED.exec(prompt);
  if (match === null) return null;
  return match[1] === undefined ? Number(match[2]) : NUMBERS.indexOf(match[1].toLowerCase()) + 2;
}

const SEPARATOR = /^(?:,\s+(?:(?:and|or)\s+)?|\s+(?:and|or|&)\s+)(?:(?:the|an?|some)\s+)?$/i;
const WITHIN = /\s(?:and|or|&)\s/gi;

interface Run extends Span {
  readonly items: number;
}

/** The first enumeration of as many things as are asked for, else the longest; `null` when a text holds none. */
export function listIn(text: string, phrases: readonly Phrase[], asked: number | null): Span | null {
  const runs: Run[] = [];
  for (const phrase of phrases) {
    const items =
      1 + (phrase.kind === 'quoted' ? 0 : (text.slice(phrase.start, phrase.end).match(WITHIN)?.length ?? 0));
    const open = runs.at(-1);
    if (open !== undefined && phrase.start >= open.end && SEPARATOR.test(text.slice(open.end, phrase.start)))
      runs[runs.length - 1] = { start: open.start, end: phrase.end, items: open.items + items };
    else runs.push({ start: phrase.start, end: phrase.end, items });
  }
  const lists = runs.filter(({ items }) => items > 1);
  const exact = lists.find(({ items }) => items === asked);
  return exact ?? lists.reduce<Run | null>((best, run) => (best === null || run.items > best.items ? run : best), null);
}
