import { decimalOf } from '../../extraction/decimal.ts';
import type { Interval, NumberReport } from '../../model/report.ts';
import { median } from '../median.ts';
import { defined } from '../sample.ts';
import { domainSize, fitUniform, type Histogram } from './uniform.ts';

const NO_FIT = { chiSquare: null, g: null, spikes: [] };

/** Counts of the last digits 0 ... 9 of whole numbers, the sign aside; `null` when none is whole. */
function lastDigits(values: readonly number[]): readonly number[] | null {
  const whole = values.filter(Number.isSafeInteger);
  if (whole.length === 0) return null;
  const counts = new Array<number>(10).fill(0);
  for (const value of whole) counts[Math.abs(value) % 10]! += 1;
  return counts;
}

function tally(sorted: readonly number[]): Histogram {
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * The distribution of numeric answers, given in any order. X^2, G and spikes need a domain of whole numbers and only
 * whole answers within it; without that they are `null` and empty. `p` and `pG` are not computed and stay `null`.
 */
export function numberReport(values: readonly number[], domain: Interval | null): NumberReport {
  const sorted = [...values].sort((a, b) => a - b);
  const histogram = tally(sorted);
  const size = domainSize(domain);
  const fits = size !== null && sorted.every((value) => Number.isInteger(value));
  const fit = fits ? fitUniform(histogram, size) : NO_FIT;
  return {
    histogram: Object.fromEntries([...histogram].map(([value, count]) => [decimalOf(value), count])),
    mean: defined(sorted.reduce((sum, value) => sum + value, 0) / sorted.length),
    median: median(sorted),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    chiSquare: fit.chiSquare,
    p: null,
    g: fit.g,
    pG: null,
    spikes: fit.spikes,
    lastDigit: lastDigits(sorted),
    lastDigitTest: null,
    kinds: [],
    fitMethod: null,
  };
}
