import type { Random } from '../../random.ts';
import { total, type AlignedCounts } from '../comparison/counts-by-group.ts';
import { hypergeometricDraw } from './hypergeometric.ts';

/**
 * Deals answers out at random, so many to each hand, and fills in how many of each group every hand but the last got; the
 * last has the rest. The arrays are used again at the next call.
 */
export type Deal = (random: Random) => readonly Int32Array[];

/** A draw from an urn of groups costs about as much as this many steps of a shuffle. */
const DRAW = 8;

/**
 * Deals the answers of `pooled` (counts by group) to hands of the given sizes, which leave some over or none. Few groups are
 * dealt as draws from an urn (multivariate hypergeometric), many by a shuffle as far as it is needed; the distribution is the
 * same.
 */
export function dealing(pooled: Int32Array, sizes: readonly number[]): Deal {
  const dealt = sizes.reduce((sum, size) => sum + size, 0);
  const groups = pooled.reduce((count, one) => count + +(one > 0), 0);
  return DRAW * groups * sizes.length < dealt ? byUrn(pooled, sizes) : byShuffle(pooled, sizes);
}

/** Pooled counts over the groups. */
function pooledCounts(targets: readonly AlignedCounts[]): Int32Array {
  const pooled = new Int32Array(targets[0]?.length ?? 0);
  for (const counts of targets) {
    for (let group = 0; group < pooled.length; group++) pooled[group]! += counts[group]!;
  }
  return pooled;
}

/** Labels of answers permuted at random, each target keeping its number of answers: the counts of all targets. */
export function relabelling(targets: readonly AlignedCounts[]): Deal {
  const pooled = pooledCounts(targets);
  const deal = dealing(pooled, targets.slice(0, -1).map(total));
  const last = new Int32Array(pooled.length);
  return (random) => {
    const hands = deal(random);
    last.set(pooled);
    for (const hand of hands) for (let group = 0; group < last.length; group++) last[group]! -= hand[group]!;
    return [...hands, last];
  };
}

function byUrn(pooled: Int32Array, sizes: readonly number[]): Deal {
  const hands = sizes.map(() => new Int32Array(pooled.length));
  const rest = new Int32Array(pooled.length);
  const n = total(pooled);
  return (random) => {
    rest.set(pooled);
    let remaining = n;
    sizes.forEach((size, hand) => {
      drawFrom(rest, remaining, size, hands[hand]!, random);
      remaining -= size;
    });
    return hands;
  };
}

/** Takes `size` answers out of the urn `rest`, group by group. */
function drawFrom(rest: Int32Array, urn: number, size: number, into: Int32Array, random: Random): void {
  let [population, wanted] = [urn, size];
  for (let group = 0; group < rest.length; group++) {
    const marked = rest[group]!;
    const hits = marked === 0 || wanted === 0 ? 0 : hypergeometricDraw(population, marked, wanted, random);
    into[group] = hits;
    rest[group] = marked - hits;
    population -= marked;
    wanted -= hits;
  }
}

/** The first places of a shuffle (Durstenfeld 1964) that is begun anew from where the last one ended. */
function byShuffle(pooled: Int32Array, sizes: readonly number[]): Deal {
  const answers = new Int32Array(total(pooled));
  let next = 0;
  pooled.forEach((count, group) => {
    answers.fill(group, next, next + count);
    next += count;
  });
  const hands = sizes.map(() => new Int32Array(pooled.length));
  return (random) => {
    let place = 0;
    sizes.forEach((size, hand) => {
      const counts = hands[hand]!.fill(0);
      for (const end = place + size; place < end; place++) {
        const other = place + Math.floor(random() * (answers.length - place));
        const answer = answers[other]!;
        answers[other] = answers[place]!;
        answers[place] = answer;
        counts[answer]! += 1;
      }
    });
    return hands;
  };
}
