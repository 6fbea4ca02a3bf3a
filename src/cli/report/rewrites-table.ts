import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import type { RewriteRow } from '../../core/model/rewrites-report.ts';
import { rewriteChange } from '../../core/tables/rewrite-change.ts';
import { rewriteColumns } from '../../core/tables/rewrites.ts';
import { oneLine } from '../terminal/printable.ts';
import { wrap } from '../terminal/width.ts';
import { REPORT } from '../strings/report.ts';
import type { Layout } from './layout.ts';
import { columnTable } from './report-columns.ts';

/** What rewrites of the prompt are worth, and what the best one changes, as blocks; none where none were tried. */
export function rewriteTables(
  { rewrites }: Report,
  { run }: RunRecord,
  { columns, style }: Layout,
): readonly (readonly string[])[] {
  if (rewrites === undefined) return [];
  const { prompt, effective, gain, valid, cost, verdict } = rewriteColumns(rewrites);
  const shown = [prompt, effective, gain, valid, cost, verdict];
  const paint = (cell: string, row: RewriteRow): string =>
    row.condition === rewrites.best ? style.strong(cell) : cell;
  const table = (rows: readonly RewriteRow[]) =>
    columnTable(shown, rows, columns, style, { dropped: [verdict, cost], paint });
  const change = rewrites.best === null ? null : rewriteChange(run, rewrites.best);
  const changed = change?.lines.filter(({ kind, text }) => kind !== 'same' && text.trim() !== '') ?? [];
  return [
    table(rewrites.rows),
    rewrites.fresh === null ? [] : [style.dim(REPORT.rewrites.fresh), ...table(rewrites.fresh)],
    change === null
      ? []
      : [
          ...wrap(oneLine(REPORT.rewrites.changes(change.condition.id, change.changes, change.source)), columns).map(
            (line) => style.dim(line),
          ),
          ...changed.flatMap(({ kind, text }) =>
            wrap(oneLine(text), columns - 2).map((line) => `${kind === 'added' ? '+' : '-'} ${line}`),
          ),
        ],
  ];
}
