import type { Message, Outcome, Target, TrialError, Usage } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { parseJson } from '../json/parse-json.ts';
import { ownText } from '../own-text.ts';
import { unguardCell } from './csv-cells.ts';
import { CsvError, CsvReader, type CsvRecord } from './csv-reader.ts';

/** One trial as a list of answers names it; `null` where the file says nothing. */
export interface ImportRow {
  /** Where it stands in the file, as a sentence begins: "Line 3". */
  readonly place: string;
  readonly target: string;
  readonly text: string;
  readonly prompt: string | null;
  readonly system: string | null;
  readonly condition: string | null;
  readonly trialIndex: number | null;
  readonly outcome: Outcome | null;
  readonly finishReason: string | null;
  /** What other programs' files say beyond that; absent in plain lists. */
  readonly details?: ImportDetails;
}

/** What the file of another program knows of a trial; what is absent is unknown. */
export interface ImportDetails {
  /** The target under the id that the row names. */
  readonly target?: Target;
  /** The turns, when there is more than one. */
  readonly messages?: readonly Message[];
  readonly usage?: Usage | null;
  readonly latencyMs?: number | null;
  readonly note?: string;
  /** Whether a cache answered in place of the model. */
  readonly cached?: boolean;
  readonly error?: TrialError;
}

const OUTCOMES: readonly Outcome[] = ['completed', 'refused', 'empty', 'failed', 'cancelled'];

/** Column -> value; columns in lower case, values as text, without those that are empty or `null`. */
type Cells = ReadonlyMap<string, string>;

function wrong(place: string, problem: string): never {
  throw new UsageError(`${place}: ${problem}.`);
}

function trialIndexOf(cells: Cells, place: string): number | null {
  const text = cells.get('trialindex');
  if (text === undefined) return null;
  const index = Number(text);
  // The bound keeps a slip of the pen from becoming a run of a billion trials.
  return Number.isInteger(index) && index >= 0 && index < 1_000_000
    ? index
    : wrong(place, 'trialIndex must be a whole number, 0 or more');
}

function outcomeOf(cells: Cells, place: string): Outcome | null {
  const text = cells.get('outcome');
  if (text === undefined) return null;
  return OUTCOMES.find((one) => one === text) ?? wrong(place, `outcome must be one of ${OUTCOMES.join(', ')}`);
}

function rowOf(cells: Cells, place: string): ImportRow {
  const outcome = outcomeOf(cells, place);
  const text = cells.get('text');
  if (text === undefined && (outcome === null || outcome === 'completed')) wrong(place, 'the text is missing');
  return {
    place,
    target: cells.get('target') ?? wrong(place, 'the target is missing'),
    text: text ?? '',
    prompt: cells.get('prompt') ?? null,
    system: cells.get('system') ?? null,
    condition: cells.get('condition') ?? null,
    trialIndex: trialIndexOf(cells, place),
    outcome,
    finishReason: cells.get('finishreason') ?? null,
  };
}

/** A text that is there but empty is an empty answer; everywhere else an empty cell says nothing. */
function present(entries: Iterable<readonly [string, string]>): Cells {
  return new Map([...entries].filter(([column, value]) => value !== '' || column === 'text'));
}

function jsonLine(text: string, place: string): Cells {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return wrong(place, 'this is not JSON; each line must be one object with a target and a text');
  }
  return objectCells(value, place);
}

function objectCells(value: unknown, place: string): Cells {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    wrong(place, 'this must be an object with a target and a text');
  const entries = Object.entries(value).flatMap(([column, member]: [string, unknown]) => {
    if (typeof member === 'string') return [[column.toLowerCase(), member] as const];
    // Lists of numbers are often written without quotation marks.
    return typeof member === 'number' ? [[column.toLowerCase(), String(member)] as const] : [];
  });
  return present(entries);
}

/** The trials of a JSON list of objects, one each. Throws a `UsageError` that names the entry. */
export function listRows(list: readonly unknown[]): readonly ImportRow[] {
  return list.map((entry, index) => {
    const place = `Entry ${index + 1}`;
    return rowOf(objectCells(entry, place), place);
  });
}

/** The trial of a line that holds one object; `null` is a line that is too long. `line` is 1-based. Throws a `UsageError` that names it. */
export function lineRow(source: string | null, line: number): ImportRow {
  const place = `Line ${line}`;
  if (source === null) return wrong(place, 'this line is longer than this program reads; shorten its text');
  return rowOf(jsonLine(source, place), place);
}

/** Reads the trials of a table that comes in pieces. Throws `UsageError`s that name the line. */
export class TableRows {
  readonly rows: ImportRow[] = [];
  private columns: readonly string[] | null = null;
  private readonly table = new CsvReader((record) => this.record(record));

  push(text: string): void {
    named(() => this.table.push(text));
  }

  end(): readonly ImportRow[] {
    named(() => this.table.end());
    if (this.columns === null) this.head([]);
    return this.rows;
  }

  private record({ cells, line }: CsvRecord): void {
    const { columns } = this;
    if (columns === null) return this.head(cells);
    const entries = columns.map((column, place) => [column, ownText(unguardCell(cells[place] ?? ''))] as const);
    this.rows.push(rowOf(present(entries), `Line ${line}`));
  }

  private head(cells: readonly string[]): void {
    const columns = cells.map((cell) => cell.trim().toLowerCase());
    const missing = ['target', 'text'].filter((column) => !columns.includes(column));
    if (missing.length > 0)
      wrong(
        'Line 1',
        `the first line must name the columns; ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing`,
      );
    this.columns = columns;
  }
}

function named(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { kind, line } = error;
    wrong(
      `Line ${line}`,
      kind === 'unclosed'
        ? 'a quotation mark is never closed'
        : 'this record is longer than this program reads; a quotation mark may be missing',
    );
  }
}
