import type { Run } from '../model/run.ts';
import type { CodeMeasure, TraitReport, TraitSet } from '../model/traits-report.ts';
import { columnsOver, type Column } from './column.ts';
import { estimate, labelIn } from './common.ts';

/** What pages and code are made of. */
export function traitColumns(
  { targets, conditions }: Pick<Run, 'targets' | 'conditions'>,
  cells: TraitReport['cells'],
) {
  const { text, part, share } = columnsOver<TraitReport>();
  return {
    trait: text('trait', 'Trait', ({ label }) => label),
    outputs: part('outputs', 'Outputs', ({ count, n }) => [count, n]),
    share: share('share', 'Share', ({ share: value }) => estimate(value)),
    models: part('models', 'Models', (trait) => [
      new Set(trait.cells.filter(({ count }) => count > 0).map(({ target }) => target)).size,
      targets.length,
    ]),
    cells: cells.map(({ target, condition }): Column<TraitReport> => {
      const label = labelIn(targets, target);
      const title = conditions.length > 1 ? `${label}, ${condition}` : label;
      return {
        ...{ id: `cell ${target} ${condition}`, title, isName: true, kind: 'frequency' },
        value: (trait) => trait.cells.find((one) => one.target === target && one.condition === condition) ?? null,
      };
    }),
  };
}

/** Traits that come together; `namesOf`: what people read of the ids. */
export function traitPairColumns(namesOf: (ids: readonly string[]) => readonly string[]) {
  const { text, count, share, factor } = columnsOver<TraitSet>();
  return {
    traits: text('traits', 'Traits', ({ traits }) => namesOf(traits).join(' + ')),
    outputs: count('outputs', 'Outputs', ({ count: outputs }) => outputs),
    share: share('share', 'Share', ({ share: value }) => estimate(value)),
    lift: factor('lift', 'Against chance', ({ lift }) => lift),
  };
}

/** One target under one condition. */
interface SizeRow {
  readonly target: string;
  readonly condition: string;
}

/** How long pages and scripts are: medians. */
export function sizeColumns({ targets }: Pick<Run, 'targets'>, measures: readonly CodeMeasure[]) {
  const { text, count } = columnsOver<SizeRow>();
  const cellIn = ({ cells }: CodeMeasure, { target, condition }: SizeRow) =>
    cells.find((one) => one.target === target && one.condition === condition);
  return {
    model: text('model', 'Model', ({ target }) => labelIn(targets, target)),
    condition: text('condition', 'Condition', ({ condition }) => condition),
    n: count('n', 'n', (row) => (measures[0] === undefined ? 0 : (cellIn(measures[0], row)?.n ?? 0))),
    measures: measures.map((measure): Column<SizeRow> => ({
      id: 'code-size',
      title: `${measure.measure.charAt(0).toUpperCase()}${measure.measure.slice(1)}`,
      kind: 'number',
      value: (row) => cellIn(measure, row)?.median ?? null,
    })),
  };
}
