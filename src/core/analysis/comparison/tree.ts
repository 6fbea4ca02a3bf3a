import type { TargetTree } from '../../model/report.ts';

interface Branch {
  readonly tree: TargetTree;
  /** Places of its targets in the order given. */
  readonly members: readonly number[];
}

/** How far apart branches are, each named by the place of its first target; kept, as a join changes few of them. */
class Distances {
  readonly #size: number;
  readonly #apart: Float64Array;

  constructor(size: number) {
    this.#size = size;
    this.#apart = new Float64Array(size * size);
  }

  /** Of an earlier and a later branch. */
  between(earlier: number, later: number): number {
    return this.#apart[earlier * this.#size + later]!;
  }

  set(earlier: number, later: number, distance: number): void {
    this.#apart[earlier * this.#size + later] = distance;
  }
}

function meanDistance(a: Branch, b: Branch, distance: (i: number, j: number) => number): number {
  let sum = 0;
  for (const i of a.members) for (const j of b.members) sum += distance(i, j);
  return sum / (a.members.length * b.members.length);
}

/**
 * Who answers alike: targets joined two by two, the least divergent first, a branch being as far from another as its targets
 * are on average (UPGMA, Sokal and Michener 1958). `distance(i, j)` is the divergence of two targets; equal distances join in
 * the order given. `null` for fewer than two targets.
 */
export function treeOf(targets: readonly string[], distance: (i: number, j: number) => number): TargetTree | null {
  if (targets.length < 2) return null;
  const branches = targets.map((target, place): Branch => ({ tree: { target }, members: [place] }));
  const distances = new Distances(targets.length);
  const measure = (a: number, b: number) => {
    const [earlier, later] = a < b ? [a, b] : [b, a];
    distances.set(earlier, later, meanDistance(branches[earlier]!, branches[later]!, distance));
  };
  let places = targets.map((_, place) => place);
  for (const place of places) for (let later = place + 1; later < places.length; later++) measure(place, later);
  while (places.length > 1) {
    const { left, right, height } = nearest(places, distances);
    const [one, other] = [branches[left]!, branches[right]!];
    branches[left] = {
      tree: { height, children: [one.tree, other.tree] },
      members: [...one.members, ...other.members],
    };
    places = places.filter((place) => place !== right);
    for (const place of places) if (place !== left) measure(place, left);
  }
  return branches[0]!.tree;
}

function nearest(places: readonly number[], distances: Distances) {
  let best = { left: places[0]!, right: places[1]!, height: Infinity };
  for (let index = 0; index < places.length; index++) {
    const left = places[index]!;
    for (let later = index + 1; later < places.length; later++) {
      const height = distances.between(left, places[later]!);
      if (height < best.height - 1e-12) best = { left, right: places[later]!, height };
    }
  }
  return best;
}
