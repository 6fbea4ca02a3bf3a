import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { agreementBounds } from '../../../../../src/core/statistics/intervals/agreement-interval.ts';
import {
  agreementOfCalls,
  effectiveInCalls,
  type Call,
} from '../../../../../src/core/statistics/intervals/agreement-of-calls.ts';
import { INTERVAL } from '../../../../../src/core/statistics/intervals/rare-agreements.ts';

const near = (value: number, expected: number, slack = 1e-9) =>
  assert.ok(Math.abs(value - expected) <= slack, `${value}, not ${expected}`);

const single = (answer: number): Call => new Map([[answer, 1]]);
const callsOf = (counts: readonly number[]): readonly Call[] =>
  counts.flatMap((count, answer) => Array.from({ length: count }, () => single(answer)));

describe('agreementOfCalls', () => {
  it('of one answer a call is the agreement of runs, with the same bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }), (counts) => {
        const n = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(n >= 2);
        const { bounds } = agreementOfCalls(callsOf(counts), INTERVAL);
        const expected = agreementBounds(counts, INTERVAL)!;
        near(bounds![0], expected[0]);
        near(bounds![1], expected[1]);
      }),
    );
  });

  it('pairs answers of different calls alone', () => {
    // Three calls: A and B half and half, A alone, B alone. Pairs: 1/2, 1/2 and 0.
    const calls = [
      new Map([
        [0, 3],
        [1, 3],
      ]),
      single(0),
      single(1),
    ];
    near(agreementOfCalls(calls, INTERVAL).value, 1 / 3);
    // Both answers twice as often in each call: nothing is gained.
    const doubled = calls.map((call) => new Map([...call].map(([answer, count]) => [answer, 2 * count])));
    assert.deepEqual(agreementOfCalls(doubled, INTERVAL), agreementOfCalls(calls, INTERVAL));
  });

  it('has no bounds below two calls', () => {
    assert.equal(agreementOfCalls([single(0)], INTERVAL).bounds, null);
  });
});

describe('effectiveInCalls', () => {
  it('is the inverse Simpson index of the sample that the calls make', () => {
    const counts = [5, 3, 2];
    const { value } = agreementOfCalls(callsOf(counts), INTERVAL);
    // 1 / (0.25 + 0.09 + 0.04)
    near(effectiveInCalls(value, 10), 1 / 0.38);
  });

  it('is 1 where all agree, and the number of calls where none do', () => {
    assert.deepEqual([effectiveInCalls(1, 30), effectiveInCalls(0, 30)], [1, 30]);
  });
});
