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

/** Members of a cluster that are checked against another's; evenly spaced, so that large clusters stay affordable. */
const CHECKED = 24;

/** Cluster of each of `size` members, named by its first member. The result depends on the members' order and the links alone, not on the links' order. */
export function cluster(
  size: number,
  links: readonly Link[],
  mayShare: (a: number, b: number) => boolean,
): readonly number[] {
  const clusterOf = Array.from({ length: size }, (_, index) => index);
  const members = clusterOf.map((index) => [index]);
  const blocked = new Set<string>();
  const ordered = [...links].sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
  for (const { a, b } of ordered) {
    const [into, from] = [clusterOf[a]!, clusterOf[b]!].sort((x, y) => x - y);
    if (into === from || into === undefined || from === undefined) continue;
    const pair = `${into} ${from} ${members[into]!.length} ${members[from]!.length}`;
    if (blocked.has(pair)) continue;
    if (!compatible(members[into]!, members[from]!, mayShare)) {
      blocked.add(pair);
      continue;
    }
    members[into] = [...members[into]!, ...members[from]!].sort((x, y) => x - y);
    for (const member of members[from]!) clusterOf[member] = into;
    members[from] = [];
  }
  return clusterOf;
}

function compatible(a: readonly number[], b: readonly number[], mayShare: (a: number, b: number) => boolean): boolean {
  return spread(a).every((one) => spread(b).every((other) => mayShare(one, other)));
}

function spread(members: readonly number[]): readonly number[] {
  if (members.length <= CHECKED) return members;
  return Array.from({ length: CHECKED }, (_, index) => members[Math.floor((index * members.length) / CHECKED)]!);
}
