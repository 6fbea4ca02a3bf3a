import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { missingTrials } from '../../../../src/core/run-file/journal.ts';
import type { Rewrite, RunHeader } from '../../../../src/core/model/run.ts';
import { estimateRun, estimateSentence, formatUsd } from '../../../../src/core/money/estimate.ts';
import { paidTarget, pricedRun, priceOf } from './priced.ts';

const luna = paidTarget('openai:luna');
const haiku = paidTarget('anthropic:haiku');
const estimate = (header: RunHeader) => estimateRun(header, missingTrials(header, []));
const sentence = (header: RunHeader) => estimateSentence(estimate(header), header);

describe('estimateRun', () => {
  it('counts calls, tokens and a range of dollars', () => {
    const header = pricedRun([luna, haiku], { 'openai:luna': priceOf(1, 10), 'anthropic:haiku': priceOf(2, 4) });
    assert.deepEqual(estimate(header), {
      calls: 100,
      isMost: false,
      inputTokens: 100 * 17,
      outputTokens: { low: 100 * 10, high: 100 * 1000 },
      // 50 x 17 tokens at $1 and at $2, 50 x 10 or 1,000 tokens at $10 and at $4, a million.
      costUsd: { low: 0.00955, high: 0.70255 },
      unpriced: [],
    });
  });

  it('takes the limit that is set for the longest answer, and for the shortest when it is shorter', () => {
    const header = (limit: number) =>
      pricedRun(
        [paidTarget('google:flash', { maxOutputTokens: limit })],
        { 'google:flash': priceOf(0, 1) },
        { runs: 1 },
      );
    assert.deepEqual(estimate(header(256)).outputTokens, { low: 10, high: 256 });
    assert.deepEqual(estimate(header(4)).outputTokens, { low: 4, high: 4 });
  });

  it('counts several answers of a call, and earlier answers that it shows', () => {
    const header = pricedRun([luna], { [luna.id]: priceOf(1, 1) }, { runs: 10 });
    const rewritten = (rewrite: Partial<Rewrite>): RunHeader => ({
      ...header,
      conditions: header.conditions.map((one) => ({ ...one, rewrite: { template: 'x', want: 'many', ...rewrite } })),
    });
    const plain = estimate(header);
    assert.equal(estimate(rewritten({ answers: 5 })).outputTokens.low, 5 * plain.outputTokens.low);
    const chain = { length: 5, width: 2, again: 'Another one.' };
    // Two earlier answers on average, of 10 to 1,000 tokens.
    const chained = estimate(rewritten({ chain }));
    assert.equal(chained.inputTokens - plain.inputTokens, 10 * 2 * 10);
    assert.ok(Math.abs(chained.costUsd!.high - plain.costUsd!.high - (10 * 2 * 1000) / 1e6) < 1e-12);
  });

  it('is the most that is sent where a second part may not be needed', () => {
    const header = pricedRun([luna], { [luna.id]: priceOf(1, 1) }, { prompts: { default: 'a', again: 'a' } });
    const conditions = header.conditions.map((one) => ({
      ...one,
      rewrite: { template: 'x', want: 'many' as const, ...(one.id === 'again' && { confirms: 'default' }) },
    }));
    assert.equal(estimate(header).isMost, false);
    assert.equal(estimate({ ...header, conditions }).isMost, true);
  });

  it('estimates only what is missing, each condition by its own prompt', () => {
    const header = pricedRun(
      [luna],
      { 'openai:luna': priceOf(1, 1) },
      { prompts: { default: 'a', long: 'b'.repeat(400) } },
    );
    const missing = [
      { target: luna.id, condition: 'long', trialIndex: 3 },
      { target: luna.id, condition: 'default', trialIndex: 4 },
    ];
    const { calls, inputTokens } = estimateRun(header, missing);
    assert.deepEqual([calls, inputTokens], [2, 100 + 7 + 1 + 7]);
    assert.equal(estimateRun(header, []).calls, 0);
  });

  it('leaves out what asks no server, and names what has no price', () => {
    const free = [paidTarget('recorded:fruits'), paidTarget('simulated:narrow')];
    const nothing = estimate(pricedRun(free, undefined));
    assert.deepEqual([nothing.calls, nothing.costUsd, nothing.unpriced], [0, { low: 0, high: 0 }, []]);
    const none = estimate(pricedRun([luna, ...free], undefined));
    assert.deepEqual([none.calls, none.costUsd, none.unpriced], [50, null, ['openai:luna']]);
    const some = estimate(pricedRun([luna, haiku], { 'anthropic:haiku': priceOf(1, 1) }));
    assert.deepEqual(some.unpriced, ['openai:luna']);
    assert.ok(some.costUsd !== null && some.costUsd.low > 0 && some.costUsd.high > some.costUsd.low);
  });

  it('is the most of a run that may be settled before its last look, and of no other', () => {
    const runs = (trialsPerCell: number, looks: readonly number[]): RunHeader => ({
      ...pricedRun([luna, haiku], undefined, { runs: trialsPerCell }),
      looks,
    });
    assert.equal(estimate(runs(40, [10, 20, 40])).isMost, true);
    assert.equal(estimate(runs(10, [10])).isMost, false);
    // Resumed: at its first look, at a later one.
    assert.equal(estimate(runs(10, [10, 20, 40])).isMost, false);
    const later = runs(40, [10, 20, 40]);
    assert.equal(estimateRun(later, missingTrials(later, []).slice(50)).isMost, false);
  });

  it('is not misled by names of JavaScript', () => {
    assert.deepEqual(estimate(pricedRun([{ ...luna, id: 'constructor' }], {})).unpriced, ['constructor']);
  });
});

