import type { ChartSpec } from './spec.ts';

/** The counts of charts on one axis as a table: a head, then a row for each bin that anyone named. */
export function countTable(charts: readonly ChartSpec[]): readonly (readonly (string | number)[])[] {
  const series = charts.flatMap((chart) => chart.series);
  const head = ['Number', ...series.map(({ look }) => look.label)];
  const rows = (charts[0]?.axis.bins ?? []).map((bin, index) => [
    bin.label,
    ...series.map(({ counts }) => counts[index] ?? 0),
  ]);
  return [head, ...rows.filter(([, ...counts]) => counts.some((count) => count !== 0))];
}
