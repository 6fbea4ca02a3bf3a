import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { batches, wholeText } from '../../../../src/core/export/batches.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';

describe('the pieces of an export', () => {
  it('are the same text in batches, none of them empty or tiny', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { maxLength: 9 }), (lengths) => {
        const pieces = lengths.map((length, at) => String(at).repeat(length));
        const taken = [...batches(pieces)];
        assert.equal(taken.join(''), pieces.join(''));
        assert.ok(taken.slice(0, -1).every((batch) => batch.length >= 2 ** 16));
        assert.ok(!taken.includes(''));
      }),
    );
  });

  it('are one text where there can be one', () => {
    assert.equal(wholeText(['ab', '', 'c'], 3), 'abc');
    assert.throws(() => wholeText(['ab', 'cd'], 3), UsageError);
  });
});
