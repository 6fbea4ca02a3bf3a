import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fairFit } from '../../../../../src/core/analysis/numbers/fair-fit.ts';
import { isSmallestFit } from '../../../../../src/core/analysis/numbers/smallest-fit.ts';

it('a p that no fair sample reached is known as an upper bound, and no other', () => {
  const fit = (counts: readonly number[]) => {
    const n = counts.reduce((sum, count) => sum + count, 0);
    const squares = counts.reduce((sum, count) => sum + count ** 2, 0);
    const logs = counts.reduce((sum, count) => sum + count * Math.log(count), 0);
    return fairFit({ squares, logs }, n, 100, 1)!;
  };
  const [same, mixed] = [fit([50]), fit([3, 2, 2, ...Array.from({ length: 23 }, () => 1)])];
  assert.equal(isSmallestFit(same.p, { fitMethod: same.method }), true);
  assert.equal(isSmallestFit(mixed.p, { fitMethod: mixed.method }), false);
  assert.equal(isSmallestFit(0.00001, { fitMethod: 'asymptotic' }), false);
  assert.equal(isSmallestFit(null, { fitMethod: null }), false);
});
