import type { Interval } from '../../model/report.ts';
import { rememberEach } from '../../remember.ts';
import { unbiasedCollision } from '../diversity.ts';
import { exactLower, exactUpper } from './binomial.ts';
import { logitInterval, studentFactor } from './logit.ts';
import { INTERVAL, rareAgreements, widest, type Confidence } from './rare-agreements.ts';

/** What answers say about the agreement of two runs. */
export interface AgreementTally {
  /** Runs, or whatever else is independent. */
  readonly n: number;
  /** Unbiased agreement. */
  readonly value: number;
  /** Count of the most frequent answer. */
  readonly modal: number;
  /** Unbiased agreement among the other answers. */
  readonly others: number;
  /** Sum over runs of the squared deviation of a run's own agreement with the others from `value`. */
  readonly squares: number;
}

function tallyOf(counts: readonly number[]): AgreementTally {
  let [n, modal, pairs] = [0, 0, 0];
  for (const count of counts) {
    n += count;
    pairs += count * (count - 1);
    if (count > modal) modal = count;
  }
  const value = unbiasedCollision(counts);
  // A run that gave an answer with the count x agrees with (x-1)/(n-1) of the others.
  let squares = 0;
  for (const count of counts) squares += count * ((count - 1) / (n - 1) - value) ** 2;
  const rest = n - modal;
  const others = rest < 2 ? 0 : (pairs - modal * (modal - 1)) / (rest * (rest - 1));
  return { n, value, modal, others, squares };
}

/**
 * Jackknife standard error of the agreement: 2/(n-2) sqrt((n-1)/n) times the root of the summed squared deviations of what each
 * run agrees with the others. Errs on the high side (Efron and Stein 1981), up to the root of 2 where all answers are equally
 * frequent. For n >= 3.
 */
function jackknifeError({ n, squares }: AgreementTally): number {
  return (2 / (n - 2)) * Math.sqrt(((n - 1) / n) * squares);
}

/** Too few runs for a jackknife below this. */
const LEAST_JACKKNIFE = 4;

function byJackknife(tally: AgreementTally, { z }: Confidence): Interval {
  if (tally.n < LEAST_JACKKNIFE) return [tally.value, tally.value];
  return logitInterval(tally.value, studentFactor(z, tally.n - 1) * jackknifeError(tally));
}

/**
 * Bounds from the share p of the most frequent answer alone: p^2 + (1-p)^2 r over the exact interval of p (Clopper and Pearson
 * 1934), r being the agreement among the other answers. What the jackknife cannot know: an answer that came every time, or
 * an even split, has no spread to estimate.
 */
function byModalShare({ n, modal, others }: AgreementTally, { error }: Confidence): Interval {
  const [low, high] = [exactLower(Math.floor(modal), n, error), exactUpper(Math.ceil(modal), n, error)];
  const agreement = (share: number) => share * share + (1 - share) ** 2 * others;
  const lowest = Math.min(high, Math.max(low, others / (1 + others)));
  return [agreement(lowest), Math.max(agreement(low), agreement(high))];
}

/**
 * Bounds of the chance that two runs of one model agree, from the counts of its answers: the widest of a jackknife interval on
 * the logit scale with Student's quantile, of what the exact interval of the most frequent answer allows, and of the Poisson
 * interval of rare agreements. Each end held as often as it claims in simulated samples of 3 to 200 runs (docs/statistics.md).
 * `null` below two runs.
 */
export function agreementBounds(counts: readonly number[], confidence: Confidence): Interval | null {
  return boundsOfTally(tallyOf(counts), confidence);
}

/** The same of answers that were tallied elsewhere. */
export function boundsOfTally(tally: AgreementTally, confidence: Confidence): Interval | null {
  const { n, value } = tally;
  if (n < 2) return null;
  const pairs = (n * (n - 1)) / 2;
  const parts = [
    byJackknife(tally, confidence),
    byModalShare(tally, confidence),
    rareAgreements(value * pairs, pairs, confidence),
  ];
  return widest(value, parts);
}

/** The 95% interval of the agreement of `counts`. Kept for each list of counts: several statistics ask for it. */
export const agreementInterval = rememberEach((counts: readonly number[]) => agreementBounds(counts, INTERVAL));