describe('estimateSentence', () => {
  const prices = { 'openai:luna': priceOf(0.1, 0.5), 'anthropic:haiku': priceOf(1, 5) };

  it('says that it is an estimate and on what it rests', () => {
    assert.equal(
      sentence(pricedRun([luna, haiku], prices)),
      'This sends 100 calls, at an estimated cost of $0.0037 to $0.28. That assumes about 17 tokens a prompt, judged by its length, and 10 to 1,000 an answer; models that think or write at length use more.',
    );
    assert.equal(
      sentence(pricedRun([paidTarget('openai:luna', { max_completion_tokens: 200 })], prices, { runs: 1 })),
      'This sends 1 call, at an estimated cost of under $0.0001 to $0.0001. That assumes about 17 tokens a prompt, judged by its length, and 10 to 200 an answer, the limit that is set.',
    );
  });

  it('says of the most that it is that', () => {
    const looks = [10, 20, 40];
    assert.match(
      sentence({ ...pricedRun([luna, haiku], prices, { runs: 40 }), looks }),
      /^This sends at most 80 calls, at an estimated cost of \$[\d.]+ to \$[\d.]+ if all are sent\. That assumes/,
    );
    assert.match(sentence({ ...pricedRun([luna], {}, { runs: 40 }), looks }), /^This sends at most 40 calls; what/);
  });

  it('names the models without a price', () => {
    const others = ['a', 'b', 'c', 'd', 'e'].map((name) => paidTarget(`ollama:${name}`));
    assert.match(
      sentence(pricedRun([luna, others[0]!], prices)),
      /; no price is known for “a”, which is not in it\. That/,
    );
    assert.match(
      sentence(pricedRun([luna, others[0]!, others[1]!], prices)),
      /; no price is known for “a” and “b”, which are not in it\. That/,
    );
    assert.equal(
      sentence(pricedRun(others, prices, { runs: 400 })),
      'This sends 2,000 calls; what they cost is unknown, because no price is known for “a”, “b”, “c” and 2 more. Expect about 17 tokens a prompt, judged by its length, and 10 to 1,000 an answer; models that think or write at length use more.',
    );
  });

  it('assumes nothing about what is free', () => {
    const local = paidTarget('ollama:llama');
    const free = { 'ollama:llama': priceOf(0, 0) };
    assert.equal(sentence(pricedRun([local], free)), 'This sends 50 calls and costs nothing.');
    assert.equal(
      sentence(pricedRun([local, luna], free)),
      'This sends 100 calls, at an estimated cost of $0; no price is known for “luna”, which is not in it.',
    );
  });

  it('says when nothing is asked', () => {
    assert.equal(
      sentence(pricedRun([paidTarget('simulated:narrow')], undefined)),
      'This asks no server and costs nothing.',
    );
  });
});

describe('formatUsd', () => {
  it('writes small sums with two digits that matter and others in cents', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, '$0'],
      [1e-12, 'under $0.0001'],
      [0.000099, 'under $0.0001'],
      [0.0001, '$0.0001'],
      [0.00012345, '$0.00012'],
      [0.0042, '$0.0042'],
      [0.00996, '$0.01'],
      [0.05, '$0.05'],
      [0.0512, '$0.051'],
      [0.0994, '$0.099'],
      [0.0999, '$0.10'],
      [0.5, '$0.50'],
      [0.999, '$1.00'],
      [1.3, '$1.30'],
      [1234.5, '$1,234.50'],
    ];
    for (const [usd, written] of cases) assert.equal(formatUsd(usd), written);
  });

  it('is never further off than 6 percent', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.0001, max: 1e6, noNaN: true }), (usd) => {
        const read = Number(formatUsd(usd).replace(/[$,]/g, ''));
        assert.ok(Math.abs(read - usd) <= 0.06 * usd, `${usd} is ${formatUsd(usd)}`);
      }),
    );
  });
});
