import { own } from '../../core/own.ts';
import type { TitleTally } from '../../core/model/conditions-report.ts';
import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { table, type Column } from '../terminal/columns.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/width.ts';

const MOST_TITLES = 8;
const MOST_WORDS = 8;

const COLUMNS: readonly Column[] = [
  { title: 'TITLE', align: 'left', least: 14 },
  { title: 'TIMES', align: 'right', least: null },
  { title: 'MODELS', align: 'left', least: 10 },
];

/** "opus, gpt", in the order of the run. */
function modelsOf({ byTarget }: TitleTally, { run }: RunRecord): string {
  return run.targets
    .filter(({ id }) => (own(byTarget, id) ?? 0) > 0)
    .map(({ label }) => oneLine(label))
    .join(', ');
}

/** The titles of pages and documents that came more than once, and the words that different titles share. */
export function titlesTable({ titles }: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  if (titles === null || titles.exact.length + titles.contains.length === 0) return [];
  const shown = titles.exact.slice(0, MOST_TITLES);
  const rows = shown.map((one) => [oneLine(one.title), String(one.count), modelsOf(one, record)]);
  const words = titles.contains.slice(0, MOST_WORDS).map(({ title, count }) => `${oneLine(title)} (${count})`);
  return [
    ...(rows.length > 0 ? table(COLUMNS, rows, columns, (cell, row) => (row < 0 ? style.dim(cell) : cell)) : []),
    style.dim(`${titles.different} different titles of ${titles.titled}`),
    ...(words.length > 0 ? wrap(`Different titles hold: ${words.join(', ')}`, columns) : []),
  ];
}
