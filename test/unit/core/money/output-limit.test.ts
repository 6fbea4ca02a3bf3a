import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ANTHROPIC_MAX_TOKENS, outputLimit } from '../../../../src/core/money/output-limit.ts';

describe('outputLimit', () => {
  const limit = (provider: string, parameters: Readonly<Record<string, unknown>>) =>
    outputLimit({ provider, parameters });

  it('reads the limit under every API name, the larger of two', () => {
    assert.equal(limit('openai', { max_completion_tokens: 50 }), 50);
    assert.equal(limit('google', { maxOutputTokens: 60 }), 60);
    assert.equal(limit('ollama', { max_tokens: 70 }), 70);
    assert.equal(limit('ollama', { max_tokens: 70, max_completion_tokens: 90 }), 90);
  });

  it('is what Anthropic is asked for by default, and unknown elsewhere', () => {
    assert.equal(limit('anthropic', {}), ANTHROPIC_MAX_TOKENS);
    assert.equal(limit('anthropic', { max_tokens: 12 }), 12);
    assert.equal(limit('openai', {}), null);
  });

  it('takes nothing for a limit that is none', () => {
    for (const value of [0, -1, 1.5, NaN, Infinity, '100', null]) {
      assert.equal(limit('openai', { max_completion_tokens: value }), null);
      assert.equal(limit('anthropic', { max_tokens: value }), null);
    }
  });
});
