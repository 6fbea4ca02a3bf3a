import { numberOfText, recalled } from '../memory.ts';
import { emojiOf, FOLD_STEPS, foldText, foldWith, punctuationOf } from '../text/fold.ts';
import type { FoldStep } from '../text/fold.ts';

/** Says in words what folding had to remove for two texts to become the same. */

/** More different marks than this are not listed one by one. */
const MAX_MARKS = 4;

/**
 * What tells two texts apart that fold to the same, as a person would list it: `emoji`, `Markdown`, `letter forms`,
 * `case`, the punctuation marks themselves, `white space`. Empty when the texts are equal or fold differently.
 */
export function foldDifferences(text: string, other: string): readonly string[] {
  if (text === other || foldText(text) !== foldText(other)) return [];
  const plain = PLAIN.test(text) && PLAIN.test(other);
  const found = plain ? [] : [...unplainDifferences(text, other)];
  if (plain ? letters(text) !== letters(other) : matters('case', text, other)) found.push('case');
  const [ones, others] = [plainMarks(text), plainMarks(other)];
  if (ones.join('') !== others.join('')) found.push(...marks(ones, others));
  return found.length > 0 ? found : ['white space'];
}

/** Text in which nothing can be an emoji, Markdown or a form of a letter. */
const PLAIN = /^[A-Za-z0-9 .,;:!?'"()&%$/]*$/;

const letters = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '');

function unplainDifferences(text: string, other: string): readonly string[] {
  const found: string[] = [];
  if (emojiOf(text).join() !== emojiOf(other).join()) found.push('emoji');
  if (markdownOf(text) !== markdownOf(other)) found.push('Markdown');
  if (matters('letter forms', text, other)) found.push('letter forms');
  return found;
}

/** A step matters when the texts stay different without it. Space left by a removed mark is not a difference. */
function matters(name: FoldStep['name'], text: string, other: string): boolean {
  const others = FOLD_STEPS.filter((step) => step.name !== name);
  return squeezed(foldWith(text, others)) !== squeezed(foldWith(other, others));
}

/** How many characters only Markdown puts there. */
function markdownOf(text: string): number {
  const [emoji, markdown] = FOLD_STEPS;
  const before = squeezed(emoji!.apply(text));
  const after = squeezed(markdown!.apply(emoji!.apply(text)));
  return before.length - after.length;
}

/** `folded: emoji, “!”`; empty when there is nothing to say. */
export const describeFolding = recalled(
  (text: string, other: string) => `${numberOfText(text)} ${numberOfText(other)}`,
  (text: string, other: string): string => {
    const found = foldDifferences(text, other);
    return found.length === 0 ? '' : `folded: ${found.join(', ')}`;
  },
);

const squeezed = (text: string): string => text.replace(/\s+/g, '');

function marks(ones: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  const count = (characters: readonly string[], step: number): void => {
    for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + step);
  };
  count(ones, 1);
  count(others, -1);
  const different = [...counts].filter(([, surplus]) => surplus !== 0).map(([character]) => character);
  if (different.length === 0 || different.length > MAX_MARKS) return ['punctuation'];
  return different.sort().map((character) => `“${character}”`);
}

/** Punctuation that is neither an emoji's nor Markdown's. */
function plainMarks(text: string): readonly string[] {
  if (PLAIN.test(text)) return /[^A-Za-z0-9 ]/.test(text) ? punctuationOf(withoutApostrophes(text)) : [];
  const emoji = new Set(emojiOf(text));
  const [emojiStep, markdown] = FOLD_STEPS;
  const plain = withoutApostrophes(markdown!.apply(emojiStep!.apply(text)));
  return punctuationOf(plain).filter((character) => !emoji.has(character));
}

/** An apostrophe inside a word is a letter form, however it is written. */
const withoutApostrophes = (text: string): string =>
  /['’‘ʼ`´]/.test(text) ? text.replace(/(?=['’‘ʼ`´])(?<=\p{L})['’‘ʼ`´](?=\p{L})/gu, '') : text;
