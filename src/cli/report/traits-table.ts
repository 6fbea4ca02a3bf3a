import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { traitColumns } from '../../core/tables/traits.ts';
import type { Style } from '../terminal/style.ts';
import { columnTable } from './report-columns.ts';

/** How many traits a terminal shows; the exports hold all. */
const MOST_TRAITS = 14;

/** What pages and code are made of, most frequent first; with several conditions the table of conditions says it. */
export function traitsTable(
  { traits, conditions }: Report,
  { run }: RunRecord,
  columns: number,
  style: Style,
  most = MOST_TRAITS,
): readonly string[] {
  if (traits === null || traits.length === 0 || conditions !== null) return [];
  const { trait, outputs, share, models } = traitColumns(run, []);
  const rest = traits.length - most;
  return [
    ...columnTable([trait, outputs, share, models], traits.slice(0, most), columns, style),
    ...(rest > 0 ? [style.dim(`and ${rest} rarer traits`)] : []),
  ];
}
