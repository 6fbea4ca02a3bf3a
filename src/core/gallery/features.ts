import type { OutputPage } from './page-of.ts';

/** Longest part of a page that is looked at, UTF-16 units. */
const READ = 60_000;
/** Tokens that make a shingle. */
const SHINGLE = 3;

const TOKEN = /#[0-9a-f]{3,8}\b|[a-z_$][\w$-]{0,60}|\d{1,12}/gi;

/** The colour with two digits a channel, its opacity left out. */
function plainColour(colour: string): string {
  const digits = colour.slice(1).toLowerCase();
  return digits.length < 6 ? [...digits.slice(0, 3)].map((digit) => digit + digit).join('') : digits.slice(0, 6);
}

/**
 * What two pages may have in common: the words of their code in threes, each word, their colours and the words of their
 * titles. Comments count as code: they are few, and alike pages have alike ones.
 */
export function featuresOf({ kind, text, title }: Pick<OutputPage, 'kind' | 'text' | 'title'>): ReadonlySet<string> {
  const features = new Set<string>([`kind ${kind}`]);
  const window: string[] = [];
  for (const [token] of text.slice(0, READ).matchAll(TOKEN)) {
    if (token.startsWith('#')) features.add(`colour ${plainColour(token)}`);
    const word = token.toLowerCase();
    features.add(word);
    window.push(word);
    if (window.length > SHINGLE) window.shift();
    if (window.length === SHINGLE) features.add(window.join(' '));
  }
  for (const [word] of (title ?? '').toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) features.add(`title ${word}`);
  return features;
}
