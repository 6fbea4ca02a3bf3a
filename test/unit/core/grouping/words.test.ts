import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { opposed, polesOf } from '../../../../src/core/grouping/words.ts';

const areOpposed = (one: string, other: string) => opposed(polesOf(one.split(' ')), polesOf(other.split(' ')));

describe('opposed', () => {
  it('is a text with a word to one with its opposite alone', () => {
    assert.ok(areOpposed('he won the match', 'he lost the match'));
    assert.ok(areOpposed('the longest river', 'the shortest river'));
    // Two words have the same opposite; that has one of them.
    assert.ok(areOpposed('a large house', 'a small house'));
    assert.ok(areOpposed('a small house', 'a big house'));
  });

  it('is none to a text that holds both words, or neither', () => {
    assert.ok(!areOpposed('he won the match', 'he won and lost matches'));
    assert.ok(!areOpposed('he won and lost matches', 'he lost the match'));
    assert.ok(!areOpposed('he won the match', 'he played the match'));
  });
});
