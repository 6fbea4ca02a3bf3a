import type { Interval } from '../../model/report.ts';
import { normalQuantile } from '../normal-quantile.ts';
import { Z95 } from './wilson.ts';

/** How sure each end of a pair of bounds is: the chance to miss the truth, and the normal quantile that leaves it. */
export interface Confidence {
  readonly error: number;
  readonly z: number;
}

/** Both ends together hold in 95%: an interval. */
export const INTERVAL: Confidence = { error: 0.025, z: Z95 };

/** Each end alone holds in 95%: a lower and an upper 95% bound. */
export const BOUND: Confidence = { error: 0.05, z: 1.6448536269514722 };

/** The same bounds where they may miss the truth only `share` times as often, 0 < share <= 1. */
export function surer(confidence: Confidence, share: number): Confidence {
  if (share === 1) return confidence;
  const error = confidence.error * share;
  return { error, z: -normalQuantile(error) };
}

/**
 * Bounds if there were no answer but rare ones: agreeing pairs are then as good as independent, and their number is Poisson.
 * Its interval by Wilson and Hilferty's approximation (Breslow and Day 1987), as a share of `pairs`.
 */
export function rareAgreements(agreeing: number, pairs: number, { z }: Confidence): Interval {
  const cube = (count: number, quantile: number) =>
    count === 0 ? 0 : count * Math.max(0, 1 - 1 / (9 * count) + quantile / (3 * Math.sqrt(count))) ** 3;
  return [cube(agreeing, -z) / pairs, Math.min(1, cube(agreeing + 1, z) / pairs)];
}

/** The widest of several intervals of a share, with `value` in it, within 0 ... 1. */
export function widest(value: number, parts: readonly Interval[]): Interval {
  const lower = Math.min(value, ...parts.map(([low]) => low));
  const upper = Math.max(value, ...parts.map(([, high]) => high));
  return [Math.max(0, lower), Math.min(1, upper)];
}
