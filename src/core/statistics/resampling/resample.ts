import type { RandomStream } from '../random.ts';
import { sampleOf } from '../sample.ts';
import type { AlignedCounts } from '../counts-by-group.ts';
import { AliasTable } from './alias.ts';
import { communityOf } from './community.ts';

/**
 * More unseen answers than this are not listed one by one: of n answers that all differ, n^2 / 2 were not seen. Which of them come
 * does not matter, only which come together.
 */
const MOST_LISTED = 10_000;

/** One target to be resampled. */
class Stratum {
  readonly n: number;
  /** Behind the groups of the stratum. */
  readonly nextGroup: number;
  /** Share of each entry: a seen answer, an unseen one, or all unseen ones that are not listed. */
  readonly #shares: Float64Array;
  /** Group of each entry. */
  readonly #groupOf: Int32Array;
  readonly #table: AliasTable;
  /** Unseen answers that are not listed, and the first of the groups that those that come are put into. */
  readonly #unlisted: { readonly answers: number; readonly entry: number; readonly group: number } | null;

  constructor(counts: AlignedCounts, nextGroup: number) {
    const named: number[] = [];
    for (let group = 0; group < counts.length; group++) if (counts[group]! > 0) named.push(group);
    const sample = sampleOf(Array.from(named, (group) => counts[group]!));
    const { seen, unseen } = communityOf(sample);
    const isListed = unseen.answers <= MOST_LISTED;
    const others = isListed ? unseen.answers : 1;
    const shares = new Float64Array(seen.length + others).fill(unseen.share / others, seen.length);
    shares.set(seen);
    this.n = sample.n;
    this.nextGroup = nextGroup + (isListed ? others : sample.n);
    this.#shares = shares;
    this.#groupOf = Int32Array.from(shares, (_, entry) => named[entry] ?? nextGroup + entry - named.length);
    this.#table = new AliasTable(shares);
    this.#unlisted = isListed ? null : { answers: unseen.answers, entry: seen.length, group: nextGroup };
  }

  /** Adds the share of every group. */
  spread(into: Float64Array): void {
    this.#shares.forEach((share, entry) => (into[this.#groupOf[entry]!]! += share));
  }

  /** Adds the counts of a new sample. */
  draw(random: RandomStream, into: Int32Array): void {
    const [n, groupOf, table] = [this.n, this.#groupOf, this.#table];
    if (this.#unlisted !== null) return this.#drawUnlisted(random, into, this.#unlisted);
    for (let index = 0; index < n; index++) into[groupOf[table.draw(random)]!]! += 1;
  }

  #drawUnlisted(
    random: RandomStream,
    into: Int32Array,
    { answers, entry, group }: { readonly answers: number; readonly entry: number; readonly group: number },
  ): void {
    const [n, groupOf, table] = [this.n, this.#groupOf, this.#table];
    const came = new Map<number, number>();
    for (let index = 0; index < n; index++) {
      const drawn = table.draw(random);
      if (drawn !== entry) {
        into[groupOf[drawn]!]! += 1;
        continue;
      }
      const answer = Math.floor(random.next() * answers);
      let place = came.get(answer);
      if (place === undefined) came.set(answer, (place = came.size));
      into[group + place]! += 1;
    }
  }
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
  /** Used again by every resample. */
  #drawn: readonly Int32Array[] | null = null;
  #pooled: Int32Array | null = null;

  constructor(targets: readonly AlignedCounts[]) {
    const strata: Stratum[] = [];
    let groups = targets[0]?.length ?? 0;
    for (const counts of targets) {
      const stratum = new Stratum(counts, groups);
      groups = stratum.nextGroup;
      strata.push(stratum);
    }
    this.groups = groups;
    this.#strata = strata;
  }

  /** Share of every group, by target. Unseen answers of a target that are too many to be listed share one. */
  shares(): readonly Float64Array[] {
    return this.#strata.map((stratum) => {
      const spread = new Float64Array(this.groups);
      stratum.spread(spread);
      return spread;
    });
  }

  /** New samples of the same sizes; the arrays are used again at the next call. */
  resample(random: RandomStream): readonly Int32Array[] {
    this.#drawn ??= this.#strata.map(() => new Int32Array(this.groups));
    this.#strata.forEach((stratum, target) => stratum.draw(random, this.#drawn![target]!.fill(0)));
    return this.#drawn;
  }

  /** The same samples, all in one; the array is used again at the next call. */
  resamplePooled(random: RandomStream): Int32Array {
    this.#pooled ??= new Int32Array(this.groups);
    this.#pooled.fill(0);
    for (const stratum of this.#strata) stratum.draw(random, this.#pooled);
    return this.#pooled;
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
