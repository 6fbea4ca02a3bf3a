import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCached } from '../../../src/providers/wire/cached.ts';

const cached = (headers: Readonly<Record<string, string>>) => isCached((name) => headers[name] ?? null);

const headerSets = (sets: readonly Readonly<Record<string, string>>[]) => sets;

describe('isCached', () => {
  it('takes the word of gateways and proxies', () => {
    for (const headers of headerSets([
      { 'helicone-cache': 'HIT' },
      { 'cf-aig-cache-status': 'HIT' },
      { 'x-portkey-cache-status': 'SEMANTIC HIT' },
      { 'x-litellm-cache-hit': 'True' },
      { 'x-cache': 'Hit from cloudfront' },
      { 'x-cache': 'HIT, MISS' },
      { 'x-cache-status': 'hit' },
    ]))
      assert.equal(cached(headers), true, JSON.stringify(headers));
  });

  it('takes everything else for a fresh answer', () => {
    for (const headers of headerSets([
      {},
      { 'helicone-cache': 'MISS' },
      { 'cf-cache-status': 'DYNAMIC' },
      { 'x-cache': 'MISS, HIT' },
      { 'x-litellm-cache-hit': 'False' },
      { 'x-cache': 'hitherto unknown' },
      { 'x-cache': '' },
    ]))
      assert.equal(cached(headers), false, JSON.stringify(headers));
  });
});
