import type { TargetTree } from '../../model/report.ts';

interface Branch {
  readonly tree: TargetTree;
  /** Places of its targets in the order given. */
  readonly members: readonly number[];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Who answers alike: targets joined two by two, the least divergent first, a branch being as far from another as its targets
 * are on average (UPGMA, Sokal and Michener 1958). `distance(i, j)` is the divergence of two targets; equal distances join in
 * the order given. `null` for fewer than two targets.
 */
export function treeOf(targets: readonly string[], distance: (i: number, j: number) => number): TargetTree | null {
  if (targets.length < 2) return null;
  const apart = (a: Branch, b: Branch) => mean(a.members.flatMap((i) => b.members.map((j) => distance(i, j))));
  let branches: Branch[] = targets.map((target, place) => ({ tree: { target }, members: [place] }));
  while (branches.length > 1) {
    const [left, right, height] = nearest(branches, apart);
    const joined: Branch = {
      tree: { height, children: [left.tree, right.tree] },
      members: [...left.members, ...right.members],
    };
    branches = branches.flatMap((branch) => (branch === left ? [joined] : branch === right ? [] : [branch]));
  }
  return branches[0]!.tree;
}

function nearest(
  branches: readonly Branch[],
  apart: (a: Branch, b: Branch) => number,
): readonly [Branch, Branch, number] {
  let best: readonly [Branch, Branch, number] = [branches[0]!, branches[1]!, Infinity];
  branches.forEach((left, index) => {
    for (const right of branches.slice(index + 1)) {
      const height = apart(left, right);
      if (height < best[2] - 1e-12) best = [left, right, height];
    }
  });
  return best;
}
