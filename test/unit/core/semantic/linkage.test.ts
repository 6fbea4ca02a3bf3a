import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { completeLinkage } from '../../../../src/core/semantic/linkage.ts';

/** By the definition: joins the best pair of clusters again and again. */
function slowly(size: number, similarity: (a: number, b: number) => number, least: number): number[][] {
  let clusters = Array.from({ length: size }, (_, index) => [index]);
  const between = (a: readonly number[], b: readonly number[]) =>
    Math.min(...a.flatMap((one) => b.map((other) => similarity(Math.min(one, other), Math.max(one, other)))));
  for (;;) {
    const pairs = clusters.flatMap((a, at) => clusters.slice(at + 1).map((b) => ({ a, b, found: between(a, b) })));
    const best = pairs.reduce((top, pair) => (pair.found > top.found ? pair : top), {
      a: [0],
      b: [0],
      found: -Infinity,
    });
    if (best.found < least) return clusters;
    const joined = [...best.a, ...best.b].sort((x, y) => x - y);
    clusters = [...clusters.filter((one) => one !== best.a && one !== best.b), joined].sort((x, y) => x[0]! - y[0]!);
  }
}

/** Similarities of all pairs, no two of them equal. */
const similarities = fc
  .integer({ min: 0, max: 9 })
  .chain((size) =>
    fc.tuple(fc.constant(size), fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 36, maxLength: 81 })),
  );
const lookup = (values: readonly number[], size: number) => (a: number, b: number) =>
  values[(a * (2 * size - a - 1)) / 2 + b - a - 1]! / 10_000;

describe('completeLinkage', () => {
  it('gives what joining the best pair again and again gives, and never chains', () => {
    fc.assert(
      fc.property(similarities, fc.double({ min: 0.1, max: 0.9, noNaN: true }), ([size, values], least) => {
        const similarity = lookup(values, size);
        const found = completeLinkage(size, similarity, least);
        assert.deepEqual(found, slowly(size, similarity, least));
        for (const members of found) {
          members.forEach((a, at) => members.slice(at + 1).forEach((b) => assert.ok(similarity(a, b) >= least)));
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('keeps the ends of a chain apart', () => {
    // 0 - 1 - 2 - 3: neighbours are alike, others are not.
    const found = completeLinkage(4, (a, b) => (b - a === 1 ? 0.95 - a / 100 : 0.5), 0.9);
    assert.deepEqual(found, [
      [0, 1],
      [2, 3],
    ]);
  });

  it('takes the threshold itself, and no similarity that is none', () => {
    assert.deepEqual(
      completeLinkage(2, () => 0.9, 0.9),
      [[0, 1]],
    );
    assert.deepEqual(
      completeLinkage(2, () => NaN, 0.1),
      [[0], [1]],
    );
    assert.deepEqual(
      completeLinkage(0, () => 1, 0.9),
      [],
    );
  });
});
