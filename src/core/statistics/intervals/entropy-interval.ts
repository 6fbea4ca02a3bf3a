import type { Interval } from '../../model/report.ts';
import { rememberEach } from '../../remember.ts';
import { randomStream } from '../random.ts';
import { chaoWangJostOf } from '../chao-wang-jost.ts';
import { entropyNats } from '../diversity.ts';
import { Communities, spreadOf } from '../resampling/resample.ts';
import { groupsSeen, largest, type Sample } from '../sample.ts';
import { exactUpper } from './binomial.ts';
import { Z95 } from './wilson.ts';

/** Chance to miss the truth at the lower end. */
const ERROR = 0.025;

/** Fewer answers than this are too few for an interval that holds. */
export const LEAST_RUNS = 20;
/** Enough where all of them are the same. */
const LEAST_SAME = 10;
/** Least Good-Turing coverage. */
export const LEAST_COVERAGE = 0.9;
/** Resamples for a standard error: it is then right to about 5%. */
const RESAMPLES = 200;

/** Whether a sample says enough of what was not seen for an interval of its entropy. */
export function isCovered(sample: Sample): boolean {
  const least = sample.counts.length === 1 ? LEAST_SAME : LEAST_RUNS;
  return sample.n >= least && 1 - groupsSeen(sample, 1) / sample.n >= LEAST_COVERAGE;
}

/** Standard error of the Chao-Wang-Jost estimate, nats: each cell resampled from its own community. */
function standardError({ counts, n, strata, seed }: Sample): number {
  const communities = new Communities(strata.length > 1 ? strata : [counts]);
  const random = randomStream(seed);
  const values = Float64Array.from({ length: RESAMPLES }, () => chaoWangJostOf(communities.resamplePooled(random), n));
  return spreadOf(values).deviation;
}

/** So many answers a tail that was missed may have, and n^1.5 of them where that is more. */
const LONGEST_TAIL = 1_000;
/**
 * Chance that the share of what was missed is larger than its bound, where no answer came once, and where some did. Less than at the
 * other end: an interval is shown where few answers came once, and of a population with a long tail those are the samples that
 * missed it by luck, of which 94% must hold, too.
 */
const MISSED_ERROR = { none: 0.01, some: 0.0025 };

/**
 * The entropy if as much was missed as can have been: the exact upper bound of the share of answers seen once (of 0, when all
 * came more often), spread over a tail of 1,000 answers or n^1.5, and the rest as it was seen. Infinite when every answer was
 * seen once.
 */
function mostUnseen({ counts, n }: Sample): number {
  const once = groupsSeen({ counts }, 1);
  const unseen = exactUpper(once, n, once === 0 ? MISSED_ERROR.none : MISSED_ERROR.some);
  const known = entropyNats(counts.filter((count) => count > 1));
  if (Number.isNaN(known)) return Infinity;
  const tail = Math.max(Math.log(LONGEST_TAIL), 1.5 * Math.log(n));
  return entropyNats([unseen, 1 - unseen]) + (1 - unseen) * known + unseen * tail;
}

/**
 * The entropy if the most frequent answer is as frequent as its exact upper bound allows, and the others share the rest as they
 * were seen. Of two or three answers the resamples know too little: near an even split the entropy hardly varies.
 */
function leastEven({ counts, n }: Sample): number {
  const modal = largest(counts);
  const most = exactUpper(modal, n, ERROR);
  if (modal === n) return 0;
  const others = (1 - most) / (n - modal);
  const place = counts.indexOf(modal);
  return entropyNats(counts.map((count, index) => (index === place ? most : count * others)));
}

function computed(sample: Sample): Interval | null {
  if (!isCovered(sample)) return null;
  const counts = [...sample.counts].sort((a, b) => b - a);
  const ordered = sample.strata.length > 1 ? sample : { ...sample, counts };
  const estimate = chaoWangJostOf(counts, sample.n);
  const half = Z95 * standardError(ordered);
  const most = sample.domainSize === null ? Infinity : Math.log(sample.domainSize);
  const upper = Math.max(estimate + half, mostUnseen(sample));
  const lower = Math.min(estimate - half, leastEven(sample));
  return [Math.max(0, lower), Math.min(most, upper)];
}

/**
 * The 95% interval of the entropy of what would be said, in nats: the Chao-Wang-Jost estimate +- 1.96 bootstrap standard
 * errors (community as in iNEXT), and at least as far as a rarer or more frequent modal answer and answers that were missed by
 * chance can take it, since the bootstrap cannot know of those (without that it held in 78-92% with a tail of rare answers, and
 * in 87-91% of two or three answers). `null`, "too few runs", below 20 answers (10 where all are the same) or a Good-Turing
 * coverage of 0.9, where no method held. See docs/statistics.md for what was measured. Kept for each sample: several statistics
 * ask for it.
 */
export const entropyInterval = rememberEach(computed);
