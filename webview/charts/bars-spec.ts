import type { Interval } from '../../src/core/model/report.ts';
import type { Look } from '../state/look.ts';
import { countedOf, controlOf } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import { niceStep } from '../../src/core/statistics/bins.ts';

/** A horizontal bar with its interval. */
export interface BarRow {
  readonly look: Look;
  readonly value: number;
  readonly interval: Interval | null;
  /** Answers it was computed on. */
  readonly n: number;
  /** What a fair draw of as many would give; `null` when the domain is not known. */
  readonly fair: Interval | null;
}

/** What a chart of horizontal bars shows, before any pixel. */
export interface BarsSpec {
  readonly rows: readonly BarRow[];
  /** Upper end of the axis, which begins at 0. */
  readonly top: number;
  /** Distance of its marks. */
  readonly step: number;
}

/** Effective answers of each model under the control; models without answers are left out. */
export function effectiveAnswersChart({ report, run, looks }: Pick<Screen, 'report' | 'run' | 'looks'>): BarsSpec {
  const control = controlOf(run);
  const rows = (report?.cells ?? []).flatMap((cell): readonly BarRow[] => {
    const look = looks.get(cell.target);
    const statistic = cell.statistics['effective-answers'];
    if (cell.condition !== control || look === undefined || statistic === undefined) return [];
    const { value, interval, nullBand: fair } = statistic;
    return value === null ? [] : [{ look, value, interval, fair, n: countedOf(cell.counts) }];
  });
  const highest = Math.max(
    1,
    ...rows.flatMap(({ value, interval, fair }) => [value, ...(interval ?? []), ...(fair ?? [])]),
  );
  const step = Math.max(1, niceStep(highest / 5));
  return { rows, top: Math.ceil(highest / step - 1e-9) * step, step };
}
