import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastDigitWords, readUniformTest } from '../../../../src/core/tables/numbers.ts';

describe('tables of numbers', () => {
  it('claim only what a test shows', () => {
    assert.match(readUniformTest(0.0001), /^not a fair draw$/);
    assert.match(readUniformTest(0.02), /^hardly/);
    assert.match(readUniformTest(0.4), /^could be/);
    assert.match(readUniformTest(null), /^not tested/);
  });

  it('name the last digits that come most often', () => {
    assert.equal(lastDigitWords([0, 0, 10, 15, 3, 0, 0, 22, 0, 0]), '7 (22 of 50), 3 (15), 2 (10)');
    assert.equal(lastDigitWords(Array<number>(10).fill(0)), '');
  });
});
