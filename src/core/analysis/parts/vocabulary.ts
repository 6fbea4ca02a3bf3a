import { BARRIER } from '../texts/grams.ts';
import { isUnspaced, LONGEST_TERM } from '../texts/tokens.ts';
import { isEveryday, isFunctionWord, isFunctionWordElsewhere } from './everyday-words.ts';
import { rootOf } from './roots.ts';

/** What a word says by itself, the least first. */
export const WEIGHT = {
  /** May be part of no sequence: a base64 image, a text without spaces. */
  barred: 0,
  /** Holds a sentence together. */
  function: 1,
  /** The prompt said it. */
  prompted: 2,
  /** In texts of any subject. */
  everyday: 3,
  telling: 4,
} as const;

/** The roots of the words of a corpus, and what each says. */
export interface Vocabulary {
  /** By number of a root. */
  readonly roots: readonly string[];
  readonly weights: Uint8Array;
  /** By number of a word: the number of its root. */
  readonly rootOf: Int32Array;
}

/** From this share of function words on texts are taken for English, so that "door" and "war" are no Dutch and German ones. */
const ENGLISH = 0.2;

/** Numbers of fewer characters are of lists and dates. */
const SHORTEST_NUMBER = 3;

function functionShare(words: readonly string[], tokens: Int32Array): number {
  const isFunction = Uint8Array.from(words, (word) => Number(isFunctionWord(word)));
  let [all, found] = [0, 0];
  for (const token of tokens) {
    if (token === BARRIER) continue;
    all++;
    found += isFunction[token]!;
  }
  return all === 0 ? 0 : found / all;
}

function weightOf(word: string, root: string, isEnglish: boolean, prompted: ReadonlySet<string>): number {
  if (word.length > LONGEST_TERM) return WEIGHT.barred;
  if (isFunctionWord(word) || (!isEnglish && isFunctionWordElsewhere(word))) return WEIGHT.function;
  if (prompted.has(root)) return WEIGHT.prompted;
  if (/\p{N}/u.test(word)) return word.length >= SHORTEST_NUMBER ? WEIGHT.telling : WEIGHT.everyday;
  if (!/\p{L}/u.test(word) || (word.length === 1 && !isUnspaced(word))) return WEIGHT.function;
  return isEveryday(root) ? WEIGHT.everyday : WEIGHT.telling;
}

/** `prompted`: folded words of the prompts. */
export function vocabularyOf(
  { words, tokens }: { readonly words: readonly string[]; readonly tokens: Int32Array },
  prompted: ReadonlySet<string>,
): Vocabulary {
  const isEnglish = functionShare(words, tokens) >= ENGLISH;
  const promptedRoots = new Set([...prompted].map(rootOf));
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const roots = Int32Array.from(words, (word) => {
    const root = rootOf(word);
    const weight = weightOf(word, root, isEnglish, promptedRoots);
    let number = numbers.get(root);
    if (number === undefined) numbers.set(root, (number = weights.push(weight) - 1));
    // Of words with one root the least telling decides.
    weights[number] = Math.min(weights[number]!, weight);
    return number;
  });
  return { roots: [...numbers.keys()], weights: Uint8Array.from(weights), rootOf: roots };
}
