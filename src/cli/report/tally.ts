import { own } from '../../core/own.ts';
import type { Group, Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { tallyColumns } from '../../core/tables/answers.ts';
import { bar } from '../terminal/blocks.ts';
import type { Style } from '../terminal/style.ts';
import { fit, widthOf } from '../terminal/width.ts';
import { counted } from './figures.ts';
import { columnTable } from './report-columns.ts';

const ROWS = 12;
const WIDEST_ANSWER = 44;
/** Columns that are kept for bars, with the gap before them. */
const LEAST_BAR = 12;

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

function barOf(group: Group, barColumns: number, targets: readonly string[], style: Style): string {
  // Where the pieces would be a column or less, they would say nothing; a plain bar in eighths of a column is finer.
  const columns = Math.round(group.share * barColumns);
  const inPieces = style.coloured && columns >= targets.length;
  return inPieces ? piecesOf(group, targets, columns, style) : bar(group.share, barColumns);
}

/** The answers by how often they came; bars show the share of all answers, cut by model where there are colours. */
export function tally(
  report: Report,
  { run }: RunRecord,
  columns: number,
  style: Style,
  rows = ROWS,
): readonly string[] {
  const shown = report.groups.slice(0, rows);
  if (shown.length === 0) return [];
  const targets = run.targets.map((target) => target.id);
  const { answer, times, share, models } = tallyColumns(run);
  const [head = '', ...lines] = columnTable([answer, times, share, models], shown, columns - LEAST_BAR, style, {
    widest: WIDEST_ANSWER,
  });
  const width = Math.max(...lines.map(widthOf));
  const barColumns = Math.max(4, columns - width - 2);
  const rest = report.groups.slice(rows);
  const others = rest.reduce((sum, group) => sum + group.count, 0);
  const more = `and ${counted(rest.length, 'more answer')}, given ${counted(others, 'time')} in all`;
  return [
    head,
    ...lines.map((line, at) => `${fit(line, width)}  ${barOf(shown[at]!, barColumns, targets, style)}`.trimEnd()),
    ...(rest.length > 0 ? [style.dim(more)] : []),
  ];
}
