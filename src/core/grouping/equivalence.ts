/** What every rung of grouping gives: which inputs are the same, and why. */

/** A distinct (text, answer) pair to be grouped. */
export interface Groupable {
  /** The output, repaired but otherwise as it came. */
  readonly text: string;
  /** What the extractor returned. */
  readonly answer: string;
  /** How many outputs are worded like this; at least 1. */
  readonly count: number;
  /** What extraction set aside, in words. */
  readonly notes: readonly string[];
}

/** Classes of answers that are the same, as keys: two answers are the same when their keys are equal. */
export interface Partition {
  /** Class of each answer, in the order given. */
  readonly keyOf: readonly string[];
  /** In words, why `answer` was joined with the answer that names the group; empty when folding explains it. */
  explain(answer: string, naming: string): string;
}
