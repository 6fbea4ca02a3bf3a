import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chaoWangJostOf } from '../../../../src/core/statistics/chao-wang-jost.ts';
import { entropyNats } from '../../../../src/core/statistics/diversity.ts';
import { seededRandom } from '../../../../src/core/statistics/random.ts';
import published from '../../../fixtures/articles/seed-001-numbers.json' with { type: 'json' };

const of = (counts: readonly number[]) =>
  chaoWangJostOf(
    counts,
    counts.reduce((sum, count) => sum + count, 0),
  );
const close = (actual: number, expected: number, tolerance = 1e-10) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

describe('Chao-Wang-Jost entropy', () => {
  it('is what the definition gives by hand', () => {
    // n = 4, counts 2, 1, 1: f1 = 2, f2 = 1, A = 2 / (3 * 2 + 2) = 1/4.
    const seen = (2 / 4) * (1 / 2 + 1 / 3) + 2 * (1 / 4) * (1 + 1 / 2 + 1 / 3);
    const head = 3 / 4 + (3 / 4) ** 2 / 2 + (3 / 4) ** 3 / 3;
    close(of([2, 1, 1]), seen + (2 / 4) * (3 / 4) ** -3 * (-Math.log(1 / 4) - head));
    // n = 3, all different: f2 = 0, A = 2 / (2 * 2 + 2) = 1/3.
    const rest = 2 / 3;
    close(of([1, 1, 1]), 1 + 1 / 2 + rest ** -2 * (Math.log(3) - rest - rest ** 2 / 2));
    // Nothing seen once: no correction.
    close(of([2, 2]), 1 / 2 + 1 / 3);
  });

  it("gives the article's 7.77 effective answers beside 7.17", () => {
    const counts = new Map<string, number>();
    for (const byNumber of Object.values(
      published.counts as Readonly<Record<string, Readonly<Record<string, number>>>>,
    ))
      for (const [number, count] of Object.entries(byNumber)) counts.set(number, (counts.get(number) ?? 0) + count);
    const all = [...counts.values()];
    assert.equal(Math.exp(of(all)).toFixed(2), '7.77');
    assert.equal(Math.exp(entropyNats(all)).toFixed(2), '7.17');
  });

  it('is 0 for one answer, never below 0, and the same in any order', () => {
    assert.equal(of([9]), 0);
    assert.ok(Number.isNaN(of([])));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (counts) => {
        assert.ok(of(counts) >= 0);
        close(of(counts), of([...counts].sort((a, b) => a - b)), 1e-9);
      }),
    );
  });

  it('agrees with itself where the closed form gives way to the series', () => {
    // (n-1) A crosses 20 between these: the value must not jump.
    const at = (twice: number) => of([...new Array<number>(40).fill(1), ...new Array<number>(twice).fill(2), 500]);
    const values = Array.from({ length: 20 }, (_, index) => at(380 + 4 * index));
    values.slice(1).forEach((value, index) => assert.ok(Math.abs(value - values[index]!) < 0.02, `${index}: ${value}`));
    assert.ok(Number.isFinite(of([...new Array<number>(10).fill(1), ...new Array<number>(3000).fill(2)])));
  });

  it('is nearly unbiased where the plug-in is not: a flat draw from 20, n = 40', () => {
    const random = seededRandom(3);
    let [corrected, plugin] = [0, 0];
    for (let round = 0; round < 500; round++) {
      const counts = new Array<number>(20).fill(0);
      for (let draw = 0; draw < 40; draw++) counts[Math.floor(random() * 20)]! += 1;
      corrected += of(counts) / 500;
      plugin += entropyNats(counts) / 500;
    }
    assert.ok(Math.abs(corrected - Math.log(20)) < 0.02, `${corrected}`);
    assert.ok(plugin < Math.log(20) - 0.2, `${plugin}`);
  });
});
