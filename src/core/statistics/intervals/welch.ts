import type { Interval } from '../../model/report.ts';
import { studentFactor } from './logit.ts';
import { Z95 } from './wilson.ts';

/** A mean of some values, and its squared standard error. */
function meanOf(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: squares / (values.length - 1) / values.length };
}

/**
 * Mean of some values less that of others, with its 95% interval for unequal variances (Welch 1947). The interval is `null` for
 * fewer than 4 values on a side, and where no value differs from its mean.
 */
export function welchDifference(
  values: readonly number[],
  others: readonly number[],
): { readonly value: number; readonly interval: Interval | null } {
  const [one, other] = [meanOf(values), meanOf(others)];
  const value = one.mean - other.mean;
  const error = one.error + other.error;
  if (values.length < 4 || others.length < 4 || error === 0) return { value, interval: null };
  const degrees = error ** 2 / (one.error ** 2 / (values.length - 1) + other.error ** 2 / (others.length - 1));
  const margin = studentFactor(Z95, Math.max(3, degrees)) * Math.sqrt(error);
  return { value, interval: [value - margin, value + margin] };
}
