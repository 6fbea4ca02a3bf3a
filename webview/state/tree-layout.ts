import type { TargetTree } from '../../src/core/model/report.ts';

/** Where the lines of a tree stand. Heights are bits, rows are counted from 0 and may be halves. Pure arithmetic. */

/** An end of a line: a leaf at height 0, or the middle of a join. */
export interface TreePoint {
  readonly height: number;
  readonly row: number;
}

/** Two branches that meet at a height. */
export interface TreeJoin extends TreePoint {
  readonly children: readonly [TreePoint, TreePoint];
}

/** A tree ready to be drawn. */
export interface TreeLayout {
  /** Target ids from the first row to the last. */
  readonly leaves: readonly string[];
  /** Inner joins before the ones that hold them; the last one is the root. */
  readonly joins: readonly TreeJoin[];
  /** End of the axis, bits: round, and not below the root. */
  readonly top: number;
}

const TOPS = [0.05, 0.1, 0.2, 0.5, 1] as const;

/** Rows and heights of `tree`. */
export function treeLayout(tree: TargetTree): TreeLayout {
  const leaves: string[] = [];
  const joins: TreeJoin[] = [];
  const place = (part: TargetTree): TreePoint => {
    if ('target' in part) return { height: 0, row: leaves.push(part.target) - 1 };
    const children = [place(part.children[0]), place(part.children[1])] as const;
    const join = { height: part.height, row: (children[0].row + children[1].row) / 2, children };
    joins.push(join);
    return join;
  };
  const root = place(tree);
  return { leaves, joins, top: TOPS.find((top) => top >= root.height - 1e-9) ?? 1 };
}
