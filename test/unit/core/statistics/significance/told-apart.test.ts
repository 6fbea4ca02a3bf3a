import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../../../../src/core/statistics/random.ts';
import { toldApart, type FeatureSets } from '../../../../../src/core/statistics/significance/told-apart.ts';

function setsOf(outputs: readonly (readonly number[])[]): FeatureSets {
  const starts = [0];
  for (const features of outputs) starts.push(starts.at(-1)! + features.length);
  return {
    features: Int32Array.from(outputs.flat()),
    starts: Int32Array.from(starts),
    size: Math.max(-1, ...outputs.flat()) + 1,
  };
}

const judged = (outputs: readonly (readonly number[])[], labels: readonly number[], sources: number, seed = 1) =>
  toldApart(setsOf(outputs), Uint16Array.from(labels), { sources, shuffles: 199, random: seededRandom(seed) });

describe('telling sources apart', () => {
  it('puts all outputs right where sources have nothing in common', () => {
    const { right, p } = judged([[0], [0], [0], [0], [1], [1], [1], [1]], [0, 0, 0, 0, 1, 1, 1, 1], 2);
    assert.equal(right, 8);
    // 2 of the 70 ways to deal four labels of each tell them apart as well.
    assert.ok(p < 0.1, String(p));
  });

  it('gets a part of each, as guessing does, where all say the same', () => {
    const outputs = Array.from({ length: 12 }, () => [0]);
    const labels = outputs.map((_, index) => index % 3);
    const { right, chance, band, p } = judged(outputs, labels, 3);
    assert.ok(Math.abs(right - 4) < 1e-9);
    assert.ok(Math.abs(chance - 4) < 1e-9);
    assert.ok(band.every((end) => Math.abs(end - 4) < 1e-9));
    assert.equal(p, 1);
  });

  it('knows nothing of outputs without a feature', () => {
    const { right } = judged([[], [], [], []], [0, 0, 1, 1], 2);
    assert.equal(right, 2);
  });

  it('scores as worked out by hand', () => {
    // Left out, output 0 (features 0 and 1) meets its source as {0}: (log(2/3) + log(1/3)), the other as half of {1, 1}: with
    // counts 0 and 1, total 1: (log(1/3) + log(2/3)). Alike, so half. Output 1 (feature 0): own {0, 1}: log(2/4); other {1}: log(1/3).
    // Output 2 (feature 1): own {1}: log(2/3); other half of {0, 1, 0}: 0.5 of 1, total 1.5: log(1.5/3.5). Output 3 the same.
    const { right } = judged([[0, 1], [0], [1], [1]], [0, 0, 1, 1], 2);
    assert.equal(right, 0.5 + 1 + 1 + 1);
  });

  it('is the same for the same seed, between 0 and n, whatever is said by whom', () => {
    const output = fc.uniqueArray(fc.nat(6), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(output, { minLength: 6, maxLength: 24 }), fc.nat(), (outputs, seed) => {
        const labels = outputs.map((_, index) => index % 3);
        const found = judged(outputs, labels, 3, seed);
        assert.deepEqual(judged(outputs, labels, 3, seed), found);
        assert.ok(found.right >= 0 && found.right <= outputs.length + 1e-9);
        assert.ok(found.band[0] <= found.band[1] && found.p > 0 && found.p <= 1);
      }),
      { numRuns: 60 },
    );
  });
});
