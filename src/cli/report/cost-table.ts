import { own } from '../../core/own.ts';
import { costGaps, costSentence, totalCost } from '../../core/money/cost.ts';
import { formatUsd } from '../../core/money/estimate.ts';
import { semanticCostLine } from '../../core/money/semantic-cost.ts';
import type { Report } from '../../core/model/report.ts';
import type { RunRecord, Target, Trial, Usage } from '../../core/model/run.ts';
import { table, type Column } from '../terminal/columns.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/width.ts';

/** What was really used and what that cost, one row per model. Only of models that were asked in this run. */

const COLUMNS: readonly Column[] = [
  { title: 'USED', align: 'left', least: 10 },
  { title: 'TOKENS IN', align: 'right', least: null },
  { title: 'TOKENS OUT', align: 'right', least: null },
  { title: 'COST', align: 'right', least: null },
];

const UNKNOWN = 'unknown';

/** Answers that a server was asked for in this run. */
function sentAnswers({ trials }: RunRecord, target: string | null): readonly Trial[] {
  return trials.filter(
    (trial) =>
      (target === null || trial.target === target) &&
      (trial.source === 'live' || trial.source === 'batch') &&
      trial.outcome !== 'failed' &&
      trial.outcome !== 'cancelled',
  );
}

/** A sum of counts; of those that servers told, when some did not. */
function tokens(trials: readonly Trial[], count: (usage: Usage) => number | null): string {
  const told = trials.flatMap(({ usage }) => (usage === null ? [] : (count(usage) ?? [])));
  if (told.length === 0) return UNKNOWN;
  const sum = told.reduce((total, one) => total + one, 0).toLocaleString('en-US');
  return told.length < trials.length ? `over ${sum}` : sum;
}

function row(label: string, trials: readonly Trial[], cost: string): readonly string[] {
  return [
    oneLine(label),
    tokens(trials, ({ inputTokens }) => inputTokens),
    tokens(trials, ({ outputTokens }) => outputTokens),
    cost,
  ];
}

function total(asked: readonly Target[], { cost }: Report): string {
  const costs = asked.map(({ id }) => [id, own(cost, id) ?? null] as const);
  const known = totalCost(Object.fromEntries(costs));
  if (known === null) return UNKNOWN;
  const sum = formatUsd(known);
  return costs.some(([, usd]) => usd === null) ? `over ${sum}` : sum;
}

/** "$0.006 for 1,200 tokens in, 3,400 out"; `null` when nothing was asked in this run. */
export function costLine(report: Report, record: RunRecord): string | null {
  const asked = record.run.targets.filter(({ id }) => sentAnswers(record, id).length > 0);
  if (asked.length === 0) return null;
  const [, tokensIn, tokensOut, cost] = row('', sentAnswers(record, null), total(asked, report));
  return `${cost!} for ${tokensIn!} tokens in, ${tokensOut!} out`;
}

/** What asking about meaning took; nothing where nobody was asked. */
export function meaningCost({ semantic }: RunRecord, columns: number): readonly string[] {
  return semantic === undefined ? [] : wrap(oneLine(semanticCostLine(semantic)), columns);
}

/** The table, below it why a cost is not known, and what asking about meaning took; empty when nothing was asked in this run. */
export function costTable(report: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  return [...targetsTable(report, record, columns, style), ...meaningCost(record, columns)];
}

function targetsTable(report: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  const asked = record.run.targets.filter(({ id }) => sentAnswers(record, id).length > 0);
  if (asked.length === 0) return [];
  const rows = asked.map(({ id, label }) => {
    const cost = own(report.cost, id) ?? null;
    return row(label, sentAnswers(record, id), cost === null ? UNKNOWN : formatUsd(cost));
  });
  const all = asked.length > 1 ? [row('all', sentAnswers(record, null), total(asked, report))] : [];
  const order = record.run.targets.map(({ id }) => id);
  const lines = table(COLUMNS, [...rows, ...all], columns, (cell, index, column) => {
    if (index < 0) return style.dim(cell);
    const target = asked[index];
    return column === 0 && target !== undefined ? style.target(order.indexOf(target.id), cell) : cell;
  });
  const why = costGaps(record).length > 0 ? costSentence(record, report.cost) : null;
  return [...lines, ...(why === null ? [] : wrap(oneLine(why), columns))];
}
