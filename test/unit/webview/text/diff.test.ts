import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diffWords } from '../../../../webview/text/diff.ts';
import { piecesOf, placesOf } from '../../../../webview/text/tokens.ts';

const short = (from: string, to: string): string =>
  (diffWords(from, to) ?? [])
    .map(({ kind, text }) => (kind === 'same' ? text : `[${kind === 'added' ? '+' : '-'}${text}]`))
    .join('');

test('texts are compared word by word', () => {
  assert.equal(short('the cat sat', 'the dog sat'), 'the [-cat][+dog] sat');
  assert.equal(short('everything!', 'everything! 😄'), 'everything![+ 😄]');
  assert.equal(short('everything.', 'everything!'), 'everything[-.][+!]');
  assert.equal(short('', 'new'), '[+new]');
  assert.equal(short('old', ''), '[-old]');
  assert.equal(short('same', 'same'), 'same');
  assert.equal(short('我喜欢猫', '我喜欢狗'), '我喜欢[-猫][+狗]', 'characters where there are no spaces');
  assert.equal(short('a b c d', 'd a b c'), '[+d ]a b c[- d]');
  assert.equal(short('the cat sat down', 'the dog ran down'), 'the [-cat sat][+dog ran] down');
});

test('no emoji is torn apart, and pieces make up the text', () => {
  assert.deepEqual(piecesOf("it's 👩‍👩‍👧‍👦 ok."), ["it's", ' ', '👩‍👩‍👧‍👦', ' ', 'ok', '.']);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => piecesOf(text).join('') === text));
});

test('what is kept and taken away is the first text, what is kept and put in the second', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '.', '猫'), { maxLength: 40 }).map((all) => all.join(''));
  fc.assert(
    fc.property(words, words, (from, to) => {
      const changes = diffWords(from, to);
      assert.ok(changes !== null);
      const without = (left: string): string =>
        changes
          .filter(({ kind }) => kind !== left)
          .map(({ text }) => text)
          .join('');
      assert.equal(without('added'), from);
      assert.equal(without('removed'), to);
      const changed = changes.filter(({ kind }) => kind !== 'same').flatMap(({ text }) => piecesOf(text));
      const words = changed.filter((piece) => piece.trim() !== '');
      assert.ok(words.length <= fewestChanges(piecesOf(from), piecesOf(to)), 'as few as can be');
    }),
  );
});

/** By the longest common subsequence, the slow way. */
function fewestChanges(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    b.forEach((other, at) => next.push(word === other ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!)));
    row = next;
  }
  return a.length + b.length - 2 * row[b.length]!;
}

test('texts that differ throughout, and endless ones, are not compared', () => {
  const many = (word: string): string => Array.from({ length: 1_000 }, (_, index) => `${word}${index}`).join(' ');
  assert.equal(diffWords(many('a'), many('b')), null);
  assert.equal(diffWords('x'.repeat(100_000), 'y'), null);
  assert.notEqual(diffWords(many('a'), `${many('a')} more`), null, 'long ones that are nearly the same are');
});

test('words are compared without case, quotes and kinds of apostrophes', () => {
  const words = (text: string): readonly string[] => placesOf(text).map(({ word }) => word);
  assert.deepEqual(words("“Don’t” 'quote' STOP__"), ["don't", 'quote', 'stop']);
  assert.deepEqual(placesOf('a 猫犬')[2], { word: '犬', start: 3, end: 4 });
  assert.deepEqual(words("' _ …"), []);
});
