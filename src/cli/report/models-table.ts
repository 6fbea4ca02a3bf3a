import type { CellReport, Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { table, type Column } from '../terminal/columns.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { decimal, percent, statistic, UNDEFINED } from './figures.ts';

const COLUMNS: readonly Column[] = [
  { title: 'MODEL', align: 'left', least: 10 },
  { title: 'ANSWERED', align: 'right', least: null },
  { title: 'DIFFERENT', align: 'right', least: null },
  { title: 'EFFECTIVE', align: 'right', least: null },
  { title: 'AGREE', align: 'right', least: null },
  { title: 'MOST OFTEN', align: 'left', least: 14 },
];

const ALL_FIT = 72;

/** What people call a cell: the target's label, and the condition where there is more than one. */
function cellName(cell: CellReport, record: RunRecord): string {
  const label = record.run.targets.find((target) => target.id === cell.target)?.label ?? cell.target;
  return oneLine(record.run.conditions.length > 1 ? `${label} · ${cell.condition}` : label);
}

function mostOften(cell: CellReport): string {
  if (cell.modalAnswer === null) return UNDEFINED;
  return `${percent(statistic(cell.statistics, 'modal-share')?.value).padStart(5)}  ${oneLine(cell.modalAnswer)}`;
}

function row(cell: CellReport, record: RunRecord): readonly string[] {
  return [
    cellName(cell, record),
    `${String(cell.counts.completed)} of ${String(cell.counts.trials)}`,
    decimal(statistic(cell.statistics, 'distinct')?.value, 0),
    decimal(statistic(cell.statistics, 'effective-answers')?.value),
    percent(statistic(cell.statistics, 'collision')?.value),
    mostOften(cell),
  ];
}

/** One row per model. */
export function modelsTable(report: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  const order = record.run.targets.map((target) => target.id);
  // On a narrow terminal the line above the table says how many answered, and the failures have lines of their own.
  const shown = (_: unknown, index: number): boolean => columns >= ALL_FIT || COLUMNS[index]?.title !== 'ANSWERED';
  const rows = report.cells.map((cell) => row(cell, record).filter(shown));
  return table(COLUMNS.filter(shown), rows, columns, (cell, index, column) => {
    if (index < 0) return style.dim(cell);
    return column === 0 ? style.target(order.indexOf(report.cells[index]?.target ?? ''), cell) : cell;
  });
}
