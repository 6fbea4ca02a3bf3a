import { fit, widthOf } from './width.ts';

/** A column of a table: one of them may give way when the terminal is narrow. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Columns it may be cut down to; `null` when it is always shown whole. */
  readonly least: number | null;
}

const GAP = 2;

/** Widths of the columns that fit into `available` terminal columns; what is too much is taken from those that may give way, the last one first. */
function widths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available: number,
): readonly number[] {
  const natural = columns.map((column, index) =>
    Math.max(widthOf(column.title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  let excess = natural.reduce((sum, width) => sum + width, GAP * (columns.length - 1)) - available;
  return natural.reduceRight<readonly number[]>((done, width, index) => {
    const least = columns[index]?.least ?? width;
    const taken = Math.max(0, Math.min(excess, width - least));
    excess -= taken;
    return [width - taken, ...done];
  }, []);
}

/** A table as lines: the titles first. Cells are already safe to print; `paint` colours a finished cell. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available: number,
  paint: (cell: string, row: number, column: number) => string,
): readonly string[] {
  const wide = widths(columns, rows, available);
  const line = (cells: readonly string[], row: number): string =>
    columns
      .map((column, index) => paint(fit(cells[index] ?? '', wide[index] ?? 0, column.align), row, index))
      .join(' '.repeat(GAP))
      .trimEnd();
  return [
    line(
      columns.map((column) => column.title),
      -1,
    ),
    ...rows.map(line),
  ];
}
