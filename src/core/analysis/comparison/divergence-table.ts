import { total, type AlignedCounts } from '../../statistics/counts-by-group.ts';

/** Two targets, as a test of their labels sees them: what they said together, and how much each said. */
export interface PairedCounts {
  /** Counts of both together over the groups that either named; each >= 1. */
  readonly pooled: Int32Array;
  /** Counts of the first over the same groups. */
  readonly first: Int32Array;
  /** Answers of the first and of the second; each >= 1. */
  readonly n: number;
  readonly m: number;
}

/** The groups that either of two targets named, the target with fewer answers first; `null` when one has no answer. */
export function pairedCounts(one: AlignedCounts, other: AlignedCounts): PairedCounts | null {
  const [a, b] = total(one) <= total(other) ? [one, other] : [other, one];
  const [n, m] = [total(a), total(b)];
  if (n === 0 || m === 0) return null;
  const pooled: number[] = [];
  const first: number[] = [];
  for (let group = 0; group < a.length; group++) {
    const both = a[group]! + b[group]!;
    if (both === 0) continue;
    pooled.push(both);
    first.push(a[group]!);
  }
  return { pooled: Int32Array.from(pooled), first: Int32Array.from(first), n, m };
}

const part = (share: number) => (share > 0 ? share * Math.log2(share) : 0);

/** What a group adds to the Jensen-Shannon divergence in bits when the first of two targets has `k` of its `both` answers. */
function term(k: number, both: number, n: number, m: number): number {
  const [p, q] = [k / n, (both - k) / m];
  return (part(p) + part(q)) / 2 - part((p + q) / 2);
}

/**
 * The terms of the divergence by pooled count and by the count of the first target: the divergence of any way to deal the
 * answers out is the sum of one number per group.
 */
export function divergenceTable({ pooled, n, m }: PairedCounts): ReadonlyMap<number, Float64Array> {
  const table = new Map<number, Float64Array>();
  for (const both of new Set(pooled)) {
    table.set(
      both,
      Float64Array.from({ length: both + 1 }, (_, k) => (k <= n && both - k <= m ? term(k, both, n, m) : NaN)),
    );
  }
  return table;
}

/** What every group adds to the divergence: by the count k of the first target, that of group g is `values[starts[g] + k]`. */
export interface Terms {
  readonly values: Float64Array;
  readonly starts: Int32Array;
}

/** The terms of every group, in the order of the pooled counts. */
export function termsByGroup(pair: PairedCounts): Terms {
  const table = divergenceTable(pair);
  const startOf = new Map<number, number>();
  const values: number[] = [];
  for (const [both, terms] of table) {
    startOf.set(both, values.length);
    for (const term of terms) values.push(term);
  }
  return { values: Float64Array.from(values), starts: pair.pooled.map((both) => startOf.get(both)!) };
}

/** Jensen-Shannon divergence in bits of the first target's `counts` against the rest of the pooled ones. */
export function divergenceOf(counts: ArrayLike<number>, { values, starts }: Terms): number {
  let sum = 0;
  for (let group = 0; group < starts.length; group++) sum += values[starts[group]! + counts[group]!]!;
  return sum;
}
