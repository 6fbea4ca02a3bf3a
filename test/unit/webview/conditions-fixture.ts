import type {
  ConditionDifference,
  ConditionFeature,
  ConditionsReport,
  ConditionTable,
} from '../../../src/core/model/conditions-report.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { runOf, statistic } from './screen-fixture.ts';

/** A run of two models under three conditions. */
export function conditionsRun(more: Partial<Run> = {}): Run {
  const [control] = runOf([]).conditions;
  const conditions = ['control', 'calm', 'dice'].map((id, at) => ({ ...control!, id, control: at === 0 }));
  return runOf(['a', 'b'], { conditions, ...more });
}

/** A difference of the condition `to` from the control that surely is one. */
export function difference(to: string, more: Partial<ConditionDifference> = {}): ConditionDifference {
  return {
    ...{ target: null, from: 'control', to, difference: -0.49, interval: [-0.57, -0.41] },
    ...{ p: 0.00001, pHolm: 0.0002, method: 'stratified', verdict: 'differ' },
    ...more,
  };
}

/** A feature with `count` of 100 outputs under each condition, and of 50 of each model. */
export function feature(
  id: string,
  counts: readonly [number, number, number],
  differences: readonly ConditionDifference[] = [],
): ConditionFeature {
  const conditions = ['control', 'calm', 'dice'];
  const cell = (target: string | null, at: number, n: number): ConditionFeature['cells'][number] => {
    const count = Math.round(((counts[at] ?? 0) * n) / 100);
    return { target, condition: conditions[at] ?? '', count, n, share: count / n, interval: [0, 1] };
  };
  const cells = [null, 'a', 'b'].flatMap((target) =>
    conditions.map((_, at) => cell(target, at, target === null ? 100 : 50)),
  );
  return { id, label: id, outputs: counts.reduce((sum, count) => sum + count, 0), cells, differences };
}

/** A table of features, decidable unless it is said not to be. */
export function tableOf(features: readonly ConditionFeature[], more: Partial<ConditionTable> = {}): ConditionTable {
  const family = { tests: 4, surviving: 1, decidable: true };
  return { kind: 'trait', features, leftOut: 0, pooled: family, byTarget: family, ...more };
}

/** Everything that is known of the conditions. */
export function conditionsOf(tables: readonly ConditionTable[]): ConditionsReport {
  const conditions = ['control', 'calm', 'dice'].map((condition) => ({
    ...{ condition, n: 100, modalAnswer: '42' },
    statistics: {
      ...{ distinct: statistic(7), 'modal-share': statistic(0.4, { interval: [0.3, 0.5] }) },
      'effective-answers': statistic(3.5, { interval: [3, 4] }),
    },
  }));
  const effective = [
    difference('calm', { difference: 2.3, interval: null, p: 0.01, pHolm: 0.02, method: 'permutation' }),
    difference('dice', {
      difference: 0.001,
      interval: null,
      p: 0.9,
      pHolm: 0.9,
      method: 'permutation',
      verdict: 'undecided',
    }),
  ];
  return {
    ...{ control: 'control', conditions, tables },
    effective: { differences: effective, pooled: { tests: 2, surviving: 1, decidable: true }, byTarget: null },
  };
}
