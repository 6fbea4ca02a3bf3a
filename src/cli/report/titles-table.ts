import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { sharedColumns, titleRows } from '../../core/tables/shared.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/width.ts';
import { columnTable } from './report-columns.ts';

const MOST_TITLES = 8;
const MOST_WORDS = 8;

/** The titles of pages and documents that came more than once, and the words that different titles share. */
export function titlesTable({ titles }: Report, { run }: RunRecord, columns: number, style: Style): readonly string[] {
  if (titles === null || titles.exact.length + titles.contains.length === 0) return [];
  const { what, outputs, modelNames } = sharedColumns(run, 'title');
  const shown = titles.exact.slice(0, MOST_TITLES);
  const words = titles.contains.slice(0, MOST_WORDS).map((one) => `${oneLine(one.title)} (${one.count})`);
  return [
    ...(shown.length > 0 ? columnTable([what, outputs, modelNames], titleRows(shown), columns, style) : []),
    style.dim(`${titles.different} different titles of ${titles.titled}`),
    ...(words.length > 0 ? wrap(`Different titles hold: ${words.join(', ')}`, columns) : []),
  ];
}
