import type { Partition } from './equivalence.ts';
import { foldText } from '../text/fold.ts';
import { valueKey } from './short-key.ts';
import { tokensOf } from './tokens.ts';
import { onText } from '../watch.ts';

/** Answers are the same when they fold to the same text; numbers, when they have the same value (42 and 42.0). */
export function groupFolded(answers: readonly string[], kind: 'number' | 'text'): Partition {
  const key = kind === 'number' ? numberKey : foldText;
  return {
    keyOf: answers.map((answer) => onText(answer, () => key(answer))),
    explain: (answer, naming) => (kind === 'number' && answer !== naming ? 'the same number' : ''),
  };
}

/** The value, when the answer is a number; else its folded text. Integers beyond 2^53 stay strings. */
function numberKey(answer: string): string {
  const plain = answer.trim();
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(plain)) return valueOf(foldText(answer));
  const value = Number(plain);
  return Number.isSafeInteger(value) || (!Number.isInteger(value) && plain.length < 17) ? String(value + 0) : plain;
}

/** "$20.00" and "forty-two" by their value; other texts as they are. */
function valueOf(folded: string): string {
  const value = valueKey(folded) ?? (folded.length < 100 ? valueKey(tokensOf(folded).join(' ')) : null);
  return value === null ? folded : value.replace('number ', '');
}
