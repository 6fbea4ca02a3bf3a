import { featureLabel } from '../analysis/conditions/feature-label.ts';
import type {
  ConditionDifference,
  ConditionFeature,
  ConditionsReport,
  ConditionSummary,
  ConditionTable,
  FeatureKind,
} from '../model/conditions-report.ts';
import type { HueTally } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import { own } from '../own.ts';
import { columnsOver, type Column } from './column.ts';
import { labelIn, testColumns, varietyColumns } from './common.ts';

const VERDICTS = { differ: 'differs', alike: 'alike', undecided: 'undecided' } as const;

const differenceOf = (differences: readonly ConditionDifference[], target: string | null, condition: string) =>
  differences.find((one) => one.target === target && one.to === condition);

/** One row per condition, all models together. */
export function conditionColumns({ control, effective }: Pick<ConditionsReport, 'control' | 'effective'>) {
  const { text, count, change } = columnsOver<ConditionSummary>();
  const changeOf = ({ condition }: ConditionSummary) => differenceOf(effective.differences, null, condition);
  return {
    condition: text('condition', 'Condition', ({ condition }) => condition),
    n: count('n', 'n', ({ n }) => n),
    ...varietyColumns<ConditionSummary>((summary) => summary),
    change: change('change', 'Change', (summary) => {
      const { difference = null, interval = null } = changeOf(summary) ?? {};
      return difference === null ? null : { value: difference, interval, isShare: false };
    }),
    ...testColumns<ConditionSummary>((summary) => {
      const found = changeOf(summary);
      const verdict = summary.condition === control ? 'control' : found?.verdict == null ? '' : VERDICTS[found.verdict];
      return { p: found?.p ?? null, pHolm: found?.pHolm ?? null, verdict };
    }),
  };
}

const FEATURES: Readonly<Record<FeatureKind, string>> = { trait: 'Trait', title: 'Title', answer: 'Answer' };

/** A feature of all models together (`target` null), or of one. */
export interface FeatureRow {
  readonly feature: ConditionFeature;
  readonly target: string | null;
}

const modelOf = ({ targets }: Pick<Run, 'targets'>, target: string | null) =>
  target === null ? 'all' : labelIn(targets, target);

/** How often features of one kind come under each condition. */
export function featureColumns(run: Pick<Run, 'targets'>, kind: FeatureKind, conditions: readonly string[]) {
  const { text } = columnsOver<FeatureRow>();
  return {
    feature: text(kind, FEATURES[kind], ({ feature }) => featureLabel(feature)),
    model: text('model', 'Model', ({ target }) => modelOf(run, target)),
    conditions: conditions.map((id): Column<FeatureRow> => ({
      ...{ id: `condition ${id}`, title: id, isName: true, kind: 'frequency' },
      value: ({ feature: { cells, differences }, target }) => {
        const cell = cells.find((one) => one.target === target && one.condition === id);
        return cell === undefined
          ? null
          : { ...cell, differs: differenceOf(differences, target, id)?.verdict === 'differ' };
      },
    })),
  };
}

/** What one condition changed of one feature, or of how varied answers are. */
interface DifferenceRow {
  readonly name: string;
  readonly difference: ConditionDifference;
  readonly isShare: boolean;
}

/** What was tested. */
export function differenceColumns(run: Pick<Run, 'targets'>, kind: FeatureKind) {
  const { text, change } = columnsOver<DifferenceRow>();
  return {
    feature: text(kind, FEATURES[kind], ({ name }) => name),
    model: text('model', 'Model', ({ difference }) => modelOf(run, difference.target)),
    condition: text('condition', 'Condition', ({ difference }) => difference.to),
    change: change('change', 'Change', ({ difference: { difference, interval }, isShare }) =>
      difference === null ? null : { value: difference, interval, isShare },
    ),
    ...testColumns<DifferenceRow>(({ difference }) => ({
      ...difference,
      verdict: difference.verdict === null ? '' : VERDICTS[difference.verdict],
    })),
  };
}

/** Every difference of a table that was tested. */
export const featureDifferences = ({ features }: ConditionTable): readonly DifferenceRow[] =>
  features.flatMap((feature) =>
    feature.differences
      .filter(({ p }) => p !== null)
      .map((difference) => ({ name: featureLabel(feature), difference, isShare: true })),
  );

/** The tested changes of the effective answers. */
export const effectiveDifferences = ({ effective }: ConditionsReport): readonly DifferenceRow[] =>
  effective.differences.filter(({ p }) => p !== null).map((difference) => ({ name: '', difference, isShare: false }));

/** How many colours are of each family of hues under each condition. */
export function hueColumns({ byCondition = {} }: HueTally, conditions: readonly string[]) {
  const { text } = columnsOver<HueTally['families'][number]>();
  return {
    family: text('hue', 'Colour', ({ family }) => family),
    conditions: conditions.map((id): Column<HueTally['families'][number]> => ({
      ...{ id: `condition ${id}`, title: id, isName: true, kind: 'frequency' },
      value: ({ family }) => {
        const { n = 0, families = [] } = own(byCondition, id) ?? {};
        const count = families.find((one) => one.family === family)?.count ?? 0;
        return { count, n, share: n === 0 ? null : count / n };
      },
    })),
  };
}
