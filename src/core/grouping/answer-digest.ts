import { numberMentions } from '../extraction/number-mentions.ts';
import { foldText } from '../text/fold.ts';
import { hashOf } from '../text/sketch.ts';

/** How an answer is recognised when what was found out about its meaning is applied, perhaps to a run that has grown. */

/** A longer text is more than a number. UTF-16 units. */
const LONGEST_NUMBER = 80;

/** Whether an answer is nothing but a number, in digits or in words. Such answers have a value and need no meaning. */
export function isNumberAnswer(answer: string): boolean {
  const text = answer.trim();
  if (text.length > LONGEST_NUMBER) return false;
  const [number, ...more] = numberMentions(text);
  if (number === undefined || more.length > 0) return false;
  return !/[\p{L}\p{N}]/u.test(text.slice(0, number.start) + text.slice(number.end));
}

const SECOND_SEED = 0x9747b28c;

/** 64 bits of the folded answer, in 14 letters and digits: the same for wordings that folding makes the same. */
export function answerDigest(answer: string): string {
  const folded = foldText(answer);
  const part = (seed?: number) => hashOf(folded, seed).toString(36).padStart(7, '0');
  return part() + part(SECOND_SEED);
}
