import { singularOf, stemOf } from '../../text/stems.ts';
import { rememberWords } from '../../text/word-memory.ts';

/** Endings that make another word of the same family out of one: "translation" and "translator" of "translate". */
const FAMILY: readonly (readonly [RegExp, string])[] = [
  [/(?<=\p{L}{3}[ts])(?:ion|or)$/u, ''],
  [/(?<=\p{L}{4}[nrt])al$/u, ''],
  [/(?<=\p{L}{4})li$/u, ''],
];

/**
 * What the forms of a word have in common: plural, tense and the commonest derivations cut off. `word`: folded. Words of other
 * alphabets and numbers are their own root.
 */
export const rootOf = rememberWords((word: string): string => {
  const stem = stemOf(singularOf(word.replace(/'s?$/, '')));
  if (!/^[a-z]+$/.test(stem)) return stem;
  const ending = FAMILY.find(([pattern]) => pattern.test(stem));
  return ending === undefined ? stem : stem.replace(ending[0], ending[1]);
});
