import { isSmallestFit } from '../analysis/numbers/smallest-fit.ts';
import { verdictWords } from '../analysis/comparison/verdict-words.ts';
import { answersCounted } from '../analysis/counts.ts';
import type { CellReport, PairReport, Rarefaction, Report } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import { own } from '../own.ts';
import { columnsOver } from './column.ts';
import { estimate, labelIn, testColumns, varietyColumns } from './common.ts';

/** One target under one condition; without a cell while it has not answered. */
export interface ModelRow {
  readonly target: string;
  readonly condition: string;
  readonly cell?: CellReport | undefined;
}

/** One row per model, of several conditions one per model and condition. */
export function modelColumns(
  { targets }: Pick<Run, 'targets'>,
  report: Partial<Pick<Report, 'numbers' | 'cost'>> | null,
) {
  const { text, count, part, p, ms, usd } = columnsOver<ModelRow>();
  return {
    model: text('model', 'Model', ({ target }) => labelIn(targets, target)),
    condition: text('condition', 'Condition', ({ condition }) => condition),
    answered: part('answered', 'Answered', ({ cell }) =>
      cell === undefined ? null : [cell.counts.completed, cell.counts.trials],
    ),
    n: count('n', 'n', ({ cell }) => (cell === undefined ? null : answersCounted(cell.counts))),
    ...varietyColumns<ModelRow>(({ cell }) => cell),
    uniform: p('uniform', 'Uniform?', ({ target }) => {
      const numbers = own(report?.numbers?.byTarget ?? {}, target);
      return numbers === undefined || numbers.p === null
        ? null
        : { p: numbers.p, isAtFloor: isSmallestFit(numbers.p, numbers) };
    }),
    latency: ms('latency', 'Median latency', ({ cell }) => cell?.medianLatencyMs ?? null),
    cost: usd('cost', 'Cost', ({ target }) => ({ known: own(report?.cost ?? {}, target) ?? null, isWhole: true })),
  };
}

/** Every two models. `n`: answers of a target that were compared. */
export function pairColumns({ targets }: Pick<Run, 'targets'>, n: (target: string) => number = () => 0) {
  const { text, measure, share } = columnsOver<PairReport>();
  return {
    pair: text('pair', 'Pair', ({ a, b }) => `${labelIn(targets, a)} · ${labelIn(targets, b)}`),
    n: text('n', 'n', ({ a, b }) => `${n(a)} · ${n(b)}`),
    divergence: measure('divergence', 'Divergence', ({ jensenShannonBits }) => jensenShannonBits),
    byChance: measure('divergence-null', 'By chance', ({ jensenShannonNullMean }) => jensenShannonNullMean),
    overlap: share('overlap', 'Overlap', ({ overlap }) => estimate(overlap)),
    agreement: share('same-answer', 'Agreement', ({ crossCollision }) => estimate(crossCollision)),
    jaccard: measure('jaccard', 'Jaccard', ({ jaccard }) => jaccard),
    morisitaHorn: measure('morisita-horn', 'Morisita-Horn', ({ morisitaHorn }) => morisitaHorn),
    ...testColumns<PairReport>((pair) => ({ ...pair, verdict: verdictWords(pair) })),
  };
}

type RarefiedRow = ModelRow & { readonly distinct: number };

/** Different answers of each model at one number of runs. */
export function rarefactionColumns(run: Pick<Run, 'targets'>, { runs }: Pick<Rarefaction, 'runs'>) {
  const { figure } = columnsOver<RarefiedRow>();
  const { model, condition, n, different } = modelColumns(run, null);
  return {
    ...{ model, condition, n, different },
    rarefied: figure('rarefaction', `In ${runs} ${runs === 1 ? 'run' : 'runs'}`, ({ distinct }) => estimate(distinct)),
  };
}

/** The cells that a rarefaction is of. */
export const rarefactionRows = (
  { cells: rarefied }: Rarefaction,
  cells: readonly CellReport[],
): readonly (RarefiedRow & { readonly cell: CellReport })[] =>
  rarefied.flatMap(({ target, condition, distinct }) => {
    const cell = cells.find((one) => one.target === target && one.condition === condition);
    return cell === undefined ? [] : [{ target, condition, distinct, cell }];
  });
