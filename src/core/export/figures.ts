import { percent } from '../text/prose.ts';
import type { StatisticUnit } from '../statistics/figures/statistic.ts';

/** What stands for an undefined figure. */
export const NONE = '–';

/** A figure as its unit is written. */
export function written(value: number | null, unit: StatisticUnit): string {
  if (value === null) return NONE;
  if (unit === 'share') return percent(value);
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}

/** A p-value, `< 0.001` below that, `≤ 0.002` where it is only an upper bound; a dash when there is none. */
export function pText(p: number | null, isAtFloor = false): string {
  if (p === null) return NONE;
  return p < 0.001 ? '< 0.001' : `${isAtFloor ? '≤ ' : ''}${p.toFixed(3)}`;
}
