import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HttpFailure } from '../../../../src/providers/wire/guarded-fetch.ts';
import { namedLimit, OutputLimits } from '../../../../src/providers/wire/output-limits.ts';

const refused = (message: string, status = 400) =>
  new Error('wrapped', { cause: new HttpFailure(status, new Headers(), JSON.stringify({ error: { message } })) });

const MESSAGES: readonly (readonly [string, number | null])[] = [
  ['max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens for this model', 4096],
  ['The maximum tokens you requested exceeds the model limit of 4,096. Try again with a value below 4,096.', 4096],
  ['max_tokens must be less than or equal to `2048`', 2048],
  ['Range of max_tokens should be [1, 2000]', 2000],
  ['input length and `max_tokens` exceed context limit: 198000 + 8192 > 200000, decrease one of them', 2000],
  ['max_tokens is too large: 8192. The context length is 4096 and 100 are used (8192 > 4096 - 100)', 3996],
  ['The maximum context length is 4097 tokens, however you requested 8202 tokens (10 of them in the messages)', 4087],
  ['max_tokens is too high', null],
];

describe('a limit of output tokens that we send ourselves', () => {
  it('is read out of what the server says', () => {
    for (const [message, limit] of MESSAGES) {
      assert.equal(namedLimit(message, 8192), limit, message);
    }
  });

  it('is not read out of the name of a model', () => {
    assert.equal(namedLimit('max_tokens is too high for claude-3-5-sonnet-20240620 and gpt-4.1', 8192), null);
  });

  it('is lowered for that model only, to what is named and otherwise by half', () => {
    const limits = new OutputLimits(8192);
    assert.ok(limits.learn('a', 8192, refused('max_tokens: 8192 > 4096')));
    assert.deepEqual([limits.of('a'), limits.of('b')], [4096, 8192]);
    assert.ok(limits.learn('b', 8192, refused('max_tokens is too large')));
    assert.ok(limits.learn('b', 4096, refused('max_tokens is still too large')));
    assert.equal(limits.of('b'), 2048);
  });

  it('is not lowered twice by calls that went side by side, which go again all the same', () => {
    const limits = new OutputLimits(8192);
    assert.ok(limits.learn('a', 8192, refused('max_tokens is too large')));
    assert.ok(limits.learn('a', 8192, refused('max_tokens is too large')));
    assert.equal(limits.of('a'), 4096);
  });

  it('stays where the server complains about something else, or fails', () => {
    const limits = new OutputLimits(8192);
    for (const error of [
      refused('temperature: not supported'),
      refused('max_tokens must be greater than thinking.budget_tokens'),
      refused('max_tokens: 8192 > 4096', 500),
      new Error('max_tokens: 8192 > 4096'),
    ]) {
      assert.equal(limits.learn('a', 8192, error), false);
    }
    assert.equal(limits.learn('a', 100, refused('max_tokens: 100 > 50')), false);
    assert.equal(limits.of('a'), 8192);
  });

  it('comes to an end', () => {
    const limits = new OutputLimits(8192);
    let tries = 0;
    while (limits.learn('a', limits.of('a'), refused('max_tokens is too large'))) tries++;
    assert.ok(tries < 12, String(tries));
  });
});
