import { ownTitle } from '../extraction/title.ts';
import { repairMojibake } from '../text/mojibake.ts';
import { trialName } from '../run-file/journal.ts';
import type { Group, ProbeFile, TrialReading } from '../model/report.ts';
import type { Trial } from '../model/run.ts';
import { costOfTrial } from '../money/cost.ts';
import { knownPrice } from '../money/price-table.ts';
import { csvLine, guardCell } from '../text/csv-cells.ts';
import { isUnreadable, onText } from '../watch.ts';
import type { ExportFormat } from './format.ts';
import { withoutTrailing } from '../trailing.ts';

/** What one line is made from. */
interface Row {
  readonly file: ProbeFile;
  readonly trial: Trial;
  readonly reading: TrialReading | undefined;
  readonly group: Group | undefined;
}

const condition = ({ file, trial }: Row) => file.run.conditions.find(({ id }) => id === trial.condition);
const figure = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
/** Without an exponent, which not every spreadsheet reads. A price has six decimals of a millionth at most. */
const decimal = (usd: number | null) =>
  usd === null ? '' : withoutTrailing(withoutTrailing(usd.toFixed(12), /0/), /\./);

type Column = readonly [name: string, cell: (row: Row) => string];

/** Column -> cell. The columns of an import keep the names that an import reads; free text is guarded against formulas. */
const COLUMNS: Readonly<Record<string, Column[1]>> = {
  target: ({ trial }) => guardCell(trial.target),
  condition: ({ trial }) => guardCell(trial.condition),
  trialIndex: ({ trial }) => String(trial.trialIndex),
  outcome: ({ trial }) => trial.outcome,
  status: ({ reading }) => reading?.status ?? '',
  answer: ({ reading }) => guardCell(reading?.answer ?? ''),
  group: ({ group }) => guardCell(group?.answer ?? ''),
  text: ({ trial }) => guardCell(trial.text),
  finishReason: ({ trial }) => guardCell(trial.finishReason ?? ''),
  truncated: ({ trial }) => String(trial.truncated),
  latencyMs: ({ trial }) => figure(trial.latencyMs),
  inputTokens: ({ trial }) => figure(trial.usage?.inputTokens),
  outputTokens: ({ trial }) => figure(trial.usage?.outputTokens),
  costUsd: ({ file, trial }) => decimal(costOfTrial(trial, knownPrice(file.run, trial.target))),
  attempts: ({ trial }) => String(trial.attempts),
  startedAt: ({ trial }) => trial.startedAt ?? '',
  source: ({ trial }) => trial.source,
  modelReported: ({ trial }) => guardCell(trial.modelReported ?? ''),
  honoured: ({ trial }) => JSON.stringify(trial.honoured),
  error: ({ trial }) => guardCell(trial.error?.message ?? ''),
  prompt: (row) => guardCell(condition(row)?.prompt ?? ''),
  system: (row) => guardCell(condition(row)?.system ?? ''),
};

/** Names of all variables: those of the conditions in their order, then what single trials name besides. */
function variablesOf({ run, trials }: ProbeFile): readonly string[] {
  const designed = run.conditions.flatMap(({ variables = {}, shuffled = [] }) => [
    ...Object.keys(variables),
    ...shuffled.map(({ name }) => name),
  ]);
  const named = new Set(trials.flatMap(({ variables }) => Object.keys(variables)));
  return [...new Set([...designed.filter((name) => named.has(name)), ...[...named].sort()])];
}

/** The prefix keeps a name from being taken for another column, or for a formula. */
function variableColumn(name: string): Column {
  const value = ({ variables }: Trial) => (Object.hasOwn(variables, name) ? variables[name]! : '');
  return [`variable_${name}`, ({ trial }) => guardCell(value(trial))];
}

function titleOf(text: string): string | null {
  if (isUnreadable(text)) return null;
  return onText(text, () => ownTitle(repairMojibake(text).text));
}

const TITLE: Column = ['title', ({ trial }) => guardCell(titleOf(trial.text) ?? '')];

function columnsOf(file: ProbeFile): readonly Column[] {
  const { traits, titles } = file.report;
  return [
    ...Object.entries(COLUMNS),
    ...(traits === null && titles === null ? [] : [TITLE]),
    ...variablesOf(file).map(variableColumn),
  ];
}

function* pieces(file: ProbeFile): Generator<string> {
  const readings = new Map(file.report.readings.map((reading) => [trialName(reading), reading]));
  const groups = new Map(file.report.groups.map((group) => [group.id, group]));
  const columns = columnsOf(file);
  yield csvLine(columns.map(([name]) => name));
  for (const trial of file.trials) {
    const reading = readings.get(trialName(trial));
    const group = reading?.group ? groups.get(reading.group) : undefined;
    yield csvLine(columns.map(([, cell]) => cell({ file, trial, reading, group })));
  }
}

/** One trial per line, RFC 4180, with its answer and its group, its title where outputs are pages and its variables where there are any; can be read back. */
export const csv = {
  id: 'csv',
  label: 'Table of all answers (CSV)',
  extension: 'csv',
  pieces,
} as const satisfies ExportFormat;
