import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { modelColumns } from '../../core/tables/models.ts';
import type { Style } from '../terminal/style.ts';
import { columnTable } from './report-columns.ts';

/** One row per model. */
export function modelsTable(report: Report, { run }: RunRecord, columns: number, style: Style): readonly string[] {
  const order = run.targets.map((target) => target.id);
  const { model, condition, answered, different, effective, agreement, modal, modalShare } = modelColumns(run, report);
  const names = run.conditions.length > 1 ? [model, condition] : [model];
  const rows = report.cells.map((cell) => ({ target: cell.target, condition: cell.condition, cell }));
  const shown = [...names, answered, different, effective, agreement, modal, modalShare];
  return columnTable(shown, rows, columns, style, {
    // The lines above the table say how many answered and how often they agree, and failures have lines of their own.
    dropped: [agreement, answered],
    paint: (cell, { target }) => style.target(order.indexOf(target), cell),
  });
}
