import { isSmallestFit } from '../analysis/numbers/smallest-fit.ts';
import type { NumberKind, NumberReport, NumberReports } from '../model/numbers-report.ts';
import { columnsOver, type Values } from './column.ts';
import { labelIn, type Named } from './common.ts';

/** The numbers of a target, of a condition, or of all together. */
export interface NumberRow {
  readonly target: string | null;
  readonly condition: string | null;
  readonly numbers: NumberReport;
}

/** All together first, then the targets, then the conditions where there are several. */
export const numberRows = ({ pooled, byTarget, byCondition = {} }: NumberReports): readonly NumberRow[] => [
  { target: null, condition: null, numbers: pooled },
  ...Object.entries(byTarget).map(([target, numbers]) => ({ target, condition: null, numbers })),
  ...Object.entries(byCondition).map(([condition, numbers]) => ({ target: null, condition, numbers })),
];

/** Spikes that are named. */
const MOST_SPIKES = 6;

/** A number as an answer is written: at most six significant digits, no exponent for everyday sizes. */
const short = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(6)));

function spikesText({ spikes }: NumberReport): string | null {
  const certain = spikes.filter(({ pHolm }) => pHolm === null || pHolm < 0.05);
  if (certain.length === 0) return null;
  const named = [...certain].sort((a, b) => b.count - a.count).slice(0, MOST_SPIKES);
  const more = certain.length > named.length ? `, ${certain.length - named.length} more` : '';
  return named.map(({ value, count }) => `${short(value)}\u00a0×\u00a0${count}`).join(', ') + more;
}

/** What a p-value against a fair draw lets one say. */
export function readUniformTest(p: number | null): string {
  if (p === null) return 'not tested';
  if (p < 0.001) return 'not a fair draw';
  if (p < 0.05) return 'hardly a fair draw';
  return 'could be a fair draw';
}

/** The digits that come most often, of the counts of 0 ... 9: `7 (21 of 50), 3 (9)`. */
export function lastDigitWords(counts: readonly number[]): string {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const named = counts
    .map((count, digit) => ({ count, digit }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.digit - b.digit)
    .slice(0, 3);
  return named.map(({ count, digit }, rank) => `${digit} (${count}${rank === 0 ? ` of ${n}` : ''})`).join(', ');
}

/** How numbers are distributed, against a fair draw. */
export function numberColumns(targets: readonly Named[]) {
  const { text, count, number, measure, p } = columnsOver<NumberRow>();
  const fit = (value: number | null, numbers: NumberReport): Values['p'] =>
    value === null ? null : { p: value, isAtFloor: isSmallestFit(value, numbers) };
  const exact = (value: number | null | undefined): Values['p'] =>
    value == null ? null : { p: value, isAtFloor: false };
  const kind = ({ numbers }: NumberRow, wanted: NumberKind['kind']) => numbers.kinds.find((one) => one.kind === wanted);
  return {
    model: text('model', 'Model', ({ target, condition }) =>
      target !== null ? labelIn(targets, target) : condition === null ? 'All together' : `Condition ${condition}`,
    ),
    n: count('n', 'n', ({ numbers }) => Object.values(numbers.histogram).reduce((sum, times) => sum + times, 0)),
    mean: number('mean', 'Mean', ({ numbers }) => (numbers.mean === null ? null : Number(numbers.mean.toFixed(1)))),
    median: number('median', 'Median', ({ numbers }) => numbers.median),
    range: text('range', 'Range', ({ numbers: { min, max } }) =>
      min === null || max === null ? null : `${short(min)} to ${short(max)}`,
    ),
    spikes: text('spikes', 'More often than by chance', ({ numbers }) => spikesText(numbers)),
    chiSquare: measure('chi-square', 'Chi-square', ({ numbers }) => numbers.chiSquare),
    uniform: p('uniform', 'Uniform?', ({ numbers }) => fit(numbers.p, numbers)),
    g: measure('g-value', 'G', ({ numbers }) => numbers.g),
    byG: p('g', 'By G', ({ numbers }) => fit(numbers.pG, numbers)),
    verdict: text('verdict', 'Verdict', ({ numbers }) => readUniformTest(numbers.pAdjusted ?? numbers.p)),
    digit: text('digit', 'Last digits', ({ numbers }) => lastDigitWords(numbers.lastDigit ?? [])),
    lastDigit: p('p', 'p (digits)', ({ numbers }) => exact(numbers.lastDigitTest?.p)),
    digitVerdict: text('digit-verdict', 'Verdict (digits)', ({ numbers: { lastDigitTest: test } }) =>
      readUniformTest(test?.pAdjusted ?? test?.p ?? null),
    ),
    round: count('round', 'Ending in 0', (row) => kind(row, 'round')?.count ?? null),
    roundP: p('round-p', 'p (ending in 0)', (row) => exact(kind(row, 'round')?.p)),
    repeated: count('repeated-digit', 'One digit repeated', (row) => kind(row, 'repeated-digit')?.count ?? null),
    repeatedP: p('repeated-digit-p', 'p (one digit repeated)', (row) => exact(kind(row, 'repeated-digit')?.p)),
  };
}
