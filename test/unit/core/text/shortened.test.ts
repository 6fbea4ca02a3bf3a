import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { abbreviated, beginning, shortened } from '../../../../src/core/text/shortened.ts';

describe('texts that are cut', () => {
  it('keep what fits, and no half of a character', () => {
    assert.equal(beginning('ab😄cd', 3), 'ab');
    assert.equal(beginning('ab😄cd', 4), 'ab😄');
    assert.equal(abbreviated('ab😄cd', 4), 'ab…');
    assert.equal(abbreviated('ab😄c', 5), 'ab😄c');
  });

  it('are never longer than the limit, and well formed when they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        for (const cut of [beginning(text, limit), abbreviated(text, limit)]) {
          assert.ok(cut.length <= limit);
          assert.doesNotMatch(cut, /\p{Cs}/u);
        }
        assert.doesNotMatch(shortened(text, limit), /\p{Cs}/u);
        assert.ok(text.startsWith(beginning(text, limit)));
      }),
    );
  });
});
