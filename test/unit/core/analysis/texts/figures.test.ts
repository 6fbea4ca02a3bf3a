import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { commonSubsequence, rougeL } from '../../../../../src/core/analysis/texts/common-words.ts';
import { gzipRatio, matchedBytes } from '../../../../../src/core/analysis/texts/compression-ratio.ts';
import { Corpus } from '../../../../../src/core/analysis/texts/corpus.ts';
import { pairsOf } from '../../../../../src/core/analysis/texts/homogenization.ts';
import { textStatisticsOf, type TextStatisticId } from '../../../../../src/core/analysis/texts/registry.ts';
import { seededRandom } from '../../../../../src/core/statistics/random.ts';
import { someOf } from '../../../../../src/core/analysis/texts/text-sample.ts';

/** Every figure of the given texts, taken as folded already. */
function figuresOf(texts: readonly string[], seed = 1) {
  const corpus = new Corpus(texts.map((text) => [text]));
  const all = texts.map((_, index) => index);
  return textStatisticsOf({ corpus, written: texts, texts: all, matchedBytes: matchedBytes(texts, [all]), seed });
}

const value = (texts: readonly string[], id: TextStatisticId) => figuresOf(texts)[id].value;

function close(actual: number | null, expected: number, tolerance = 1e-9): void {
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));

describe('figures of long texts', () => {
  it('distinct-2 is the mean over the texts, not over all pairs of words together', () => {
    // a-b, b-a, a-b: 2 of 3. c-d: 1 of 1.
    close(value(['a b a b', 'c d'], 'distinct-2'), (2 / 3 + 1) / 2);
    assert.equal(figuresOf(['a b a b', 'c'])['distinct-2'].n, 1, 'a single word has no pairs');
    assert.equal(value(['a', 'b'], 'distinct-2'), null);
  });

  it('self-repetition counts the other texts that hold a 4-gram, copies among them', () => {
    assert.equal(value(['a b c d e', 'e d c b a'], 'self-repetition'), 0);
    // "a b c d" is in one other text, for both; "b c d e" in none.
    close(value(['a b c d e', 'x a b c d', 'p q r s t'], 'self-repetition'), (2 * Math.log(2)) / 3);
    // Each of three copies: two 4-grams in two others each.
    close(value(new Array<string>(3).fill('a b c d e'), 'self-repetition'), Math.log(1 + 4));
    assert.equal(value(['a b c d e'], 'self-repetition'), null);
  });

  it('homogenisation is 0 when nothing overlaps and 1 when all texts are the same', () => {
    assert.equal(value(['a b c', 'd e f', 'g h i'], 'homogenization'), 0);
    assert.equal(value(['a b c', 'a b c', 'a b c'], 'homogenization'), 1);
    assert.equal(value(['a b c'], 'homogenization'), null);
    // LCS "a c" of 3 and 2 words.
    close(value(['a b c', 'a c'], 'homogenization'), 4 / 5);
    assert.equal(figuresOf(['a', 'b', 'c', 'd'])['homogenization'].n, 6, 'n is the number of pairs');
  });

  it('homogenisation compares the first 512 words of at most 500 pairs', () => {
    const beginning = Array.from({ length: 512 }, (_, index) => `w${index}`).join(' ');
    assert.equal(value([`${beginning} a b`, `${beginning} c d e`], 'homogenization'), 1);
    assert.equal(pairsOf(1_000, 500, 3).length, 500);
    const pairs = pairsOf(40, 500, 3);
    assert.equal(new Set(pairs.map(String)).size, 500);
    assert.ok(pairs.every(([a, b]) => a < b && b < 40));
    assert.deepEqual(pairs, pairsOf(40, 500, 3));
    assert.notDeepEqual(pairs, pairsOf(40, 500, 4));
  });

  it('compresses once: the ratio of a repeated text is that of one gzip', () => {
    const texts = new Array<string>(40).fill('the quiet harbour lay under a pale and distant winter light');
    const joined = texts.map((one) => `${one}\n`).join('');
    const { value: ratio, nullBand, n } = figuresOf(texts)['compression-ratio'];
    close(ratio, gzipRatio(joined));
    assert.equal(n, 40);
    // gzip of gzip would not get beyond a handful.
    assert.ok(ratio !== null && ratio > 15 && nullBand !== null && ratio > nullBand[1], `${ratio} beside ${nullBand}`);
  });

  it('a text without order compresses as its shuffled words do', () => {
    const random = seededRandom(5);
    const words = Array.from({ length: 3_000 }, () => `w${Math.floor(random() * 500)}`);
    const texts = Array.from({ length: 30 }, (_, index) => words.slice(index * 100, index * 100 + 100).join(' '));
    const { value: ratio, nullBand } = figuresOf(texts)['compression-ratio'];
    assert.ok(ratio !== null && nullBand !== null);
    assert.ok(Math.abs(ratio / nullBand[0] - 1) < 0.02, `${ratio} beside ${nullBand}`);
  });

  it('cuts all samples of a run to the bytes of the shortest', () => {
    const written = ['é'.repeat(50), 'x'.repeat(100), 'y'.repeat(30), 'z'];
    assert.equal(
      matchedBytes(written, [
        [0, 1],
        [2, 3],
      ]),
      33,
    );
    assert.equal(matchedBytes(written, [[0, 1], [2]]), 202, 'a sample of one text decides nothing');
    assert.equal(matchedBytes(written, [[0], []]), null);
    assert.equal(matchedBytes(['x'.repeat(1e6), 'y'.repeat(1e6)], [[0, 1]]), 32_768);
    const corpus = new Corpus(written.map((one) => [one]));
    const cut = textStatisticsOf({ corpus, written, texts: [0, 1], matchedBytes: 33, seed: 1 });
    assert.equal(cut['compression-ratio'].n, 1, 'the second text did not fit');
  });

  it('are the same whatever the order of the texts, where nothing is sampled', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), (texts) => {
        const [forward, backward] = [figuresOf(texts), figuresOf([...texts].reverse())];
        for (const id of ['distinct-2', 'self-repetition', 'homogenization', 'vendi'] as const)
          close(forward[id].value ?? -1, backward[id].value ?? -1, 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it('stay within their bounds', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), (texts) => {
        const figures = figuresOf(texts);
        const share = (id: TextStatisticId) => figures[id].value ?? 0;
        assert.ok(share('distinct-2') >= 0 && share('distinct-2') <= 1);
        assert.ok(share('homogenization') >= 0 && share('homogenization') <= 1);
        assert.ok(share('vendi') >= 1 - 1e-9 && share('vendi') <= texts.length + 1e-9);
        assert.ok(share('self-repetition') >= 0 && share('compression-ratio') > 0);
      }),
      { numRuns: 50 },
    );
  });

  it('take hostile texts', () => {
    const hostile = ['x'.repeat(100_000), '🍐', '', '猫が好き'.repeat(3_000), 'a '.repeat(20_000).trim()];
    for (const { value: figure } of Object.values(figuresOf(hostile)))
      assert.ok(figure !== null && Number.isFinite(figure));
  });
});

