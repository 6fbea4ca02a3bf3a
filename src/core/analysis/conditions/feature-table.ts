import type { ConditionFeature, ConditionTable, FeatureCell, FeatureKind } from '../../model/report.ts';
import { wilsonInterval } from '../intervals/wilson.ts';
import { smallestP } from '../significance/smallest-p.ts';
import { comparisons, countsOf, others, type Design } from './design.ts';
import { judged, type Tested } from './families.ts';
import { entering, type Feature } from './feature.ts';
import { shareDifference } from './share-difference.ts';

function cell(target: string | null, condition: string, count: number, n: number): FeatureCell {
  return { target, condition, count, n, share: n === 0 ? null : count / n, interval: wilsonInterval(count, n) };
}

function cells({ conditions, targets, sizes }: Design, counts: Int32Array): readonly FeatureCell[] {
  const width = targets.length;
  const sum = (values: Int32Array, place: number) =>
    values.subarray(place * width, (place + 1) * width).reduce((total, one) => total + one, 0);
  return [
    ...conditions.map((id, place) => cell(null, id, sum(counts, place), sum(sizes, place))),
    ...targets.flatMap((target, at) =>
      conditions.map((id, place) => cell(target, id, counts[place * width + at]!, sizes[place * width + at]!)),
    ),
  ];
}

function differences(design: Design, counts: Int32Array): readonly Tested[] {
  const { conditions, targets: all, control, sizes } = design;
  const at = (place: number, target: number) => place * all.length + target;
  return comparisons(design).map(({ to, target, targets }) => {
    const strata = targets.map((one) => ({
      a: counts[at(to, one)]!,
      n: sizes[at(to, one)]!,
      b: counts[at(control, one)]!,
      m: sizes[at(control, one)]!,
    }));
    return { target, from: conditions[control]!, to: conditions[to]!, ...shareDifference(strata) };
  });
}

/** The smallest p that any outcome could have had: over all targets, and of the target with the most answers. */
export function smallestOf(design: Design): { readonly pooled: number; readonly byTarget: number } {
  const { targets, control, sizes } = design;
  const size = (place: number, target: number) => sizes[place * targets.length + target]!;
  const whole = (place: number) => targets.reduce((sum, _, target) => sum + size(place, target), 0);
  const least = (ps: readonly number[]) => ps.reduce((smallest, p) => Math.min(smallest, p), 1);
  return {
    pooled: least(others(design).map((to) => smallestP(whole(to), whole(control)))),
    byTarget: least(
      others(design).flatMap((to) => targets.map((_, target) => smallestP(size(to, target), size(control, target)))),
    ),
  };
}

/** The features of one kind under all conditions, and what the control has not so; `null` when none is frequent enough. */
export function featureTable(design: Design, all: readonly Feature[], kind: FeatureKind): ConditionTable | null {
  const { features, leftOut } = entering(all, design.reads, kind);
  if (features.length === 0) return null;
  const counted = features.map(({ has }) => countsOf(design, has));
  const tested = counted.map((counts) => differences(design, counts));
  const { differences: judgedAll, pooled, byTarget } = judged(tested.flat(), smallestOf(design));
  const each = comparisons(design).length;
  return {
    kind,
    features: features.map(({ id, label }, index): ConditionFeature => {
      const counts = counted[index]!;
      return {
        ...{ id, label, outputs: counts.reduce((sum, count) => sum + count, 0) },
        cells: cells(design, counts),
        differences: judgedAll.slice(index * each, (index + 1) * each),
      };
    }),
    leftOut,
    pooled,
    byTarget,
  };
}
