import type { RandomStream } from '../random.ts';
import { sampleOf } from '../sample.ts';
import type { AlignedCounts } from '../counts-by-group.ts';
import { AliasTable } from './alias.ts';
import { communityOf } from './community.ts';

interface Stratum {
  readonly n: number;
  /** Group of each share of the community. */
  readonly groupOf: Int32Array;
  readonly shares: Float64Array;
  readonly table: AliasTable;
}

function stratumOf(counts: AlignedCounts, nextGroup: number): Stratum {
  const seen: number[] = [];
  for (let group = 0; group < counts.length; group++) if (counts[group]! > 0) seen.push(group);
  const sample = sampleOf(Array.from(seen, (group) => counts[group]!));
  const { shares } = communityOf(sample);
  const groupOf = Int32Array.from(shares, (_, index) => seen[index] ?? nextGroup + index - seen.length);
  return { n: sample.n, groupOf, shares, table: new AliasTable(shares) };
}

/**
 * Several targets, each as the community its answers suggest, over one list of groups, to be resampled each within itself: how
 * many answers each gave is fixed by design. Every target needs at least one answer. Unseen answers are taken to be of one
 * target alone.
 */
export class Communities {
  /** Groups in all: those of the counts, then the estimated unseen ones, each of one target alone. */
  readonly groups: number;
  readonly #strata: readonly Stratum[];
  readonly #drawn: readonly Int32Array[];

  constructor(targets: readonly AlignedCounts[]) {
    const strata: Stratum[] = [];
    let groups = targets[0]?.length ?? 0;
    for (const counts of targets) {
      const stratum = stratumOf(counts, groups);
      groups = stratum.groupOf.reduce((most, group) => Math.max(most, group + 1), groups);
      strata.push(stratum);
    }
    this.groups = groups;
    this.#strata = strata;
    this.#drawn = strata.map(() => new Int32Array(groups));
  }

  /** Share of every group, by target. */
  shares(): readonly Float64Array[] {
    return this.#strata.map((stratum) => {
      const spread = new Float64Array(this.groups);
      stratum.shares.forEach((share, index) => (spread[stratum.groupOf[index]!]! += share));
      return spread;
    });
  }

  /** New samples of the same sizes; the arrays are used again at the next call. */
  resample(random: RandomStream): readonly Int32Array[] {
    for (let target = 0; target < this.#strata.length; target++) {
      const { n, groupOf, table } = this.#strata[target]!;
      const counts = this.#drawn[target]!.fill(0);
      for (let index = 0; index < n; index++) counts[groupOf[table.draw(random)]!]! += 1;
    }
    return this.#drawn;
  }
}

/** Mean and standard deviation of `rounds` values. */
export function spreadOf(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

/** The value below which a share `q` of the values lies; values in any order. */
export function quantileOf(values: Float64Array, q: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.round(q * (sorted.length - 1))]!;
}
