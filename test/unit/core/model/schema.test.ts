import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { isFields } from '../../../../src/core/model/fields.ts';
import {
  checkedAs,
  count,
  described,
  dictionary,
  firstIssue,
  interval,
  list,
  number,
  oneOf,
  optional,
  orNull,
  shallow,
  shape,
  text,
  time,
  type Of,
  type Schema,
} from '../../../../src/core/model/schema.ts';

/** What is wrong with a value, and where. */
const wrong = (schema: Schema, value: unknown) => {
  const issue = firstIssue(schema, value);
  return issue && [(issue.path ?? []).map(({ key }) => key).join('.'), issue.message];
};

const nested = (levels: number): unknown => (levels === 0 ? {} : { in: nested(levels - 1) });

describe('the words of schemas', () => {
  const card = shape({ name: text, seen: optional(count, 0), tags: optional(list(text)), size: orNull(number) });

  it('keep what they do not know, fill in what may be missing, and give a type', () => {
    const read: Of<typeof card> = v.parse(card, { name: 'a', size: null, later: [1] });
    assert.deepEqual(read, { name: 'a', seen: 0, size: null, later: [1] });
    const seen: number = read.seen;
    assert.equal(seen, 0);
    // @ts-expect-error what may be missing is not always there
    const tags: readonly string[] = read.tags;
    assert.equal(tags, undefined);
  });

  it('say of a member that is missing what it must be', () => {
    assert.deepEqual(wrong(card, { size: 1 }), ['name', 'a text']);
    assert.deepEqual(wrong(shape({ inner: card }), {}), ['inner', 'an object']);
    assert.deepEqual(wrong(shape({ kind: oneOf(['a', 'b']) }), {}), ['kind', 'one of a, b']);
    assert.deepEqual(wrong(card, { name: 'a' }), ['size', 'a number']);
  });

  it('take no list for an object', () => {
    for (const schema of [card, dictionary(text), shallow]) assert.deepEqual(wrong(schema, []), ['', 'an object']);
    assert.equal(isFields([]), false);
  });

  it('keep members whatever they are called, and take none from a prototype', () => {
    const read = v.parse(dictionary(text), JSON.parse('{ "__proto__": "x", "constructor": "y" }'));
    assert.deepEqual(Object.entries(read), [
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    assert.deepEqual(wrong(dictionary(dictionary(text)), { a: { b: 1 } }), ['a.b', 'a text']);
  });

  it('know numbers, times and intervals', () => {
    for (const value of [-1, 0.5, 2 ** 53, '1', null, Number.NaN])
      assert.deepEqual(wrong(count, value), ['', 'a whole number, 0 or more']);
    for (const value of [Infinity, Number.NaN, '1', null]) assert.deepEqual(wrong(number, value), ['', 'a number']);
    for (const value of ['2026-13-01T00:00:00Z', '2026-01-01', 7])
      assert.match(wrong(time, value)![1]!, /^a time like/);
    for (const value of [[1], [1, 2, 3], 'x', {}]) assert.notEqual(wrong(interval, value), null, JSON.stringify(value));
    assert.equal(wrong(interval, [1, 2]), null);
  });

  it('refuse what is nested deeper than may be walked', () => {
    assert.equal(wrong(shallow, nested(64)), null);
    assert.deepEqual(wrong(shallow, nested(65)), ['', 'at most 64 levels deep']);
  });

  it('check as they are told, whatever they are described as', () => {
    const light = described(checkedAs(card, shape({ name: text })), 'A card.');
    assert.equal(wrong(light, { name: 'a' }), null);
    assert.deepEqual(wrong(light, {}), ['name', 'a text']);
    assert.equal(v.getDescription(light), 'A card.');
  });
});
