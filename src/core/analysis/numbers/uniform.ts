import type { Interval, Spike } from '../../model/report.ts';
import { binomialUpperTail } from '../../statistics/intervals/binomial.ts';
import { defined } from '../../statistics/sample.ts';
import { fairFit, type FairFit } from './fair-fit.ts';

/** Value -> count; every value a whole number within the domain. */
export type Histogram = ReadonlyMap<number, number>;

/** How far a histogram is from a fair draw of every whole number of the domain. */
export interface UniformFit {
  readonly chiSquare: number | null;
  readonly g: number | null;
  /** `null` where it cannot be computed. */
  readonly fit: FairFit | null;
  readonly spikes: readonly Spike[];
}

/** Number of whole numbers from one end to the other; `null` when the ends are not whole numbers, or the domain is unknown. */
export function domainSize(domain: Interval | null): number | null {
  if (domain === null || !domain.every(Number.isSafeInteger) || domain[1] < domain[0]) return null;
  return domain[1] - domain[0] + 1;
}

/** Significance level of a spike, over the whole domain at once. */
const SPIKE_LEVEL = 0.05;

/**
 * Values that are named more often than a fair draw would name any: one-sided exact binomial against 1/K, with Holm's
 * correction (1979) over all K values of the domain, the unnamed ones included; those with pHolm < 0.05, largest count first.
 */
function spikes(histogram: Histogram, n: number, size: number): Spike[] {
  if (size < 2) return [];
  const tails = new Map<number, number>();
  const tail = (count: number) => {
    const known = tails.get(count) ?? binomialUpperTail(count, n, 1 / size);
    tails.set(count, known);
    return known;
  };
  const ranked = [...histogram].sort(([a, countA], [b, countB]) => countB - countA || a - b);
  let floor = 0;
  return ranked
    .map(([value, count], rank) => {
      const p = tail(count);
      floor = Math.min(1, Math.max(floor, (size - rank) * p));
      return { value, count, p, pHolm: floor };
    })
    .filter((spike) => spike.pHolm < SPIKE_LEVEL);
}

/**
 * Pearson's X^2 = sum (x - n/K)^2 / (n/K) and G = 2 sum x ln(x K / n) over all K values, empty ones included, and the
 * spikes. Figures are `null` for n = 0. Reproducible from `seed`.
 */
export function fitUniform(histogram: Histogram, size: number, seed: number): UniformFit {
  let n = 0;
  let squares = 0;
  let logs = 0;
  for (const count of histogram.values()) {
    n += count;
    squares += count * count;
    logs += count * Math.log(count);
  }
  return {
    chiSquare: defined((squares * size) / n - n),
    g: n === 0 ? null : defined(Math.max(0, 2 * (logs + n * Math.log(size / n)))),
    fit: fairFit({ squares, logs }, n, size, seed),
    spikes: spikes(histogram, n, size),
  };
}
