import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseBudget, parsePrice, parseRate, parseTimeout } from '../../../../src/cli/arguments/amounts.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { ARGUMENTS } from '../../../../src/cli/strings/arguments.ts';

const refusal = { name: UsageError.name };

describe('parseRate', () => {
  it('reads calls by second, minute and hour as calls a second', () => {
    const rates = ['5', '5/s', ' 0.5 / s', '300/min', '90/m', '1800/h', '2/Second', '.5'].map(parseRate);
    assert.deepEqual(rates, [5, 5, 0.5, 5, 1.5, 0.5, 2, 0.5]);
    assert.equal(parseRate(null), null);
  });

  it('refuses everything else with one sentence that shows how', () => {
    for (const text of [
      '',
      '0',
      '0/s',
      '-1',
      '5/',
      '/s',
      '5/day',
      '5/constructor',
      '1e3',
      'Infinity',
      '5 5',
      '1.2.3',
    ]) {
      assert.throws(() => parseRate(text), refusal, text);
    }
    assert.throws(() => parseRate('fast'), { message: ARGUMENTS.values.rate('fast') });
  });
});

describe('parseBudget', () => {
  it('reads US dollars', () => {
    assert.deepEqual(
      ['0.5', '$1.30', '2', null].map((text) => parseBudget(text)),
      [0.5, 1.3, 2, null],
    );
    for (const text of ['', '0', '$0', '-1', '1,50', 'five', '1e2', 'NaN']) {
      assert.throws(() => parseBudget(text), refusal, text);
    }
  });
});

describe('parseTimeout', () => {
  it('reads seconds as milliseconds', () => {
    assert.deepEqual(['60', '0.5', '30s', null].map(parseTimeout), [60_000, 500, 30_000, null]);
    for (const text of ['0', '-1', '1 min', '86401', 'x']) assert.throws(() => parseTimeout(text), refusal, text);
  });
});

describe('parsePrice', () => {
  it('reads a price of a model whose name holds colons and equals signs', () => {
    assert.deepEqual(parsePrice('openai:gpt-6-luna=0.15/0.60'), ['openai:gpt-6-luna', { input: 0.15, output: 0.6 }]);
    assert.deepEqual(parsePrice('ollama:b:8b=0/0'), ['ollama:b:8b', { input: 0, output: 0 }]);
    assert.deepEqual(parsePrice('x:a=b=$1/$2'), ['x:a=b', { input: 1, output: 2 }]);
  });

  it('refuses everything else', () => {
    for (const text of [
      'openai:a',
      'openai:a=1',
      'openai:a=1/2/3',
      'openai:a=/2',
      'openai=1/2',
      '=1/2',
      'a:b=-1/2',
      'a:=1/2',
    ]) {
      assert.throws(() => parsePrice(text), refusal, text);
    }
  });
});
