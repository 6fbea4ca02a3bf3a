import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomStream, seededRandom } from '../../../../src/core/statistics/random.ts';

const firstOf = (count: number, next: () => number) => Array.from({ length: count }, next);

describe('randomStream', () => {
  it('gives the numbers of every version before it: figures of kept runs are checked by them', () => {
    const stream = randomStream(1);
    assert.deepEqual(
      firstOf(5, () => Math.round(stream.next() * 0x1_0000_0000)),
      [393288148, 2174103013, 3814759091, 2092745082, 1865176206],
    );
  });

  it('is the same as a function', () => {
    const stream = randomStream(-7);
    assert.deepEqual(
      firstOf(100, seededRandom(-7)),
      firstOf(100, () => stream.next()),
    );
  });
});
