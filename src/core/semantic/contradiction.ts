import { numberMentions } from '../extraction/number-mentions.ts';
import { profileOf, type Profile } from '../grouping/profile.ts';
import { opposed } from '../grouping/words.ts';

/**
 * What speaks against a merge, whatever a model says. Embeddings in particular put what is about the same thing close
 * together: "dark blue" and "light blue", "it will" and "it will not", "42 sheep" and "43 sheep".
 */

/** What an answer says that another wording of it must not contradict. */
export interface Claims {
  readonly numbers: ReadonlySet<string>;
  readonly profile: Profile;
}

/** Numbers behind this are not looked at, UTF-16 units. */
const LOOKED_AT = 10_000;
/** In so few words a number that only one of two has is part of the answer (as in lexical grouping). */
const FEW_WORDS = 12;

/** The claims of an answer. */
export function claimsOf(answer: string): Claims {
  const mentions = numberMentions(answer.slice(0, LOOKED_AT));
  const numbers = mentions.filter(({ role }) => role !== 'weak' && role !== 'marker').map(({ value }) => value);
  return { numbers: new Set(numbers), profile: profileOf(answer) };
}

/** Whether each of two answers holds a number that the other does not. */
export function otherNumbers(a: Claims, b: Claims): boolean {
  return lacks(a, b) && lacks(b, a);
}

/** Whether two answers differ in a number, a negation or an opposite: figures of likeness cannot be trusted then. */
export function contradict(a: Claims, b: Claims): boolean {
  if (otherNumbers(a, b)) return true;
  const few = Math.min(a.profile.length, b.profile.length) < FEW_WORDS;
  if (few && (lacks(a, b) || lacks(b, a))) return true;
  if (a.profile.negations % 2 !== b.profile.negations % 2) return true;
  return opposed(a.profile.poles, b.profile.poles);
}

/** Whether `a` holds a number that `b` does not. */
function lacks(a: Claims, b: Claims): boolean {
  return [...a.numbers].some((number) => !b.numbers.has(number));
}
