import { seededRandom, shuffle, type Random } from '../../statistics/random.ts';
import type { Corpus } from './corpus.ts';

/** What a figure of long texts is computed on: some texts of a run. */
export interface TextSample {
  readonly corpus: Corpus;
  /** The texts as they were written, by the same index as those of the corpus. */
  readonly written: readonly string[];
  /** Indexes of the texts of this sample, ascending. */
  readonly texts: readonly number[];
  /** UTF-8 bytes at which joined texts are cut, the same for all samples of a run; `null` when they cannot be compared. */
  readonly matchedBytes: number | null;
  readonly seed: number;
}

/** At most `most` of `values`, each equally likely, in their order. Reproducible from `seed`. */
export function someOf(values: readonly number[], most: number, seed: number): readonly number[] {
  if (values.length <= most) return values;
  return shuffle([...values], seededRandom(seed))
    .slice(0, most)
    .sort((a, b) => a - b);
}

/** A whole number in 0 ... `below` - 1. */
export function pick(random: Random, below: number): number {
  return Math.floor(random() * below);
}
