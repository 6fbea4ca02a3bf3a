import { fnv1a } from './hash.ts';

/**
 * Orders pages so that neighbours are alike. Likeness is the Jaccard index of what two pages have in common, estimated by
 * MinHash (Broder 1997): 96 minima, so that its standard error is at most 0.05.
 */

const MINIMA = 96;

/** The estimate's sketch of a set of features. */
export type Sketch = Uint32Array;

/** The sketch of a set; sets without members are like nothing, not even each other. */
export function sketchOf(features: ReadonlySet<string>): Sketch {
  const minima = new Uint32Array(MINIMA).fill(0xffffffff);
  for (const feature of features) {
    let state = fnv1a(feature);
    for (let at = 0; at < MINIMA; at += 1) {
      // A step of xorshift32: every minimum sees the feature at another place.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const value = state >>> 0;
      if (value < minima[at]!) minima[at] = value;
    }
  }
  return minima;
}

/** Estimated Jaccard index, 0 ... 1. */
export function likeness(a: Sketch, b: Sketch): number {
  let same = 0;
  for (let at = 0; at < MINIMA; at += 1) if (a[at] === b[at] && a[at] !== 0xffffffff) same += 1;
  return same / MINIMA;
}

/** The page that is likest to all others; the first of several. */
function mostTypical(sketches: readonly Sketch[]): number {
  const sums = sketches.map((a) => sketches.reduce((sum, b) => sum + likeness(a, b), 0));
  return sums.reduce((best, sum, at) => (sum > sums[best]! + 1e-9 ? at : best), 0);
}

/**
 * An order in which each page is followed by the one that is likest to it among those that are left, beginning with the
 * most typical (greedy nearest neighbours). Indices into `sketches`; of equally like ones the first comes first, so equal
 * input gives equal order. Takes time by the square of their number.
 */
export function orderByLikeness(sketches: readonly Sketch[]): readonly number[] {
  if (sketches.length === 0) return [];
  const left = new Set(sketches.keys());
  let last = mostTypical(sketches);
  const order = [last];
  left.delete(last);
  while (left.size > 0) {
    let next = -1;
    let most = -1;
    for (const at of left) {
      const like = likeness(sketches[last]!, sketches[at]!);
      if (like > most) [next, most] = [at, like];
    }
    left.delete(next);
    order.push(next);
    last = next;
  }
  return order;
}
