import { decimalOf } from '../../text/decimal.ts';
import type { Interval, NumberReport } from '../../model/report.ts';
import { recalled } from '../../memory.ts';
import { median } from '../../statistics/median.ts';
import { defined } from '../../statistics/sample.ts';
import { numberKinds } from './kinds.ts';
import { lastDigits, lastDigitTest } from './last-digit.ts';
import { domainSize, fitUniform, type Histogram } from './uniform.ts';

/** What is asked of numbers that should be a fair draw over a domain of whole numbers. */
type Fairness = Pick<NumberReport, 'chiSquare' | 'p' | 'g' | 'pG' | 'fitMethod' | 'spikes' | 'lastDigitTest' | 'kinds'>;

const NOT_ASKED: Fairness = {
  ...{ chiSquare: null, p: null, g: null, pG: null, fitMethod: null },
  ...{ spikes: [], lastDigitTest: null, kinds: [] },
};

function tally(sorted: readonly number[]): Histogram {
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function fairness(values: readonly number[], histogram: Histogram, domain: Interval, seed: number): Fairness {
  const { chiSquare, g, fit, spikes } = fitUniform(histogram, domain[1] - domain[0] + 1, seed);
  const digits = lastDigits(values);
  return {
    ...{ chiSquare, g, p: fit?.p ?? null, pG: fit?.pG ?? null, fitMethod: fit?.method ?? null, spikes },
    lastDigitTest: digits === null ? null : lastDigitTest(digits, domain, seed),
    kinds: numberKinds(values, domain),
  };
}

const keyOf = (values: readonly number[], domain: Interval | null, seed: number) =>
  `${[...values].sort((a, b) => a - b).join()};${domain?.join() ?? ''};${seed}`;

/**
 * The distribution of numeric answers, given in any order. Everything about a fair draw needs a domain of whole numbers and
 * only whole answers within it; without that it is `null` and empty. Reproducible from `seed`.
 */
export const numberReport = recalled(keyOf, reportOf);

function reportOf(values: readonly number[], domain: Interval | null, seed: number): NumberReport {
  const sorted = [...values].sort((a, b) => a - b);
  const histogram = tally(sorted);
  const asked = domain !== null && domainSize(domain) !== null && sorted.every((value) => Number.isInteger(value));
  return {
    histogram: Object.fromEntries([...histogram].map(([value, count]) => [decimalOf(value), count])),
    mean: defined(sorted.reduce((sum, value) => sum + value, 0) / sorted.length),
    median: median(sorted),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    lastDigit: lastDigits(sorted),
    ...(asked ? fairness(sorted, histogram, domain, seed) : NOT_ASKED),
  };
}
