import { formatUsd } from '../money/estimate.ts';
import type { Interval } from '../model/report.ts';
import type { Form, Sum } from '../tables/column.ts';
import { percent, times } from '../text/prose.ts';
import { NONE, pText, written } from './figures.ts';

const orNone = <Value>(value: Value | null | undefined, text: (value: Value) => string): string =>
  value === null || value === undefined ? NONE : text(value);
const range = (interval: Interval | null, text: (value: number) => string): string =>
  interval === null ? '' : ` (${text(interval[0])} to ${text(interval[1])})`;
const sum = ({ known, isWhole }: Sum, text: (value: number) => string): string =>
  known === null ? 'unknown' : `${isWhole ? '' : 'over '}${text(known)}`;
const figure = (value: number): string => written(value, 'answers');
const points = (share: number): string => (100 * share).toFixed(1);

/** What stands in the cells of a document, not yet escaped: with intervals, and more digits than on a screen. */
export const CELLS: Form<string> = {
  text: (value) => value ?? NONE,
  count: (value) => orNone(value, String),
  part: (value) => orNone(value, ([count, of]) => `${count} of ${of}`),
  share: (estimate) => orNone(estimate?.value, (value) => percent(value) + range(estimate!.interval, percent)),
  figure: (estimate) => orNone(estimate?.value, (value) => figure(value) + range(estimate!.interval, figure)),
  measure: (value) => orNone(value, figure),
  number: (value) => orNone(value, figure),
  p: (value) => (value === null ? NONE : pText(value.p, value.isAtFloor)),
  frequency: (value) =>
    orNone(value?.share, (share) => {
      const { count, n, differs = false } = value!;
      return `${count} of ${n} (${percent(share)})${differs ? ' ●' : ''}`;
    }),
  change: (estimate) =>
    orNone(estimate?.value, (value) => {
      const text = estimate!.isShare ? points : figure;
      return text(value) + range(estimate!.interval, text);
    }),
  factor: (value) => orNone(value, (times) => `${times.toFixed(1)} ×`),
  ratio: (estimate) => orNone(estimate?.value, (value) => times(value, estimate!.interval)),
  tokens: (value) => sum(value, (tokens) => tokens.toLocaleString('en-US')),
  usd: (value) => sum(value, formatUsd),
  ms: (value) => orNone(value, (ms) => `${Math.round(ms)} ms`),
};
