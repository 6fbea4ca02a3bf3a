import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { otherParameters } from '../../../../../src/core/analysis/insight/parameters.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { Parameters, RunRecord } from '../../../../../src/core/model/run.ts';
import { runOf, times } from '../run-of.ts';

/** A run of some targets whose trials were to be sent with some parameters, and were sent with others. */
function sent(parameters: Readonly<Record<string, readonly [Parameters, Parameters]>>): RunRecord {
  const names = Object.keys(parameters);
  const record = runOf('Pick a fruit', Object.fromEntries(names.map((name) => [name, times('Mango', 6)])));
  const trials = record.trials.map((trial) => {
    const [requested, honoured] = parameters[trial.target.replace(/^test:/, '')]!;
    return { ...trial, requested, honoured };
  });
  return { ...record, trials };
}

describe('parameters that were not used', () => {
  it('are named, with the models that did not accept them', () => {
    const cool = { temperature: 0.2 };
    assert.deepEqual(otherParameters(sent({ a: [cool, {}], b: [cool, cool] })), [
      'a answered without temperature, which it does not accept.',
    ]);
    const both = { top_p: 0.5, temperature: 0.2 };
    assert.deepEqual(otherParameters(sent({ a: [both, {}], b: [both, { seed: 1 }] })), [
      'a and b answered without temperature and top_p, which they do not accept.',
    ]);
  });

  it('are named with the value that was sent instead', () => {
    assert.deepEqual(otherParameters(sent({ a: [{ max_tokens: 100_000 }, { max_tokens: 4096 }] })), [
      'a answered with max_tokens 4096, not as it was set.',
    ]);
  });

  it('are no matter where everything was used, or only more was sent', () => {
    assert.deepEqual(otherParameters(sent({ a: [{ seed: 1 }, { seed: 1, max_tokens: 8192 }], b: [{}, {}] })), []);
  });

  it('are part of what every report says, that of a single answer too', () => {
    const record = sent({ a: [{ temperature: 0 }, {}] });
    const one = { ...record, trials: record.trials.slice(0, 1), run: { ...record.run, trialsPerCell: 1 } };
    assert.deepEqual(summarize(one, DEFAULT_ANALYSIS).insight.details, [
      'a answered without temperature, which it does not accept.',
    ]);
    const { details } = summarize(sent({ a: [{ temperature: 0 }, {}], b: [{}, {}] }), DEFAULT_ANALYSIS).insight;
    assert.ok(details.includes('a answered without temperature, which it does not accept.'), details.join('\n'));
  });
});
