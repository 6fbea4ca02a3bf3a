/**
 * The counts of one target over the groups of all targets: the same index is the same group everywhere, and a group
 * that this target never named is 0.
 */
export type AlignedCounts = ArrayLike<number>;

/** Sum of the counts. */
export function total(counts: AlignedCounts): number {
  let sum = 0;
  for (let group = 0; group < counts.length; group++) sum += counts[group]!;
  return sum;
}

/** Counts divided by their sum; NaN when that is 0. */
export function shares(counts: AlignedCounts): Float64Array {
  const n = total(counts);
  const divided = new Float64Array(counts.length);
  for (let group = 0; group < divided.length; group++) divided[group] = counts[group]! / n;
  return divided;
}

/** The groups that a target named, ascending. */
export function namedGroups(counts: AlignedCounts): readonly number[] {
  const named: number[] = [];
  for (let group = 0; group < counts.length; group++) if (counts[group]! > 0) named.push(group);
  return named;
}

/** A target's counts with the groups it named: most targets of a long list name few of all groups. */
export interface NamedCounts {
  readonly counts: AlignedCounts;
  readonly named: readonly number[];
}

/** The counts of two targets over the groups that either named, in their order: no other group says anything about the two. */
export function overEither(a: NamedCounts, b: NamedCounts): readonly [Int32Array, Int32Array] {
  const groups = union(a.named, b.named);
  const [ones, others] = [new Int32Array(groups.length), new Int32Array(groups.length)];
  for (let place = 0; place < groups.length; place++) {
    ones[place] = a.counts[groups[place]!]!;
    others[place] = b.counts[groups[place]!]!;
  }
  return [ones, others];
}

/** Two ascending lists as one. */
function union(one: readonly number[], other: readonly number[]): Int32Array {
  const all = new Int32Array(one.length + other.length);
  let [i, j, size] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const x = one[i]!;
    const y = other[j]!;
    all[size++] = x < y ? x : y;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  while (i < one.length) all[size++] = one[i++]!;
  while (j < other.length) all[size++] = other[j++]!;
  return all.subarray(0, size);
}
