import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutText } from '../../../../src/core/engine/longest-text.ts';

describe('an answer that is too long to be kept', () => {
  it('is cut between characters', () => {
    assert.equal(cutText('12345', 5), null);
    assert.equal(cutText('123456', 5), '12345');
    assert.equal(cutText('1234😄', 5), '1234');
    assert.equal(cutText('123😄5', 5), '123😄');
  });
});
