import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailureReason, Target, Trial } from '../../../src/core/model/run.ts';
import { keyHint, keyHints } from '../../../src/cli/key-hints.ts';

const none = { baseUrls: new Map<string, string>(), apiKeys: new Map<string, string>() };
const at = { ...none, baseUrls: new Map([['openai', 'http://127.0.0.1:1/v1']]) };
const target = (provider: string): Target => ({ id: `${provider}:m`, provider }) as Target;
const failing = (provider: string, reason: FailureReason): Trial =>
  ({ target: `${provider}:m`, error: { reason, message: '', status: 401 } }) as Trial;

describe('hints at --api-key', () => {
  it('name the option, and why the usual variable is not sent', () => {
    assert.match(keyHint('openai', at) ?? '', /--api-key openai=VARIABLE .*OPENAI_API_KEY/);
    const own = { ...none, baseUrls: new Map([['gateway', 'http://127.0.0.1:1/v1']]) };
    assert.match(keyHint('gateway', own) ?? '', /--api-key gateway=VARIABLE$/);
  });

  it('are left out where a key was named, and at the vendor', () => {
    assert.equal(keyHint('openai', none), null);
    assert.equal(keyHint('openai', { ...at, apiKeys: new Map([['openai', 'MINE']]) }), null);
  });

  it('follow a run in which a server asked for a key, once for each server', () => {
    const run = {
      targets: [target('openai'), target('anthropic')],
      trials: [
        failing('openai', 'authentication'),
        failing('openai', 'authentication'),
        failing('anthropic', 'authentication'),
      ],
    };
    const hints = keyHints(run, at);
    assert.equal(hints.length, 1);
    assert.match(hints[0] ?? '', /^openai .*--api-key openai=VARIABLE/);
    assert.deepEqual(keyHints({ ...run, trials: [failing('openai', 'overloaded')] }, at), []);
  });
});
