/** How often each group was seen; the unit that every statistic is computed on. */
export interface Sample {
  /** Counts of the groups that were seen, each >= 1, in any order. */
  readonly counts: readonly number[];
  /** Sum of `counts`. */
  readonly n: number;
  /** K, the number of different answers that are possible; `null` when it is not known. */
  readonly domainSize: number | null;
  /**
   * The same counts by cell, over the same groups: how many answers a cell gave is fixed by design, so a pooled sample is
   * resampled cell by cell. One entry, or none, when all answers came from one cell.
   */
  readonly strata: readonly (readonly number[])[];
  /** Seed of what is resampled. */
  readonly seed: number;
}

/** What is known of a sample beside its counts. */
export type SampleContext = Partial<Pick<Sample, 'domainSize' | 'strata' | 'seed'>>;

/** A sample of `counts`; groups with a count of 0 are left out, of the strata too. */
export function sampleOf(
  counts: ArrayLike<number>,
  { domainSize = null, strata = [], seed = 1 }: SampleContext = {},
): Sample {
  const seen: number[] = [];
  // Pushed as in fair draws: engines compile loops anew for arrays that were made in another way.
  const positive: number[] = [];
  let n = 0;
  for (let group = 0; group < counts.length; group++) {
    const count = counts[group]!;
    if (count <= 0) continue;
    seen.push(group);
    positive.push(count);
    n += count;
  }
  const answered = strata.filter((stratum) => stratum.some((count) => count > 0));
  return {
    counts: positive,
    n,
    domainSize,
    strata: answered.map((stratum) => seen.map((group) => stratum[group] ?? 0)),
    seed,
  };
}

/** f_k: the number of groups that were seen exactly `times` times. */
export function groupsSeen(sample: Pick<Sample, 'counts'>, times: number): number {
  let groups = 0;
  for (const count of sample.counts) groups += +(count === times);
  return groups;
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
