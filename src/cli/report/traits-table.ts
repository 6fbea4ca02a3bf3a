import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { table, type Column } from '../terminal/columns.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { percent } from './figures.ts';

/** How many traits a terminal shows; the exports hold all. */
const MOST_TRAITS = 14;

const COLUMNS: readonly Column[] = [
  { title: 'TRAIT', align: 'left', least: 14 },
  { title: 'OUTPUTS', align: 'right', least: null },
  { title: 'SHARE', align: 'right', least: null },
  { title: 'MODELS', align: 'right', least: null },
];

/** What pages and code are made of, most frequent first; with several conditions the table of conditions says it. */
export function traitsTable(
  report: Report,
  { run }: RunRecord,
  columns: number,
  style: Style,
  most = MOST_TRAITS,
): readonly string[] {
  const { traits, conditions } = report;
  if (traits === null || traits.length === 0 || conditions !== null) return [];
  const rows = traits.slice(0, most).map(({ label, count, n, share, cells }) => {
    const models = new Set(cells.filter((cell) => cell.count > 0).map(({ target }) => target)).size;
    return [oneLine(label), `${count} of ${n}`, percent(share), `${models} of ${run.targets.length}`];
  });
  const rest = traits.length - rows.length;
  return [
    ...table(COLUMNS, rows, columns, (cell, row) => (row < 0 ? style.dim(cell) : cell)),
    ...(rest > 0 ? [style.dim(`and ${rest} rarer traits`)] : []),
  ];
}
