import { formatUsd } from '../../core/money/estimate.ts';
import { cellOf, isFigure, type Column, type Estimate, type Form, type Sum } from '../../core/tables/column.ts';
import { times } from '../../core/text/prose.ts';
import { table } from '../terminal/columns.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { cut, widthOf } from '../terminal/width.ts';
import { decimal, percent, pValue, UNDEFINED } from './figures.ts';

/** Tables of a report in a terminal. */

/** Behind what certainly differs. */
export const MARK = '●';
/** A column of text may be cut down to this. */
const LEAST = 10;
/** Columns are left out before the first one is cut down to less than this. */
const READABLE = 24;
const GAP = 2;

const whole = (value: number | null): string => (value === null ? UNDEFINED : String(value));
/** "over 1,200" where not all of it is known. */
const sum = ({ known, isWhole }: Sum, written: (value: number) => string): string =>
  known === null ? 'unknown' : `${isWhole ? '' : 'over '}${written(known)}`;

/** A file may claim any number of tokens; what no model ever used is written short, so that it fits its column. */
const ABSURD = 1e12;
const short = (value: number, written: (value: number) => string): string =>
  value < ABSURD ? written(value) : value.toExponential(1);

/** "+45 (20 to 64)", in points of a hundred. */
function points({ value, interval }: Estimate): string {
  if (value === null) return UNDEFINED;
  const whole = (share: number) => String(Math.round(100 * share) || 0).replace('-', '−');
  const range = interval === null ? '' : ` (${whole(interval[0])} to ${whole(interval[1])})`;
  return `${value > 0 ? '+' : ''}${whole(value)}${range}`;
}

/** How a terminal writes each kind of value. */
export const CELLS: Form<string> = {
  text: (value) => (value === null ? UNDEFINED : oneLine(value)),
  count: whole,
  part: (value) => (value === null ? UNDEFINED : `${value[0]} of ${value[1]}`),
  share: (value) => percent(value?.value),
  figure: (value) => decimal(value?.value),
  measure: (value) => decimal(value),
  number: whole,
  p: (value) => pValue(value?.p, value?.isAtFloor),
  // Those without a mark stay in line.
  frequency: (value) => `${percent(value?.share)} ${value?.differs === true ? MARK : ' '}`,
  change: (value) => (value?.isShare === true ? points(value) : decimal(value?.value)),
  factor: (value) => decimal(value),
  ratio: (estimate) => (estimate?.value == null ? '' : times(estimate.value, estimate.interval)),
  tokens: (value) => sum(value, (tokens) => short(tokens, (count) => count.toLocaleString('en-US'))),
  usd: (value) => sum(value, (usd) => short(usd, formatUsd)),
  ms: (value) => (value === null ? UNDEFINED : `${Math.round(value)} ms`),
};

/** What a table looks like where it is not like the others. */
interface Look<Row> {
  /** Left out on a terminal that is too narrow for all, the first one first. */
  readonly dropped?: readonly Column<Row>[];
  /** Longest text in the first column. */
  readonly widest?: number;
  /** Colours the first cell of a row. */
  readonly paint?: (cell: string, row: Row) => string;
}

/** The table as lines, its titles dim. */
export function columnTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  available: number,
  style: Style,
  { dropped = [], widest = Infinity, paint = (cell) => cell }: Look<Row> = {},
): readonly string[] {
  const heads = columns.map((column) => {
    const title = column.isName === true ? oneLine(column.title) : column.title.toUpperCase();
    return { title, align: isFigure(column) ? ('right' as const) : ('left' as const), least: leastOf(column) };
  });
  const cells = rows.map((row) =>
    columns.map((column, at) => {
      const cell = cellOf(column, row, CELLS);
      return at === 0 ? cut(cell, widest) : cell;
    }),
  );
  const needed = (at: number): number => {
    const title = widthOf(heads[at]!.title);
    const natural = Math.max(title, ...cells.map((row) => widthOf(row[at] ?? '')));
    const least = heads[at]!.least ?? natural;
    // A title that is cut says nothing, and a name little.
    const readable = columns[at]!.isName === true ? least : Math.max(at === 0 ? READABLE : least, title);
    return GAP + Math.min(natural, readable);
  };
  const [first] = dropped.filter((column) => columns.includes(column));
  if (first !== undefined && columns.reduce((total, _, at) => total + needed(at), -GAP) > available) {
    const left = columns.filter((column) => column !== first);
    return columnTable(left, rows, available, style, { dropped, widest, paint });
  }
  return table(heads, cells, available, (cell, row, at) => {
    if (row < 0) return style.dim(cell);
    return at === 0 ? paint(cell, rows[row]!) : cell;
  });
}

/** Names of conditions give way, too. */
const leastOf = ({ kind, isName }: Pick<Column<never>, 'kind' | 'isName'>): number | null =>
  kind === 'text' ? LEAST : isName === true ? MARK.length + 6 : null;
