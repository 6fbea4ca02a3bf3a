import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRAITS } from '../../../../src/core/pages/registry.ts';

describe('the registry of traits', () => {
  it('has kebab-case ids, each once, and one sentence for each', () => {
    for (const { id, counts } of TRAITS) {
      assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(counts, /^[A-Za-z].*\.$/);
    }
    assert.equal(new Set(TRAITS.map(({ id }) => id)).size, TRAITS.length);
  });
});
