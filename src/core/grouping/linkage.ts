/**
 * Agglomerative clustering that does not chain: two clusters are joined by their most similar alike pair, and only when
 * no member of one is apart from a member of the other (complete linkage on "not apart").
 */

/** Two alike members. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** Pairs that are checked for all joins together. Beyond it members of a cluster are sampled, and no longer all checked. */
const BUDGET = 2_000_000;
/** Members of a sample; evenly spaced. */
const SAMPLED = 24;

/** Cluster of each of `size` members, named by its first member. The result depends on the members' order and the links alone, not on the links' order. */
export function cluster(
  size: number,
  links: readonly Link[],
  mayShare: (a: number, b: number) => boolean,
): readonly number[] {
  const clusterOf = Array.from({ length: size }, (_, index) => index);
  const members = clusterOf.map((index) => [index]);
  const checks = new Checks(mayShare);
  /** By pair of clusters: how large both were when a member of one was apart from one of the other. They only grow. */
  const blocked = new Map<number, number>();
  const ordered = [...links].sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
  for (const { a, b } of ordered) {
    const [one, other] = [clusterOf[a]!, clusterOf[b]!];
    if (one === other) continue;
    const [into, from] = one < other ? [one, other] : [other, one];
    const pair = into * size + from;
    const sizes = members[into]!.length * (size + 1) + members[from]!.length;
    if (blocked.get(pair) === sizes) continue;
    if (!checks.allMayShare(members[into]!, members[from]!)) {
      blocked.set(pair, sizes);
      continue;
    }
    members[into] = [...members[into]!, ...members[from]!].sort((x, y) => x - y);
    for (const member of members[from]!) clusterOf[member] = into;
    members[from] = [];
  }
  return clusterOf;
}

/** Asks about pairs of two clusters, all of them while the budget lasts. */
class Checks {
  readonly #mayShare: (a: number, b: number) => boolean;
  #left = BUDGET;

  constructor(mayShare: (a: number, b: number) => boolean) {
    this.#mayShare = mayShare;
  }

  allMayShare(a: readonly number[], b: readonly number[]): boolean {
    const every = a.length * b.length <= this.#left;
    const [ones, others] = every ? [a, b] : [spread(a), spread(b)];
    return ones.every((one) =>
      others.every((other) => {
        this.#left--;
        return this.#mayShare(one, other);
      }),
    );
  }
}

function spread(members: readonly number[]): readonly number[] {
  if (members.length <= SAMPLED) return members;
  return Array.from({ length: SAMPLED }, (_, index) => members[Math.floor((index * members.length) / SAMPLED)]!);
}
