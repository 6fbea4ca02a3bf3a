/** How often each group was seen; the unit that every statistic is computed on. */
export interface Sample {
  /** Counts of the groups that were seen, each >= 1, in any order. */
  readonly counts: readonly number[];
  /** Sum of `counts`. */
  readonly n: number;
  /** K, the number of different answers that are possible; `null` when it is not known. */
  readonly domainSize: number | null;
}

/** A sample of `counts`; groups with a count of 0 are left out. */
export function sampleOf(counts: Iterable<number>, domainSize: number | null): Sample {
  const seen = [...counts].filter((count) => count > 0);
  return { counts: seen, n: seen.reduce((sum, count) => sum + count, 0), domainSize };
}

/** f_k: the number of groups that were seen exactly `times` times. */
export function groupsSeen(sample: Sample, times: number): number {
  return sample.counts.filter((count) => count === times).length;
}

/** `null` instead of NaN or infinity, and 0 instead of -0: how a figure leaves this folder. */
export function defined(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return value === 0 ? 0 : value;
}

/** The count of the favourite; NaN without counts. */
export function largest(counts: readonly number[]): number {
  return counts.length === 0 ? NaN : counts.reduce((most, count) => Math.max(most, count));
}
