import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { costTable } from '../../../../src/cli/report/cost-table.ts';
import { costByTarget } from '../../../../src/core/money/cost.ts';
import type { Price, RunRecord, Trial } from '../../../../src/core/model/run.ts';
import { PLAIN } from '../../../../src/cli/terminal/style.ts';
import { grouping } from '../../core/semantic/support.ts';
import { trial } from '../support.ts';
import { sampleRecord, sampleReport } from './sample.ts';

const price: Price = { inputPerMillion: 1_000, outputPerMillion: 10_000, name: 'x', source: 'user' };
const usage = { inputTokens: 600, outputTokens: 40 };

function lines(trials: readonly Trial[], prices: Readonly<Record<string, Price>>): readonly string[] {
  const { run } = sampleRecord({ prices });
  const record: RunRecord = { run, trials, edits: [] };
  return costTable(sampleReport({ cost: costByTarget(record) }), record, 80, PLAIN);
}

const two = [trial({ usage }), trial({ trialIndex: 1, usage }), trial({ target: 'openai:b', usage })];

describe('costTable', () => {
  it('shows what was used and what it cost, by model and in all', () => {
    assert.deepEqual(lines(two, { 'openai:a': price, 'openai:b': price }), [
      'MODEL  INPUT TOKENS  OUTPUT TOKENS   COST',
      'a             1,200             80  $2.00',
      'b               600             40  $1.00',
      'all           1,800            120  $3.00',
    ]);
  });

  it('says unknown where it does not know, and why', () => {
    const [, a, b, all, ...why] = lines(two, { 'openai:a': price });
    assert.match(a ?? '', /\$2\.00$/);
    assert.match(b ?? '', /unknown$/);
    assert.match(all ?? '', /over \$2\.00$/);
    assert.match(why.join(' '), /no price is known for “b”/);
    assert.match(lines([trial({ usage: null })], {})[1] ?? '', /^a +unknown +unknown +unknown$/);
  });

  it('counts only what servers told', () => {
    const some = [trial({ usage }), trial({ trialIndex: 1, usage: null })];
    assert.match(lines(some, { 'openai:a': price })[1] ?? '', /^a +over 600 +over 40 +unknown$/);
  });

  it('has a line of its own for what asking about meaning took', () => {
    const semantic = grouping({ price, usage: { inputTokens: 1200, outputTokens: 0 } });
    const shown = (trials: readonly Trial[]) => {
      const { run } = sampleRecord({ prices: { 'openai:a': price } });
      return costTable(sampleReport({ cost: {} }), { run, trials, edits: [], semantic }, 100, PLAIN);
    };
    const line = 'Grouping by meaning: openai:embedder, 1 call, 1,200 tokens in, 0 out, cost $1.20.';
    assert.deepEqual(shown([trial({ source: 'recorded' })]), [line]);
    assert.equal(shown(two).at(-1), line);
  });

  it('is not there for answers that were not asked for in this run', () => {
    const replayed = [trial({ source: 'recorded', usage }), trial({ source: 'simulated', usage, trialIndex: 1 })];
    assert.deepEqual(lines(replayed, { 'openai:a': price }), []);
    assert.deepEqual(lines([trial({ outcome: 'failed' })], { 'openai:a': price }), []);
    assert.equal(lines([...replayed, trial({ target: 'openai:b', usage })], { 'openai:b': price }).length, 2);
  });
});
