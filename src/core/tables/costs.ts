import type { Report } from '../model/report.ts';
import type { RunRecord, Trial } from '../model/run.ts';
import { countedUsage } from '../money/amount.ts';
import { totalCost } from '../money/cost.ts';
import { formatUsd } from '../money/estimate.ts';
import { isFree, knownPrice } from '../money/price-table.ts';
import { own } from '../own.ts';
import { columnsOver, type Sum } from './column.ts';
import { labelIn } from './common.ts';

/** What a target that was asked in this run used and cost; all of them together where `target` is `null`. */
export interface CostRow {
  readonly target: string | null;
  readonly tokensIn: Sum;
  readonly tokensOut: Sum;
  readonly cost: Sum;
}

/** Whether a server answered it in this run. */
const isAnswered = ({ source, outcome }: Trial): boolean =>
  (source === 'live' || source === 'batch') && outcome !== 'failed' && outcome !== 'cancelled';

function sumOf(trials: readonly Trial[], kind: 'input' | 'output'): Sum {
  const counts = trials.flatMap(({ usage }) => countedUsage(usage)[kind] ?? []);
  if (counts.length === 0) return { known: null, isWhole: false };
  return { known: counts.reduce((sum, count) => sum + count, 0), isWhole: counts.length === trials.length };
}

function rowOf(target: string | null, trials: readonly Trial[], costs: Report['cost']): CostRow {
  return {
    target,
    tokensIn: sumOf(trials, 'input'),
    tokensOut: sumOf(trials, 'output'),
    cost: { known: totalCost(costs), isWhole: !Object.values(costs).includes(null) },
  };
}

/** One row per target that was asked in this run, then all of them together where there are several. */
export function costRows({ run, trials }: RunRecord, { cost }: Pick<Report, 'cost'>): readonly CostRow[] {
  const answered = trials.filter(isAnswered);
  const costOf = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, own(cost, id) ?? null]));
  const rows = run.targets.flatMap(({ id }) => {
    const answers = answered.filter(({ target }) => target === id);
    return answers.length === 0 ? [] : [rowOf(id, answers, costOf(id))];
  });
  if (rows.length < 2) return rows;
  return [...rows, rowOf(null, answered, costOf(...rows.map(({ target }) => target!)))];
}

/** What was used and what that cost. */
export function costColumns({ run }: Pick<RunRecord, 'run'>) {
  const { text, tokens, usd } = columnsOver<CostRow>();
  return {
    model: text('model', 'Model', ({ target }) => (target === null ? 'all' : labelIn(run.targets, target))),
    tokensIn: tokens('tokens-in', 'Input tokens', ({ tokensIn }) => tokensIn),
    tokensOut: tokens('tokens-out', 'Output tokens', ({ tokensOut }) => tokensOut),
    price: text('price', 'Price of a million tokens', ({ target }) => {
      if (target === null) return '';
      const price = knownPrice(run, target);
      if (price === undefined) return 'unknown';
      const { inputPerMillion, outputPerMillion } = price;
      const rates = isFree(price) ? 'free' : `${formatUsd(inputPerMillion)} in, ${formatUsd(outputPerMillion)} out`;
      return `${rates} (${price.source === 'user' ? 'set by you' : price.name})`;
    }),
    cost: usd('cost', 'Cost', ({ cost }) => cost),
  };
}
