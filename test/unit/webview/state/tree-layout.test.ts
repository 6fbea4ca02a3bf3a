import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TargetTree } from '../../../../src/core/model/report.ts';
import { treeLayout } from '../../../../webview/state/tree-layout.ts';

const join = (height: number, ...children: readonly [TargetTree, TargetTree]): TargetTree => ({ height, children });
const leaf = (target: string): TargetTree => ({ target });

test('leaves stand one below the other, joins in the middle of their branches', () => {
  const layout = treeLayout(join(0.79, leaf('a'), join(0.37, leaf('b'), leaf('c'))));
  assert.deepEqual(layout.leaves, ['a', 'b', 'c']);
  assert.deepEqual(
    layout.joins.map(({ height, row }) => [height, row]),
    [
      [0.37, 1.5],
      [0.79, 0.75],
    ],
  );
  assert.equal(layout.joins[1]?.children[1], layout.joins[0]);
  assert.equal(layout.top, 1);
});

test('the axis ends at a round height that is not below the root', () => {
  const top = (height: number): number => treeLayout(join(height, leaf('a'), leaf('b'))).top;
  assert.deepEqual([0, 0.05, 0.19, 0.2, 0.21, 1].map(top), [0.05, 0.05, 0.2, 0.2, 0.5, 1]);
});