describe('the longest common subsequence', () => {
  /** The table of the textbook. */
  function slow(a: readonly number[], b: readonly number[]): number {
    let row = new Array<number>(b.length + 1).fill(0);
    for (const one of a) {
      const next = [0];
      b.forEach((other, index) => next.push(one === other ? row[index]! + 1 : Math.max(row[index + 1]!, next[index]!)));
      row = next;
    }
    return row[b.length]!;
  }

  it('is that of the textbook', () => {
    const words = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 150 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        assert.equal(commonSubsequence(Int32Array.from(a), Int32Array.from(b)), slow(a, b));
      }),
      { numRuns: 100 },
    );
  });

  it('ROUGE-L is symmetric and 0 for two empty texts', () => {
    const [a, b] = [Int32Array.of(1, 2, 3, 4), Int32Array.of(2, 4)];
    close(rougeL(a, b), 4 / 6);
    close(rougeL(b, a), 4 / 6);
    assert.equal(rougeL(new Int32Array(0), new Int32Array(0)), 0);
  });
});

describe('a sample of texts', () => {
  it('is all of them when they are few, and reproducible when they are many', () => {
    assert.deepEqual(someOf([3, 1, 2], 3, 1), [3, 1, 2]);
    const many = Array.from({ length: 1_000 }, (_, index) => index);
    const some = someOf(many, 500, 1);
    assert.equal(new Set(some).size, 500);
    assert.deepEqual(some, someOf(many, 500, 1));
    assert.notDeepEqual(some, someOf(many, 500, 2));
  });
});
