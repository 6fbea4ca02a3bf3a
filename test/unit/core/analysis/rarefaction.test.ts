import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rarefactionOf, rarefied } from '../../../../src/core/analysis/rarefaction.ts';

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

describe('rarefied', () => {
  it('is what the definition gives by hand', () => {
    // Of 2 + 1 answers two are drawn: the pair is missed in 0 of 3 draws, the single one in 1 of 3.
    close(rarefied([2, 1], 2), 1 + 2 / 3);
    close(rarefied([1, 1, 1], 2), 2);
  });

  it('is 0 for no run, 1 for one, all for all, and rises between', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }), (counts) => {
        const n = counts.reduce((sum, count) => sum + count, 0);
        close(rarefied(counts, 0), 0);
        close(rarefied(counts, 1), 1);
        close(rarefied(counts, n), counts.length);
        for (let runs = 1; runs < n; runs++) assert.ok(rarefied(counts, runs + 1) >= rarefied(counts, runs) - 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});

describe('rarefactionOf', () => {
  const cell = (target: string, counts: readonly number[]) => ({ target, condition: 'default', counts });

  it('compares cells at the smallest number of answers', () => {
    const found = rarefactionOf([cell('a', [2, 1]), cell('b', [1, 1]), cell('c', [0, 0])])!;
    assert.equal(found.runs, 2);
    assert.deepEqual(
      found.cells.map(({ target }) => target),
      ['a', 'b'],
    );
    close(found.cells[0]!.distinct, 5 / 3);
    close(found.cells[1]!.distinct, 2);
  });

  it('is left out where all have the same number', () => {
    assert.equal(rarefactionOf([cell('a', [2, 1]), cell('b', [0, 3])]), null);
    assert.equal(rarefactionOf([cell('a', [2, 1]), cell('b', [0, 0])]), null);
  });
});
