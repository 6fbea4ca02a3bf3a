import type { Outcome, TrialError } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { errorMessage, failedCall } from './failed-call.ts';
import type { Imported, Importer, RecordReader } from './importer.ts';
import type { Loose } from './loose.ts';
import { wrong, type ImportRow } from './rows.ts';

/** Lists of answers: one object or one record of a table for each trial. */

/** What a row says, by the name of its column in lower case; without what is not there or `null`. */
export type Cells = ReadonlyMap<string, unknown>;

/** The columns that are read; others are ignored. */
export const COLUMNS: readonly string[] = [
  ...['target', 'model', 'text', 'prompt', 'system', 'condition', 'trialindex', 'outcome', 'finishreason', 'error'],
];

const OUTCOMES: readonly Outcome[] = ['completed', 'refused', 'empty', 'failed', 'cancelled'];

function textOf(cells: Cells, column: string): string | null {
  const value = cells.get(column);
  if (typeof value === 'string') return value;
  // Numbers are often written without quotation marks.
  return typeof value === 'number' ? String(value) : null;
}

function trialIndexOf(cells: Cells, place: string): number | null {
  const text = textOf(cells, 'trialindex');
  if (text === null) return null;
  const index = Number(text);
  // The bound keeps a slip of the pen from becoming a run of a billion trials.
  return Number.isInteger(index) && index >= 0 && index < 1_000_000
    ? index
    : wrong(place, 'trialIndex must be a whole number, 0 or more');
}

function outcomeOf(cells: Cells, place: string): Outcome | null {
  const text = textOf(cells, 'outcome');
  if (text === null) return null;
  return OUTCOMES.find((one) => one === text) ?? wrong(place, `outcome must be one of ${OUTCOMES.join(', ')}`);
}

/** A text, or what stands for one: structured output as JSON. `null` when there is none. */
function answerOf(cells: Cells): string | null {
  const value = cells.get('text');
  if (value === undefined) return null;
  return textOf(cells, 'text') ?? JSON.stringify(value);
}

/** Said of a row that neither has a text nor says why. */
const NO_TEXT = 'The file holds no text for it.';

function errorOf(cells: Cells, text: string | null): TrialError | null {
  const message = errorMessage(cells.get('error'));
  if (message !== null && (text ?? '') === '') return failedCall(message);
  return text === null ? failedCall(NO_TEXT) : null;
}

/** The trial of a row. Throws a `UsageError` that names its place. */
export function rowOf(cells: Cells, place: string): ImportRow {
  const text = answerOf(cells);
  const outcome = outcomeOf(cells, place);
  const error = outcome === null || outcome === 'failed' ? errorOf(cells, text) : null;
  if (text === null && outcome === 'completed') wrong(place, 'the text is missing');
  return {
    place,
    target: textOf(cells, 'target') ?? textOf(cells, 'model') ?? wrong(place, `the target is missing${others(cells)}`),
    text: text ?? '',
    prompt: textOf(cells, 'prompt'),
    system: textOf(cells, 'system'),
    condition: textOf(cells, 'condition'),
    trialIndex: trialIndexOf(cells, place),
    outcome: error === null ? outcome : 'failed',
    finishReason: textOf(cells, 'finishreason'),
    ...(error !== null && (outcome === null || error.message !== NO_TEXT) && { details: { error } }),
  };
}

function others(cells: Cells): string {
  return cells.has('text') ? '' : ', and so is the text';
}

/** A text that is there but empty is an empty answer; everywhere else an empty cell says nothing. */
export function present(entries: readonly (readonly [string, unknown])[]): Cells {
  return new Map(
    entries.filter(([column, value]) => value !== null && value !== undefined && (value !== '' || column === 'text')),
  );
}

function cellsOf(record: Loose, place: string): Cells {
  const entries = Object.entries(record).map(([column, value]) => [column.toLowerCase(), value] as const);
  const seen = new Set<string>();
  for (const [column] of entries) {
    if (seen.has(column) && COLUMNS.includes(column)) wrong(place, `${column} is there more than once`);
    seen.add(column);
  }
  return present(entries);
}

/** A list of answers, made of the rows of a file; where none has a text, it is another kind of file. */
export function listOf(rows: readonly ImportRow[], name: string): Imported {
  if (rows.length === 0) throw new UsageError(`${name} holds no answers: each line needs a target and a text.`);
  if (rows.every(({ outcome, details }) => outcome === 'failed' && details?.error?.message === NO_TEXT)) {
    throw new UsageError(`${rows[0]!.place}: the text is missing, as it is everywhere in ${name}.`);
  }
  return {
    rows,
    from: 'a list of answers',
    notes: ['When and how the answers were taken is not known.'],
    leftOut: [],
  };
}

function reader(): RecordReader {
  const rows: ImportRow[] = [];
  return {
    take: (record, place) => void rows.push(rowOf(cellsOf(record, place), place)),
    end: (name) => listOf(rows, name),
  };
}

/** Whether an object has a member of this name, in any case. */
function has(record: Loose, ...names: readonly string[]): boolean {
  return Object.keys(record).some((name) => names.includes(name.toLowerCase()));
}

/** One trial per line, or a list of them: target, text; optional are prompt, system, condition, trialIndex, outcome, finishReason, error. */
export const answers: Importer = {
  label: 'lists of answers with target and text (JSONL, JSON, CSV)',
  extensions: ['jsonl', 'ndjson', 'json', 'csv', 'tsv', 'txt'],
  records: { is: (record) => has(record, 'target', 'model') && has(record, 'text'), checksAll: true, reader },
};
