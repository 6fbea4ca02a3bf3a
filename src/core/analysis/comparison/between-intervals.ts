import type { Interval } from '../../model/report.ts';
import { randomStream } from '../../statistics/random.ts';
import { LEAST_COVERAGE, LEAST_RUNS } from '../../statistics/intervals/entropy-interval.ts';
import { Z95 } from '../../statistics/intervals/wilson.ts';
import { Communities, quantileOf, spreadOf } from '../../statistics/resampling/resample.ts';
import { indexOfShares } from './convergence-index.ts';
import { shares, total, type AlignedCounts } from '../../statistics/counts-by-group.ts';
import { betaOfShares } from './effective-models.ts';
import { furthestApart, mostUnsaid, singles } from './unsaid.ts';

/** Resamples for the standard errors. */
const RESAMPLES = 200;

/** Intervals of the comparison of all targets; `null` where the figures are, and where there are too few runs. */
export interface BetweenIntervals {
  readonly effectiveModels: Interval | null;
  readonly convergenceIndex: Interval | null;
}

const NONE: BetweenIntervals = { effectiveModels: null, convergenceIndex: null };

function isEnough(counts: AlignedCounts): boolean {
  const n = total(counts);
  return n >= LEAST_RUNS && 1 - singles(counts) / n >= LEAST_COVERAGE;
}

/**
 * The two extremes of what each target may have left unsaid: a share up to the Wilson bound of its answers seen once, all of it
 * what the others say, or all of it new.
 */
function extremes(targets: readonly AlignedCounts[]): {
  readonly alike: Float64Array[];
  readonly apart: Float64Array[];
} {
  const seen = targets.map(shares);
  const unsaid = targets.map(mostUnsaid);
  const alike = seen.map((own, target) =>
    own.map((share, group) => {
      const others = seen.reduce((sum, other, place) => (place === target ? sum : sum + other[group]!), 0);
      return (1 - unsaid[target]!) * share + (unsaid[target]! * others) / (seen.length - 1);
    }),
  );
  return { alike, apart: furthestApart(targets) };
}

interface Resampled {
  readonly betas: Float64Array;
  readonly indexes: Float64Array;
  /** Effective models of the communities that were resampled. */
  readonly beta: number;
}

function resampled(targets: readonly AlignedCounts[], seed: number): Resampled {
  const communities = new Communities(targets);
  const random = randomStream(seed);
  const betas = new Float64Array(RESAMPLES);
  const indexes = new Float64Array(RESAMPLES);
  for (let round = 0; round < RESAMPLES; round++) {
    const drawn = communities.resample(random);
    betas[round] = betaOfShares(drawn.map(shares));
    indexes[round] = indexOfShares(drawn.map(shares), drawn.map(total));
  }
  return { betas, indexes, beta: betaOfShares(communities.shares()) };
}

/** Logs, so that the factor by which few answers make targets look apart is taken off. */
function betaInterval(beta: number, { betas, beta: own }: Resampled, ends: Interval, models: number): Interval {
  const logs = betas.map(Math.log);
  const { mean, deviation } = spreadOf(logs);
  const estimate = Math.log(beta) - (mean - Math.log(own));
  const lower = Math.min(Math.exp(estimate - Z95 * deviation), ends[0]);
  const upper = Math.max(Math.exp(estimate + Z95 * deviation), ends[1]);
  return [Math.min(models, Math.max(1, lower)), Math.min(models, Math.max(1, upper))];
}

function indexInterval(index: number, { indexes }: Resampled, ends: Interval): Interval {
  // A resample in which no target repeats itself has no index.
  const known = indexes.filter(Number.isFinite);
  if (known.length < RESAMPLES / 2) return ends;
  const { deviation } = spreadOf(known);
  const lower = Math.min(index - Z95 * deviation, quantileOf(known, 0.025), ends[0]);
  const upper = Math.max(index + Z95 * deviation, quantileOf(known, 0.975), ends[1]);
  return [Math.max(0, lower), upper];
}

/**
 * 95% intervals of effective models and of the convergence index: normal ones from resamples within each target (corrected for
 * their bias where there is one), and at least as wide as answers that were missed by chance can make them. `differ` says
 * whether the targets were told apart; where they were not, one model is within the interval. `null`, "too few runs", unless
 * every target has 20 answers or more and a Good-Turing coverage of 0.9, where no method held. Targets without an answer do
 * not take part.
 */
export function betweenIntervals(
  targets: readonly AlignedCounts[],
  figures: { readonly effectiveModels: number | null; readonly convergenceIndex: number | null },
  { differ, seed }: { readonly differ: boolean; readonly seed: number },
): BetweenIntervals {
  const answered = targets.filter((counts) => total(counts) > 0);
  if (answered.length < 2 || !answered.every(isEnough)) return NONE;
  const drawn = resampled(answered, seed);
  const { alike, apart } = extremes(answered);
  const many = answered.map(() => Infinity);
  const { effectiveModels: beta, convergenceIndex: index } = figures;
  const betaEnds = [differ ? betaOfShares(alike) : 1, betaOfShares(apart)] as const;
  const indexEnds = [indexOfShares(apart, many), indexOfShares(alike, many)] as const;
  return {
    effectiveModels: beta === null ? null : betaInterval(beta, drawn, betaEnds, answered.length),
    convergenceIndex: index === null ? null : indexInterval(index, drawn, indexEnds),
  };
}
