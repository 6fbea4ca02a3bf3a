import { own } from '../../core/own.ts';
import type { Group, Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { bar } from '../terminal/blocks.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { fit, widthOf } from '../terminal/width.ts';
import { counted, percent } from './figures.ts';

const ROWS = 12;
const WIDEST_ANSWER = 44;
const FIGURES = '  TIMES  SHARE  MODELS  ';

/** A bar cut into one piece a model, in the order of the targets. */
function piecesOf(group: Group, targets: readonly string[], columns: number, style: Style): string {
  const whole = bar(1, columns);
  let before = 0;
  return targets
    .map((target, index) => {
      const from = Math.round((before / group.count) * whole.length);
      before += own(group.byTarget, target) ?? 0;
      return style.target(index, whole.slice(from, Math.round((before / group.count) * whole.length)));
    })
    .join('');
}

function row(
  group: Group,
  answerColumns: number,
  barColumns: number,
  targets: readonly string[],
  style: Style,
): string {
  const inModels = targets.filter((target) => (own(group.byTarget, target) ?? 0) > 0).length;
  const figures = [
    fit(String(group.count), 5, 'right'),
    fit(percent(group.share), 5, 'right'),
    fit(`${String(inModels)} of ${String(targets.length)}`, 6, 'right'),
  ];
  // Where the pieces would be a column or less, they would say nothing; a plain bar in eighths of a column is finer.
  const columns = Math.round(group.share * barColumns);
  const inPieces = style.coloured && columns >= targets.length;
  const drawn = inPieces ? piecesOf(group, targets, columns, style) : bar(group.share, barColumns);
  return `${fit(oneLine(group.answer), answerColumns)}  ${figures.join('  ')}  ${drawn}`.trimEnd();
}

/** The answers by how often they came; bars show the share of all answers, cut by model where there are colours. */
export function tally(
  report: Report,
  record: RunRecord,
  columns: number,
  style: Style,
  rows = ROWS,
): readonly string[] {
  const shown = report.groups.slice(0, rows);
  if (shown.length === 0) return [];
  const targets = record.run.targets.map((target) => target.id);
  const longest = Math.max('ANSWER'.length, ...shown.map((group) => widthOf(oneLine(group.answer))));
  const answerColumns = Math.min(longest, WIDEST_ANSWER, Math.max(12, columns - FIGURES.length - 10));
  const barColumns = Math.max(4, columns - answerColumns - FIGURES.length);
  const title = `${fit('ANSWER', answerColumns)}${FIGURES.trimEnd()}`;
  const rest = report.groups.slice(rows);
  const others = rest.reduce((sum, group) => sum + group.count, 0);
  const more = `and ${counted(rest.length, 'more answer')}, given ${counted(others, 'time')} in all`;
  return [
    style.dim(title),
    ...shown.map((group) => row(group, answerColumns, barColumns, targets, style)),
    ...(rest.length > 0 ? [style.dim(more)] : []),
  ];
}
