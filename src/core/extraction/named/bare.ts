import { isAuxiliary, isBreak, isDeterminer, isGeneric, isPronoun, recommends } from './lexicon.ts';

/** Longest name without a title's capitals, words. */
const NAME_WORDS = 6;
const TITLE_WORDS = 14;

/** Whether an answer is the thing itself and nothing around it: a name, a title, a value; no sentence. */
export function isBare(answer: string): boolean {
  if (answer.includes('\n') || /[.!?…]\s+\S/.test(answer.replace(/\b(?:\p{L}|St|Mt|Dr|Mrs?|Ms)\./gu, ''))) return false;
  const words = answer.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
  if (words.length <= 1) return true;
  if (recommends(answer)) return false;
  if (words.length > TITLE_WORDS || /["“”«»„]/.test(answer)) return false;
  const lower = words.map((word) => word.toLowerCase());
  const first = lower[0]!;
  if (isPronoun(first) || (isBreak(first) && !isDeterminer(first) && lower.length > 1 && !isTitle(words))) return false;
  if (isTitle(words)) return true;
  return words.length <= NAME_WORDS && !lower.some((word) => isAuxiliary(word) || isPronoun(word)) && !isGeneric(first);
}

/** Every word but articles, prepositions and the like begins with a capital. */
function isTitle(words: readonly string[]): boolean {
  const own = words.filter((word) => !isBreak(word) || isAuxiliary(word) || isPronoun(word));
  return own.length > 1 && own.every((word) => /^[\p{Lu}\p{N}]|\p{Ll}\p{Lu}/u.test(word));
}
