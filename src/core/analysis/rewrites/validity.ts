import type { TrialRead } from '../trial-read.ts';
import { isCounted } from '../trial-read.ts';

/** What makes the answer of a call valid: it counts, and has the form of the answers to the prompt as it stands. */

/** Answers to the prompt itself of which the form is known, and the longest of them that has one. */
const LEAST_ANSWERS = 5;
const SHORT = 80;
/** An answer that is so many times as long, and so many characters longer, is another kind of text. */
const TIMES = 3;
const MORE = 40;

/** Says of answers whether they are so much longer than those of the prompt itself that they have another form. */
export function formOf(control: readonly TrialRead[]): (read: TrialRead) => boolean {
  const lengths = control.filter(isCounted).map(({ reading }) => reading.extraction.answer.length);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (lengths.length < LEAST_ANSWERS || longest > SHORT) return () => false;
  const limit = Math.max(TIMES * longest, longest + MORE);
  return (read) => isCounted(read) && read.reading.extraction.answer.length > limit;
}

/** Whether a trial says anything about validity: a call that failed was not answered. */
export const isSettled = ({ status }: TrialRead): boolean => status !== 'failed' && status !== 'cancelled';
