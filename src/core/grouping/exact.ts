import type { Partition } from './equivalence.ts';

/** Answers are the same when they are the same string. */
export function groupExact(answers: readonly string[]): Partition {
  return { keyOf: answers, explain: () => '' };
}
