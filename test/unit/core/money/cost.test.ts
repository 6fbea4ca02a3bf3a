import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import type { Price, RunRecord, Trial } from '../../../../src/core/model/run.ts';
import { costByTarget, costGaps, costOfTrial, costSentence, totalCost } from '../../../../src/core/money/cost.ts';
import { runOf, trialOf } from '../analysis/run-of.ts';
import { priceOf } from './priced.ts';

const price = priceOf(2, 10);
const usage = (inputTokens: number | null, outputTokens: number | null) => ({ usage: { inputTokens, outputTokens } });

/** Two targets, `a` and `b`, with three answers each of 9 tokens in and 3 out. */
function record(prices: Readonly<Record<string, Price>>, changes: Partial<Trial> = {}): RunRecord {
  const made = runOf('Pick a fruit', { a: ['x', 'y', 'z'], b: ['x', 'x', 'x'] }, { changes });
  return { ...made, run: { ...made.run, prices } };
}

describe('costOfTrial', () => {
  it('is real tokens times the price', () => {
    assert.equal(costOfTrial(trialOf('test:a', 0, 'x', usage(1000, 100)), price), 0.003);
    assert.equal(costOfTrial(trialOf('test:a', 0, 'x', { outcome: 'refused', ...usage(1, 0) }), price), 0.000002);
    assert.equal(costOfTrial(trialOf('test:a', 0, '', { outcome: 'empty', ...usage(0, 1) }), price), 0.00001);
    assert.equal(costOfTrial(trialOf('test:a', 0, 'x', { source: 'batch', ...usage(1000, 100) }), price), 0.003);
  });

  it('is null when the price or a count that costs something is not known', () => {
    assert.equal(costOfTrial(trialOf('test:a', 0, 'x'), undefined), null);
    for (const unknown of [{ usage: null }, usage(null, 3), usage(3, null), usage(NaN, 3), usage(-1, 3)]) {
      assert.equal(costOfTrial(trialOf('test:a', 0, 'x', unknown), price), null);
    }
    assert.equal(costOfTrial(trialOf('test:a', 0, 'x', { usage: null }), priceOf(0, 0)), 0);
  });

  it('is nothing for what was not answered, and unknown for what was not sent', () => {
    for (const outcome of ['failed', 'cancelled'] as const) {
      assert.equal(costOfTrial(trialOf('test:a', 0, '', { outcome, usage: null }), price), 0);
    }
    for (const source of ['recorded', 'simulated', 'imported'] as const) {
      assert.equal(costOfTrial(trialOf('test:a', 0, 'x', { source }), price), null);
    }
  });
});

describe('costByTarget', () => {
  it('sums what is known and says what is not', () => {
    const known = record({ 'test:a': price, 'test:b': priceOf(0.1, 0.5) });
    assert.deepEqual(costByTarget(known), { 'test:a': 0.000144, 'test:b': 0.0000072 });
    assert.deepEqual(costGaps(known), []);
    const half = record({ 'test:a': price });
    assert.deepEqual(costByTarget(half), { 'test:a': 0.000144, 'test:b': null });
    assert.deepEqual(costGaps(half), [{ target: 'test:b', reason: 'price', answers: 3 }]);
    const uncounted = {
      ...known,
      trials: known.trials.map((trial, index) => (index === 1 ? { ...trial, usage: null } : trial)),
    };
    assert.deepEqual(costByTarget(uncounted), { 'test:a': null, 'test:b': 0.0000072 });
    assert.deepEqual(costGaps(uncounted), [{ target: 'test:a', reason: 'usage', answers: 1 }]);
  });

  it('is null for recorded and imported answers, which is no gap', () => {
    for (const source of ['recorded', 'simulated', 'imported'] as const) {
      const replayed = record({}, { source });
      assert.deepEqual(costByTarget(replayed), { 'test:a': null, 'test:b': null });
      assert.deepEqual(costGaps(replayed), []);
      assert.equal(costSentence(replayed, costByTarget(replayed)), null);
    }
  });

  it('is what the report says', () => {
    const run = record({ 'test:a': price });
    assert.deepEqual(summarize(run, DEFAULT_ANALYSIS).cost, costByTarget(run));
  });

  it('takes nothing for a price that is none', () => {
    for (const wrong of [null, 3, {}, { ...price, inputPerMillion: '2' }, { ...price, outputPerMillion: -1 }, []]) {
      const made = record({ 'test:a': wrong as unknown as Price, 'test:b': price });
      assert.deepEqual(costByTarget(made), { 'test:a': null, 'test:b': 0.000144 });
      assert.deepEqual(costGaps(made), [{ target: 'test:a', reason: 'price', answers: 3 }]);
    }
  });

  it('is not misled by a model called __proto__', () => {
    const made = record({});
    const target = { ...made.run.targets[0]!, id: '__proto__' };
    const trials = made.trials.slice(0, 2).map((trial) => ({ ...trial, target: '__proto__' }));
    const cost = costByTarget({ ...made, run: { ...made.run, targets: [target] }, trials });
    assert.deepEqual(Object.entries(cost), [['__proto__', null]]);
  });

  it('loses nothing in a sum', () => {
    const tokens = fc.nat({ max: 1_000_000 });
    const rate = fc.nat({ max: 1_000_000 }).map((micro) => micro / 1000);
    fc.assert(
      fc.property(fc.array(fc.tuple(tokens, tokens), { maxLength: 200 }), rate, rate, (counts, input, output) => {
        const made = record({ 'test:a': priceOf(input, output) });
        const trials = counts.map(([i, o], index) => trialOf('test:a', index, 'x', usage(i, o)));
        const cost = costByTarget({ ...made, trials })['test:a']!;
        const nano = counts.reduce(
          (sum, [i, o]) =>
            sum + BigInt(i) * BigInt(Math.round(input * 1000)) + BigInt(o) * BigInt(Math.round(output * 1000)),
          0n,
        );
        assert.ok(Math.abs(cost - Number(nano) / 1e9) <= 1e-12 * Math.max(1, cost), `${cost} and ${nano}`);
      }),
    );
  });
});

describe('costSentence', () => {
  const said = (run: RunRecord) => costSentence(run, costByTarget(run));

  it('says what the run cost', () => {
    assert.equal(
      said(record({ 'test:a': priceOf(2000, 10000), 'test:b': priceOf(0, 0) })),
      'It cost $0.14 by the tokens used.',
    );
  });

  it('says when nothing was charged, which is not the same as answers that failed', () => {
    const own: Price = { ...priceOf(0, 0), source: 'machine' };
    assert.equal(said(record({ 'test:a': own, 'test:b': priceOf(0, 0) }, { usage: null })), 'It cost nothing.');
    assert.equal(
      said(record({ 'test:a': price, 'test:b': own }, { outcome: 'failed' })),
      'It cost $0 by the tokens used.',
    );
  });

  it('says what is missing in it', () => {
    assert.equal(
      said(record({ 'test:a': priceOf(2000, 10000) })),
      'It cost more than $0.14 by the tokens used: no price is known for “b”.',
    );
    assert.equal(said(record({})), 'What it cost is not known: no price is known for “a” and “b”.');
    assert.equal(
      said(record({ 'test:a': price, 'test:b': price }, { usage: null })),
      'What it cost is not known: “a” did not say how many tokens 3 answers took; “b” did not say how many tokens 3 answers took.',
    );
  });

  it('adds up what is known', () => {
    assert.equal(totalCost({ a: 0.1, b: 0.2, c: null }), 0.3);
    assert.equal(totalCost({ a: null }), null);
    assert.equal(totalCost({}), null);
  });
});
