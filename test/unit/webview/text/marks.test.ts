import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SharedPhrase } from '../../../../src/core/model/report.ts';
import { diffWords } from '../../../../webview/text/diff.ts';
import { markedPieces, UNMARKED } from '../../../../webview/text/pieces.ts';
import { indexPhrases, sharedRanges } from '../../../../webview/text/shared-wording.ts';

const phrase = (text: string, byTarget: Readonly<Record<string, number>>, echo = false): SharedPhrase => ({
  ...{ phrase: text, byTarget, echo, lift: 2 },
  outputs: Object.values(byTarget).reduce((sum, count) => sum + count, 0),
  targets: Object.keys(byTarget).length,
});

const marked = (
  text: string,
  target: string,
  phrases: readonly SharedPhrase[],
  answer: string | null = null,
): readonly string[] =>
  sharedRanges(text, target, indexPhrases(phrases), answer).map(([start, end]) => text.slice(start, end));

test('what other models say, too, is found whatever its case and punctuation', () => {
  const phrases = [phrase("why don't scientists trust", { a: 3, b: 1 })];
  assert.deepEqual(marked('Hm. Why don’t scientists — TRUST atoms?', 'a', phrases), ['Why don’t scientists — TRUST']);
  assert.deepEqual(marked('Why do scientists trust atoms?', 'a', phrases), []);
});

test('what only the model itself says, and what the prompt says, is not marked', () => {
  assert.deepEqual(marked('one two three', 'a', [phrase('one two three', { a: 9 })]), []);
  assert.deepEqual(marked('one two three', 'a', [phrase('one two three', { a: 1, b: 1 }, true)]), []);
  assert.deepEqual(marked('one two three', 'c', [phrase('one two three', { a: 1, b: 1 })]), ['one two three']);
});

test('phrases that touch are one part, and the shared answer goes on where it is the same', () => {
  const phrases = [phrase('one two three', { a: 1, b: 1 }), phrase('three four five', { a: 1, b: 1 })];
  assert.deepEqual(marked('One, two, three, four, five!', 'a', phrases), ['One, two, three, four, five']);
  const [first] = phrases;
  assert.deepEqual(marked('So: one two three four. Six', 'a', [first!], 'one two three, four five'), [
    'one two three four',
  ]);
  assert.deepEqual(marked('zero one two three', 'a', [first!], 'Zero. One two three'), ['zero one two three']);
});

test('a long text without a match costs no more than reading it', () => {
  const phrases = [phrase('x x y', { a: 1, b: 1 })];
  assert.deepEqual(marked('x '.repeat(50_000), 'a', phrases, 'x '.repeat(50_000)), []);
});

test('pieces say what holds for them, and make up the text', () => {
  const changes = diffWords('a b d', 'a b c');
  assert.deepEqual(
    markedPieces('a b c', { aside: [[4, 9]], shared: [[0, 3]], echo: [[1, 3]], changes }).map(
      ({ text, aside, shared, echo, change }) => [
        text,
        [...(aside ? ['aside'] : []), ...(shared ? ['shared'] : []), ...(echo ? ['echo'] : [])].join(' '),
        change,
      ],
    ),
    [
      ['a', 'shared', null],
      [' b', 'shared echo', null],
      [' ', '', null],
      ['d', '', 'removed'],
      ['c', 'aside', 'added'],
    ],
  );
  assert.deepEqual(markedPieces('', UNMARKED), []);
  assert.deepEqual(markedPieces('x', UNMARKED), [
    { text: 'x', aside: false, shared: false, echo: false, change: null },
  ]);
  const range = fc.tuple(fc.nat(30), fc.nat(30)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(fc.string(), fc.array(range), fc.array(range), fc.string(), (text, aside, shared, from) => {
      const pieces = markedPieces(text, { aside, shared, echo: shared, changes: diffWords(from, text) });
      const own = pieces.filter(({ change }) => change !== 'removed');
      assert.equal(own.map((piece) => piece.text).join(''), text);
      let at = 0;
      for (const piece of own) {
        for (let offset = at; offset < at + piece.text.length; offset += 1) {
          assert.equal(
            piece.aside,
            aside.some(([start, end]) => start <= offset && offset < end),
          );
        }
        at += piece.text.length;
      }
    }),
  );
});
