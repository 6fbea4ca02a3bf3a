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
  return Float64Array.from(counts, (count) => count / n);
}
