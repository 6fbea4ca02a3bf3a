import { unguardCell } from '../text/csv-cells.ts';
import { UsageError } from '../model/usage-error.ts';
import { ownText } from '../own-text.ts';
import { COLUMNS, listOf, present, rowOf } from './answers.ts';
import { CsvError, CsvReader, type CsvRecord } from './csv-reader.ts';
import type { Imported } from './importer.ts';
import { whatIsRead } from './registry.ts';
import { wrong, type ImportRow } from './rows.ts';

/** Reads the trials of a table that comes in pieces. Throws `UsageError`s that name the line. */
export class TableRows {
  private readonly rows: ImportRow[] = [];
  private columns: readonly string[] | null = null;
  private readonly table = new CsvReader((record) => this.record(record));

  push(text: string): void {
    named(() => this.table.push(text));
  }

  end(name: string): Imported {
    named(() => this.table.end());
    if (this.columns === null) this.head({ cells: [], line: 1 });
    return listOf(this.rows, name);
  }

  private record(record: CsvRecord): void {
    const { columns } = this;
    if (columns === null) return this.head(record);
    const { line, cells } = record;
    const place = `Line ${line}`;
    // Spreadsheets may end lines with separators for columns that are empty everywhere.
    if (cells.length < columns.length || cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
      const problem = `${cells.length} cells where the first line names ${columns.length} columns`;
      wrong(place, `${problem}; texts with separators, quotation marks or line breaks must stand in quotation marks`);
    }
    const entries = columns.map((column, at) => [column, ownText(unguardCell(cells[at] ?? ''))] as const);
    this.rows.push(rowOf(present(entries), place));
  }

  private head({ cells, line }: CsvRecord): void {
    const place = `Line ${line}`;
    const columns = cells.map((cell) => cell.trim().toLowerCase());
    const missing = [
      ...(columns.includes('target') || columns.includes('model') ? [] : ['target']),
      ...(columns.includes('text') ? [] : ['text']),
    ];
    if (missing.length > 0) {
      const are = `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing`;
      throw new UsageError(`${place}: the first line must name the columns; ${are}. ${whatIsRead()}`);
    }
    const twice = columns.find((column, at) => COLUMNS.includes(column) && columns.indexOf(column) !== at);
    if (twice !== undefined) wrong(place, `the column ${twice} is there more than once; rename one of them`);
    this.columns = columns;
  }
}

const PROBLEMS: Readonly<Record<CsvError['kind'], string>> = {
  unclosed: 'a quotation mark is never closed',
  'too long': 'this record is longer than this program reads; a quotation mark may be missing',
  'after quote':
    'a cell goes on behind its closing quotation mark; within a quoted cell each quotation mark must be doubled, not escaped with a backslash',
};

function named(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    wrong(`Line ${error.line}`, PROBLEMS[error.kind]);
  }
}
