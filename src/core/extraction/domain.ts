import type { Interval } from '../model/report.ts';

/**
 * The allowed numbers from `low` to `high`, or `null` when these are no ends of a range. Greater ends than 2^53 are none: whole
 * numbers cannot be told apart there, and the distance of two ends of 1e308 is no number any more.
 */
export function domainOf(low: unknown, high: unknown): Interval | null {
  return isEnd(low) && isEnd(high) && low < high ? [low, high] : null;
}

function isEnd(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}
