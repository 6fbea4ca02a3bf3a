import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { entropyNats } from '../../../../../src/core/statistics/diversity.ts';
import { Corpus } from '../../../../../src/core/analysis/texts/corpus.ts';
import { symmetricEigenvalues } from '../../../../../src/core/analysis/texts/eigenvalues.ts';
import { cosineKernel, vendiScore } from '../../../../../src/core/analysis/texts/vendi.ts';
import { seededRandom } from '../../../../../src/core/statistics/random.ts';

function close(actual: number | null, expected: number, tolerance = 1e-9): void {
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

/** 1 for two members of one group, else 0. */
function sameGroup(groups: readonly number[]): Float64Array {
  return Float64Array.from(groups.flatMap((one) => groups.map((other) => Number(one === other))));
}

describe('the Vendi score', () => {
  it('of the same-group kernel is the effective number of answers, exp H', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(counts, (sizes) => {
        const groups = sizes.flatMap((size, group) => new Array<number>(size).fill(group));
        close(vendiScore(sameGroup(groups), groups.length), Math.exp(entropyNats(sizes)), 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('is 1 for texts all alike, n for texts with nothing in common, null for none', () => {
    close(vendiScore(new Float64Array(49).fill(1), 7), 1);
    close(vendiScore(sameGroup([0, 1, 2, 3, 4]), 5), 5);
    assert.equal(vendiScore(new Float64Array(0), 0), null);
  });

  it('counts copies as rows of their own would be', () => {
    const [a, b] = [1, 0.4];
    const large = Float64Array.of(1, 1, b, 1, 1, b, b, b, 1);
    close(vendiScore(Float64Array.of(1, b, b, a), 2, [2, 1]), vendiScore(large, 3)!, 1e-12);
  });

  it('takes the cosine of words and pairs of words', () => {
    const corpus = new Corpus([['a b'], ['a c'], ['d']]);
    // {a, b, ab} and {a, c, ac}: one of three shared.
    assert.deepEqual(
      [...cosineKernel(corpus, [0, 1, 2])].map((one) => Math.round(one * 1e9) / 1e9),
      [1, 0, 0, 0.333333333, 1, 0, 0, 0, 1],
    );
  });
});

describe('eigenvalues', () => {
  it('of known matrices', () => {
    close(symmetricEigenvalues(Float64Array.of(2, 1, 1, 2), 2)[0]!, 1, 1e-14);
    const values = symmetricEigenvalues(Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2), 3);
    [2 - Math.SQRT2, 2, 2 + Math.SQRT2].forEach((expected, index) => close(values[index]!, expected, 1e-13));
    assert.deepEqual([...symmetricEigenvalues(Float64Array.of(5), 1)], [5]);
    assert.deepEqual([...symmetricEigenvalues(Float64Array.of(3, 0, 0, -1), 2)], [-1, 3]);
    assert.deepEqual([...symmetricEigenvalues(new Float64Array(16), 4)], [0, 0, 0, 0]);
  });

  it('keep the trace and the sum of squares of any symmetric matrix', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer(), (n, seed) => {
        const random = seededRandom(seed);
        const matrix = new Float64Array(n * n);
        for (let row = 0; row < n; row++)
          for (let column = 0; column <= row; column++)
            matrix[row * n + column] = matrix[column * n + row] = random() < 0.3 ? 0 : random() * 4 - 2;
        const values = [...symmetricEigenvalues(matrix, n)];
        const trace = values.reduce((sum, one) => sum + one, 0);
        const squares = values.reduce((sum, one) => sum + one * one, 0);
        close(
          trace,
          matrix.reduce((sum, one, index) => sum + (index % (n + 1) === 0 ? one : 0), 0),
          1e-10,
        );
        close(
          squares,
          matrix.reduce((sum, one) => sum + one * one, 0),
          1e-9,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('of a matrix without numbers are refused, and not looked for for ever', () => {
    assert.throws(() => symmetricEigenvalues(new Float64Array(9).fill(NaN), 3), /undefined entries/);
  });
});
