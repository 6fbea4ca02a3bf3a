import type { CellReport, Rarefaction } from '../model/report.ts';
import { logFactorials } from '../statistics/resampling/log-factorial.ts';

/**
 * Expected different answers in `runs` of the n runs behind `counts`, drawn without replacement: sum 1 - C(n - x, runs) /
 * C(n, runs) (Hurlbert 1971). 0 <= runs <= n.
 */
export function rarefied(counts: ArrayLike<number>, runs: number): number {
  let n = 0;
  for (let group = 0; group < counts.length; group++) n += counts[group]!;
  const f = logFactorials(n);
  const never = (count: number) =>
    n - count < runs ? 0 : Math.exp(f[n - count]! + f[n - runs]! - f[n]! - f[n - count - runs]!);
  let distinct = 0;
  for (let group = 0; group < counts.length; group++) if (counts[group]! > 0) distinct += 1 - never(counts[group]!);
  return distinct;
}

/** A cell and its counts over the groups of the run. */
export interface CellCounts extends Pick<CellReport, 'target' | 'condition'> {
  readonly counts: ArrayLike<number>;
}

/**
 * Different answers of each cell at the smallest n of those that answered, because more runs show more answers by themselves.
 * `null` when all have the same n, or fewer than two answered.
 */
export function rarefactionOf(cells: readonly CellCounts[]): Rarefaction | null {
  const sized = cells
    .map((cell) => ({ cell, n: Array.from(cell.counts).reduce((sum, count) => sum + count, 0) }))
    .filter(({ n }) => n > 0);
  const sizes = new Set(sized.map(({ n }) => n));
  if (sizes.size < 2) return null;
  const runs = Math.min(...sizes);
  return {
    runs,
    cells: sized.map(({ cell: { target, condition, counts } }) => ({
      target,
      condition,
      distinct: rarefied(counts, runs),
    })),
  };
}
