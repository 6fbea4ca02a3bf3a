import { rememberLast } from '../remember.ts';
import { chaoWangJostOf } from './chao-wang-jost.ts';
import { concentration, entropyNats } from './diversity.ts';
import { groupsSeen, largest, type Sample } from './sample.ts';

/** What several statistics are made of. NaN where a sample without answers has none. */
export interface SampleFigures {
  /** f_1 and f_2: groups that were seen once, and twice. */
  readonly once: number;
  readonly twice: number;
  /** Count of the favourite. */
  readonly favourite: number;
  /** Entropy of what was seen, and the Chao-Wang-Jost estimate of what would be said; nats. */
  readonly entropy: number;
  readonly estimatedEntropy: number;
  /** Sum of squared shares. */
  readonly concentration: number;
}

/** The figures of a sample, worked out once: all statistics of one sample are asked for before those of the next. */
export const figuresOf = rememberLast((sample: Sample): SampleFigures => {
  const { counts, n } = sample;
  return {
    once: groupsSeen(sample, 1),
    twice: groupsSeen(sample, 2),
    favourite: largest(counts),
    entropy: entropyNats(counts),
    estimatedEntropy: chaoWangJostOf(counts, n),
    concentration: concentration(counts),
  };
});
