import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Corpus, documentsOf } from '../../../../../src/core/analysis/texts/corpus.ts';
import { longerGrams, sizeOf, wordGrams } from '../../../../../src/core/analysis/texts/grams.ts';
import { isContentWord, joinTokens, tokensOf } from '../../../../../src/core/analysis/texts/tokens.ts';

describe('words', () => {
  it('stand between spaces; of scripts without spaces each character is one', () => {
    assert.deepEqual(tokensOf('move to disturb'), ['move', 'to', 'disturb']);
    assert.deepEqual(tokensOf('猫が好き ok'), ['猫', 'が', '好', 'き', 'ok']);
    assert.deepEqual(tokensOf('abc猫'), ['abc', '猫']);
    assert.deepEqual(tokensOf('고양이 좋아요'), ['고양이', '좋아요']);
    assert.deepEqual(tokensOf(''), []);
    assert.equal(joinTokens(['猫', 'が', 'ok', 'go']), '猫が ok go');
  });

  it('say something unless they are function words or have no letter', () => {
    for (const word of ['disturb', 'harbour', '猫', 'café']) assert.ok(isContentWord(word), word);
    for (const word of ['the', "it's", "don't", 'into', '42', '#050510', '🍐', 'not'])
      assert.ok(!isContentWord(word), word);
  });
});

describe('the corpus', () => {
  it('holds equal texts once and says who they are', () => {
    const corpus = new Corpus([['a b'], ['c'], ['a b'], ['a', 'b']]);
    assert.equal(corpus.size, 3);
    assert.deepEqual([...corpus.documentOf], [0, 1, 0, 2]);
    assert.deepEqual(documentsOf(corpus, [0, 1, 2]), [
      [0, 2],
      [1, 1],
    ]);
    assert.equal(corpus.bigrams.size, 1, 'no pair crosses the border between two parts');
    assert.equal(corpus.numberOf('constructor'), null);
  });

  it('finds every n-gram and all of its places', () => {
    const texts = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 5 }), (words, n) => {
        const corpus = new Corpus(words.map((text) => [text.join(' ')]));
        let grams = wordGrams(corpus.tokens, corpus.words.length);
        while (grams.length < n) grams = longerGrams(grams, corpus.tokens, corpus.words.length, () => true);
        const found = Array.from({ length: sizeOf(grams) }, (_, gram) => {
          const place = grams.places[grams.starts[gram]!]!;
          const phrase = [...corpus.tokens.subarray(place, place + n)].map((token) => corpus.words[token]).join(' ');
          return `${phrase} ${grams.starts[gram + 1]! - grams.starts[gram]!}`;
        });
        const expected = new Map<string, number>();
        for (const text of new Set(words.map((one) => one.join(' ')))) {
          const parts = text === '' ? [] : text.split(' ');
          for (let at = 0; at + n <= parts.length; at++) {
            const phrase = parts.slice(at, at + n).join(' ');
            expected.set(phrase, (expected.get(phrase) ?? 0) + 1);
          }
        }
        assert.deepEqual(found.sort(), [...expected].map(([phrase, count]) => `${phrase} ${count}`).sort());
      }),
      { numRuns: 80 },
    );
  });
});
