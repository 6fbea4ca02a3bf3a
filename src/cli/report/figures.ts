import { shortPercent } from '../../core/text/prose.ts';
import type { Statistic, Statistics } from '../../core/model/report.ts';

/** How figures are written in a terminal. What is undefined is a dash, never a 0. */

/** Shown in place of an undefined figure. */
export const UNDEFINED = '–';

/** A share of 0 ... 1 as a percentage that does not round something to nothing or to everything. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? UNDEFINED : shortPercent(share);
}

/** A figure with two decimals, or without any when it is a whole number of things. */
export function decimal(value: number | null | undefined, places = 2): string {
  return value === null || value === undefined ? UNDEFINED : value.toFixed(places);
}

/** A p-value: three decimals, `<0.001` below; `≤0.002` where `p` is only an upper bound. */
export function pValue(p: number | null | undefined, isAtFloor = false): string {
  if (p === null || p === undefined) return UNDEFINED;
  return p < 0.001 ? '<0.001' : `${isAtFloor ? '≤' : ''}${p.toFixed(3)}`;
}

/** One statistic of a table. */
export function statistic(statistics: Statistics, id: string): Statistic | null {
  return statistics[id] ?? null;
}

/** `7.17 (5.78–7.89)`: the value with its interval where one is defined. */
export function withInterval(figure: Statistic | null, places = 2): string {
  if (figure === null || figure.value === null) return UNDEFINED;
  const value = decimal(figure.value, places);
  if (figure.interval === null) return value;
  return `${value} (${decimal(figure.interval[0], places)}–${decimal(figure.interval[1], places)})`;
}

/** `1 run`, `50 runs`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
