import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberEach, rememberLast, rememberUpTo } from '../../../src/core/remember.ts';

/** A function that counts how often it was run. */
function counting<Of, Result>(of: (value: Of) => Result) {
  const asked: Of[] = [];
  const compute = (value: Of): Result => {
    asked.push(value);
    return of(value);
  };
  return { asked, compute };
}

test('the last one: asked again only after another', () => {
  const { asked, compute } = counting((text: string) => text.length);
  const lengthOf = rememberLast(compute);
  assert.deepEqual(['a', 'a', 'bb', 'bb', 'a'].map(lengthOf), [1, 1, 2, 2, 1]);
  assert.deepEqual(asked, ['a', 'bb', 'a']);
});

test('the last one: what failed is not remembered, and takes nothing away', () => {
  const { asked, compute } = counting((text: string) => {
    if (text === '') throw new Error('empty');
    return text.length;
  });
  const lengthOf = rememberLast(compute);
  lengthOf('a');
  assert.throws(() => lengthOf(''));
  assert.throws(() => lengthOf(''));
  lengthOf('a');
  assert.deepEqual(asked, ['a', '', '']);
});

test('each object, null among the results', () => {
  const { asked, compute } = counting(({ name }: { readonly name: string }) => (name === '' ? null : name));
  const nameOf = rememberEach(compute);
  const [one, same, none] = [{ name: 'x' }, { name: 'x' }, { name: '' }];
  assert.deepEqual([one, one, same, none, none].map(nameOf), ['x', 'x', 'x', null, null]);
  assert.equal(asked.length, 3);
});

test('so many by their key, then all anew', () => {
  const { asked, compute } = counting(({ n }: { readonly n: number }) => 2 * n);
  const twice = rememberUpTo(2, ({ n }) => String(n), compute);
  assert.deepEqual(
    [1, 2, 1, 2, 3, 1].map((n) => twice({ n })),
    [2, 4, 2, 4, 6, 2],
  );
  assert.deepEqual(
    asked.map(({ n }) => n),
    [1, 2, 3, 1],
  );
});
