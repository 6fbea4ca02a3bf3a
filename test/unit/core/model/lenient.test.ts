import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  flagOr,
  membersOf,
  nearest,
  numberOrNull,
  offset,
  oneOfOr,
  otherwise,
  part,
  read,
  textOr,
  textOrNull,
  texts,
} from '../../../../src/core/model/lenient.ts';
import { aboveZero, amount, between, only, optional, orNull, text } from '../../../../src/core/model/schema.ts';

const inside = only({ flag: flagOr(true), word: textOr('a'), order: oneOfOr(['up', 'down'], 'down') });
const whole = part(only({ inside: part(inside), runs: nearest(1, 10, 3), list: texts, servers: membersOf(text) }));
const FIRST = { inside: { flag: true, word: 'a', order: 'down' }, runs: 3, list: [], servers: {} };

test('what is missing or not understood takes its first value', () => {
  for (const value of [undefined, null, 3, 'x', [], {}, { inside: 7, runs: 'many', list: 'x', servers: [] }])
    assert.deepEqual(read(whole, value), FIRST, JSON.stringify(value));
  assert.deepEqual(read(whole, { ...FIRST, inside: { flag: 'yes', word: 'b', order: 'up' }, later: 1 }), {
    ...FIRST,
    inside: { flag: true, word: 'b', order: 'up' },
  });
});

test('of lists and of members what can be used is kept', () => {
  assert.deepEqual(read(texts, ['a', 3, null, 'b']), ['a', 'b']);
  assert.deepEqual(read(membersOf(text), { a: 'x', b: 3, constructor: 'y' }), { a: 'x', constructor: 'y' });
});

test('numbers out of range become the nearest, or are taken as they are where a server knows better', () => {
  for (const [value, expected] of [
    [0, 1],
    [11, 10],
    [2.6, 3],
    [Infinity, 3],
    ['7', 3],
  ] as const)
    assert.equal(read(nearest(1, 10, 3), value), expected);
  for (const [value, expected] of [
    [3, 3],
    [null, null],
    [Number.NaN, null],
    [undefined, null],
  ] as const)
    assert.equal(read(numberOrNull(between(0, 2)), value), expected);
  assert.deepEqual(
    [12.7, -1, '3'].map((value) => read(offset, value)),
    [12, 0, 0],
  );
  assert.deepEqual(
    [null, 'x', 3].map((value) => read(textOrNull, value)),
    [null, 'x', null],
  );
  assert.deepEqual(
    [2, -1, undefined].map((value) => read(otherwise(amount, 1), value)),
    [2, 1, 1],
  );
});

test('a limit that cannot be read lets nothing through, and none is none', () => {
  const limit = otherwise(optional(orNull(aboveZero), null), 0);
  assert.deepEqual(
    [null, undefined, 0.5, 'x', -3].map((value) => read(limit, value)),
    [null, null, 0.5, 0, 0],
  );
});
