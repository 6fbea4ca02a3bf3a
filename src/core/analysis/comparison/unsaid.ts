import { wilsonInterval } from '../../statistics/intervals/wilson.ts';
import { shares, total, type AlignedCounts } from '../../statistics/counts-by-group.ts';

/** Different answers that a target gave once. */
export function singles(counts: AlignedCounts): number {
  let once = 0;
  for (let group = 0; group < counts.length; group++) once += +(counts[group] === 1);
  return once;
}

/** The largest share that a target may have left unsaid: the Wilson bound of its answers seen once. Needs an answer. */
export function mostUnsaid(counts: AlignedCounts): number {
  return wilsonInterval(singles(counts), total(counts))![1];
}

/** The targets as far apart as they can be: each left `mostUnsaid` unsaid, and all of that is new, a group of its own. */
export function furthestApart(targets: readonly AlignedCounts[]): Float64Array[] {
  return targets.map((counts, target) => {
    const unsaid = mostUnsaid(counts);
    const spread = new Float64Array(counts.length + targets.length);
    shares(counts).forEach((share, group) => (spread[group] = (1 - unsaid) * share));
    spread[counts.length + target] = unsaid;
    return spread;
  });
}
