import type { ConditionFeature, ConditionTable, FeatureCell } from '../../model/conditions-report.ts';
import { wilsonInterval } from '../../statistics/intervals/wilson.ts';
import { smallestP } from '../../statistics/significance/smallest-p.ts';
import { comparisons, contrasts, type Design } from './design.ts';
import { judged, type Tested } from './families.ts';
import { entering, outputsOf, type FeatureSet } from './feature.ts';
import { shareDifference } from './share-difference.ts';

function cell(target: string | null, condition: string, count: number, n: number): FeatureCell {
  return { target, condition, count, n, share: n === 0 ? null : count / n, interval: wilsonInterval(count, n) };
}

function cells({ conditions, targets }: Design, sizes: Int32Array, counts: Int32Array): readonly FeatureCell[] {
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

function differences(design: Design, sizes: Int32Array, counts: Int32Array): readonly Tested[] {
  const { conditions, targets: all } = design;
  const at = (place: number, target: number) => place * all.length + target;
  return comparisons(design).map(({ to, from, target, targets }) => {
    const strata = targets.map((one) => ({
      a: counts[at(to, one)]!,
      n: sizes[at(to, one)]!,
      b: counts[at(from, one)]!,
      m: sizes[at(from, one)]!,
    }));
    return { target, from: conditions[from]!, to: conditions[to]!, ...shareDifference(strata) };
  });
}

/** The smallest p that any outcome could have had: over all targets, and of the target with the most answers. */
export function smallestOf(
  design: Design,
  sizes = design.sizes,
): { readonly pooled: number; readonly byTarget: number } {
  const { targets } = design;
  const size = (place: number, target: number) => sizes[place * targets.length + target]!;
  const whole = (place: number) => targets.reduce((sum, _, target) => sum + size(place, target), 0);
  const least = (ps: readonly number[]) => ps.reduce((smallest, p) => Math.min(smallest, p), 1);
  return {
    pooled: least(contrasts(design).map(({ to, from }) => smallestP(whole(to), whole(from)))),
    byTarget: least(
      contrasts(design).flatMap(({ to, from }) =>
        targets.map((_, target) => smallestP(size(to, target), size(from, target))),
      ),
    ),
  };
}

/** The features of one kind under all conditions, and what the control has not so; `null` when none is frequent enough. */
export function featureTable(design: Design, set: FeatureSet): ConditionTable | null {
  const { kind, sizes } = set;
  const { features, leftOut } = entering(set);
  if (features.length === 0) return null;
  const tested = features.flatMap(({ counts }) => differences(design, sizes, counts));
  const { differences: all, pooled, byTarget } = judged(tested, smallestOf(design, sizes));
  const each = comparisons(design).length;
  return {
    kind,
    features: features.map((feature, index): ConditionFeature => {
      const { id, label, match, family, counts } = feature;
      return {
        ...{ id, label, outputs: outputsOf(feature) },
        ...(match && { match }),
        ...(family && { family }),
        cells: cells(design, sizes, counts),
        differences: all.slice(index * each, (index + 1) * each),
      };
    }),
    leftOut,
    pooled,
    byTarget,
  };
}
