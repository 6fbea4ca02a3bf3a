import { emojiOf, FOLD_STEPS, foldText, foldWith, punctuationOf } from './fold.ts';
import type { FoldStep } from './fold.ts';

/** Says in words what folding had to remove for two texts to become the same. */

/** More different marks than this are not listed one by one. */
const MAX_MARKS = 4;

/**
 * What tells two texts apart that fold to the same, as a person would list it: `emoji`, `Markdown`, `letter forms`,
 * `case`, the punctuation marks themselves, `white space`. Empty when the texts are equal or fold differently.
 */
export function foldDifferences(text: string, other: string): readonly string[] {
  if (text === other || foldText(text) !== foldText(other)) return [];
  const found: string[] = [];
  if (emojiOf(text).join() !== emojiOf(other).join()) found.push('emoji');
  if (markdownOf(text) !== markdownOf(other)) found.push('Markdown');
  for (const name of ['letter forms', 'case'] as const) if (matters(name, text, other)) found.push(name);
  if (plainMarks(text).join('') !== plainMarks(other).join('')) found.push(...marks(text, other));
  return found.length > 0 ? found : ['white space'];
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
export function describeFolding(text: string, other: string): string {
  const found = foldDifferences(text, other);
  return found.length === 0 ? '' : `folded: ${found.join(', ')}`;
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');

function marks(text: string, other: string): readonly string[] {
  const counts = new Map<string, number>();
  const count = (characters: readonly string[], step: number): void => {
    for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + step);
  };
  count(plainMarks(text), 1);
  count(plainMarks(other), -1);
  const different = [...counts].filter(([, surplus]) => surplus !== 0).map(([character]) => character);
  if (different.length === 0 || different.length > MAX_MARKS) return ['punctuation'];
  return different.sort().map((character) => `“${character}”`);
}

/** Punctuation that is neither an emoji's nor Markdown's. */
function plainMarks(text: string): readonly string[] {
  const emoji = new Set(emojiOf(text));
  const [emojiStep, markdown] = FOLD_STEPS;
  // An apostrophe inside a word is a letter form, however it is written.
  const plain = markdown!.apply(emojiStep!.apply(text)).replace(/(?<=\p{L})['’‘ʼ`´](?=\p{L})/gu, '');
  return punctuationOf(plain).filter((character) => !emoji.has(character));
}
