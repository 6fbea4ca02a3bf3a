import { costGaps, costSentence } from '../../core/money/cost.ts';
import { semanticCostLine } from '../../core/money/semantic-cost.ts';
import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { cellOf } from '../../core/tables/column.ts';
import { costColumns, costRows } from '../../core/tables/costs.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/width.ts';
import { CELLS, columnTable } from './report-columns.ts';

/** What was really used and what that cost. Only of models that were asked in this run. */

/** "$0.006 for 1,200 tokens in, 3,400 out"; `null` when nothing was asked in this run. */
export function costLine(report: Report, record: RunRecord): string | null {
  const all = costRows(record, report).at(-1);
  if (all === undefined) return null;
  const { tokensIn, tokensOut, cost } = costColumns(record);
  const { known, isWhole } = all.cost;
  const price = known === 0 && isWhole ? 'nothing' : cellOf(cost, all, CELLS);
  return `${price} for ${cellOf(tokensIn, all, CELLS)} tokens in, ${cellOf(tokensOut, all, CELLS)} out`;
}

/** What asking about meaning took; nothing where nobody was asked. */
export function meaningCost({ semantic }: RunRecord, columns: number): readonly string[] {
  return semantic === undefined ? [] : wrap(oneLine(semanticCostLine(semantic)), columns);
}

/** One row per model, below it why a cost is not known, and what asking about meaning took; empty when nothing was asked in this run. */
export function costTable(report: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  const rows = costRows(record, report);
  if (rows.length === 0) return meaningCost(record, columns);
  const order = record.run.targets.map(({ id }) => id);
  const { model, tokensIn, tokensOut, cost } = costColumns(record);
  const why = costGaps(record).length > 0 ? costSentence(record, report.cost) : null;
  return [
    ...columnTable([model, tokensIn, tokensOut, cost], rows, columns, style, {
      paint: (cell, { target }) => (target === null ? cell : style.target(order.indexOf(target), cell)),
    }),
    ...(why === null ? [] : wrap(oneLine(why), columns)),
    ...meaningCost(record, columns),
  ];
}
