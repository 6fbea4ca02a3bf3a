import type { RandomStream } from '../random.ts';
import { total, type AlignedCounts } from '../counts-by-group.ts';
import { hypergeometricDraw } from './hypergeometric.ts';

/** Deals answers out at random, so many to each hand. */
export interface Dealer {
  /** How many of each group every hand got. The arrays are used again at the next call. */
  deal(random: RandomStream): readonly Int32Array[];
}

/** A draw from an urn of groups costs about as much as this many steps of a shuffle. */
const DRAW = 8;

/**
 * Deals the answers of `pooled` (counts by group) to hands of the given sizes, which leave some over or none. Few groups are
 * dealt as draws from an urn (multivariate hypergeometric), many by a shuffle as far as it is needed; the distribution is the
 * same.
 */
export function dealing(pooled: Int32Array, sizes: readonly number[]): Dealer {
  return isDealtFromUrn(pooled, sizes) ? new Urn(pooled, sizes) : new Shuffle(pooled, sizes);
}

/** Whether groups are so few that `dealing` draws from an urn. */
export function isDealtFromUrn(pooled: Int32Array, sizes: readonly number[]): boolean {
  const dealt = sizes.reduce((sum, size) => sum + size, 0);
  const groups = pooled.reduce((count, one) => count + +(one > 0), 0);
  return DRAW * groups * sizes.length < dealt;
}

/** Labels of answers permuted at random, each target keeping its number of answers: the counts of all targets. */
export function relabelling(targets: readonly AlignedCounts[]): Dealer {
  const pooled = pooledCounts(targets);
  return new Relabelling(pooled, dealing(pooled, targets.slice(0, -1).map(total)));
}

/**
 * The same for answers of which most came once: those are dealt alike, and counted together behind all others. `others`: the groups
 * of more answers than one. The same labels come out as of `relabelling` for the same numbers.
 */
export function relabellingOfMostlySingle(targets: readonly AlignedCounts[], others: Int32Array): Dealer {
  const pooled = pooledCounts(targets);
  const placeOf = new Int32Array(pooled.length).fill(others.length);
  others.forEach((group, place) => (placeOf[group] = place));
  const merged = new Int32Array(others.length + 1);
  pooled.forEach((count, group) => (merged[placeOf[group]!]! += count));
  return new Relabelling(merged, new Shuffle(pooled, targets.slice(0, -1).map(total), placeOf, merged.length));
}

/** Pooled counts over the groups. */
function pooledCounts(targets: readonly AlignedCounts[]): Int32Array {
  const pooled = new Int32Array(targets[0]?.length ?? 0);
  for (const counts of targets) {
    for (let group = 0; group < pooled.length; group++) pooled[group]! += counts[group]!;
  }
  return pooled;
}

/** The last target has what the others leave over. */
class Relabelling implements Dealer {
  readonly #pooled: Int32Array;
  readonly #others: Dealer;
  readonly #last: Int32Array;
  #hands: readonly Int32Array[] | null = null;

  constructor(pooled: Int32Array, others: Dealer) {
    this.#pooled = pooled;
    this.#others = others;
    this.#last = new Int32Array(this.#pooled.length);
  }

  deal(random: RandomStream): readonly Int32Array[] {
    const hands = this.#others.deal(random);
    const last = this.#last;
    last.set(this.#pooled);
    for (const hand of hands) for (let group = 0; group < last.length; group++) last[group]! -= hand[group]!;
    this.#hands ??= [...hands, last];
    return this.#hands;
  }
}

class Urn implements Dealer {
  readonly #pooled: Int32Array;
  readonly #sizes: readonly number[];
  readonly #hands: readonly Int32Array[];
  readonly #rest: Int32Array;
  readonly #n: number;

  constructor(pooled: Int32Array, sizes: readonly number[]) {
    this.#pooled = pooled;
    this.#sizes = sizes;
    this.#hands = sizes.map(() => new Int32Array(pooled.length));
    this.#rest = new Int32Array(pooled.length);
    this.#n = total(pooled);
  }

  deal(random: RandomStream): readonly Int32Array[] {
    this.#rest.set(this.#pooled);
    let remaining = this.#n;
    for (let hand = 0; hand < this.#hands.length; hand++) {
      const size = this.#sizes[hand]!;
      drawFrom(this.#rest, remaining, size, this.#hands[hand]!, random);
      remaining -= size;
    }
    return this.#hands;
  }
}

/** Takes `size` answers out of the urn `rest`, group by group. */
function drawFrom(rest: Int32Array, urn: number, size: number, into: Int32Array, random: RandomStream): void {
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
class Shuffle implements Dealer {
  /** The group of every answer. */
  readonly #answers: Int32Array;
  readonly #sizes: readonly number[];
  readonly #hands: readonly Int32Array[];

  /** `placeOf`: where a group is counted, 0 ... `places` - 1, when not by itself. */
  constructor(
    pooled: Int32Array,
    sizes: readonly number[],
    placeOf: Int32Array | null = null,
    places: number = pooled.length,
  ) {
    this.#answers = new Int32Array(total(pooled));
    this.#sizes = sizes;
    this.#hands = sizes.map(() => new Int32Array(places));
    let next = 0;
    pooled.forEach((count, group) => {
      this.#answers.fill(placeOf?.[group] ?? group, next, next + count);
      next += count;
    });
  }

  deal(random: RandomStream): readonly Int32Array[] {
    const answers = this.#answers;
    let place = 0;
    for (let hand = 0; hand < this.#hands.length; hand++) {
      const counts = this.#hands[hand]!.fill(0);
      for (const end = place + this.#sizes[hand]!; place < end; place++) {
        // A whole number below 2^31; cheaper than Math.floor.
        const other = place + ((random.next() * (answers.length - place)) | 0);
        const answer = answers[other]!;
        answers[other] = answers[place]!;
        answers[place] = answer;
        counts[answer]! += 1;
      }
    }
    return this.#hands;
  }
}
