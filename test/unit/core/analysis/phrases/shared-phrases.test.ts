import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SharedPhrase } from '../../../../../src/core/model/report.ts';
import { sharedPhrases } from '../../../../../src/core/analysis/phrases/shared-phrases.ts';
import { Corpus } from '../../../../../src/core/analysis/texts/corpus.ts';
import { seededRandom } from '../../../../../src/core/statistics/random.ts';

/** Phrases of texts by target; `prompt` folded. */
function phrasesOf(byTarget: readonly (readonly string[])[], prompt = ''): readonly SharedPhrase[] {
  const corpus = new Corpus(byTarget.flat().map((text) => [text]));
  const writers = Array.from({ length: corpus.size }, () => new Map<number, number>());
  byTarget
    .flatMap((texts, target) => texts.map(() => target))
    .forEach((target, index) => {
      const wrote = writers[corpus.documentOf[index]!]!;
      wrote.set(target, (wrote.get(target) ?? 0) + 1);
    });
  return sharedPhrases({
    corpus,
    writers: writers.map((wrote) => [...wrote]),
    targets: byTarget.map((_, target) => `t${target}`),
    prompted: new Set(prompt.split(' ')),
    isEcho: (phrase) => ` ${prompt} `.includes(` ${phrase} `),
  });
}

const names = (phrases: readonly SharedPhrase[]) => phrases.map(({ phrase }) => phrase);

const random = seededRandom(11);
const syllable = () => 'bdfgklmnprstvz'[Math.floor(random() * 14)]! + 'aeiou'[Math.floor(random() * 5)]!;
const vocabulary = Array.from({ length: 600 }, () => syllable() + syllable() + syllable());
/** Words by Zipf's law, so that chance makes phrases of its own. */
const filler = (words: number) =>
  Array.from({ length: words }, () => vocabulary[Math.floor(600 ** random()) - 1]!).join(' ');

describe('shared phrases', () => {
  it('finds "move to disturb" in 6 of 407 pages of 5 targets, among the first ten', () => {
    const sizes = [82, 81, 81, 82, 81];
    const pages = sizes.map((size) => Array.from({ length: size }, () => filler(60)));
    for (const [target, index] of [
      [0, 3],
      [0, 40],
      [2, 7],
      [2, 60],
      [4, 11],
      [4, 80],
    ] as const)
      pages[target]![index] = `${filler(25)} move to disturb ${filler(25)}`;
    const found = phrasesOf(pages);
    assert.ok(names(found).slice(0, 10).includes('move to disturb'), names(found).slice(0, 10).join(', '));
    const { outputs, targets, byTarget, lift, echo } = found.find(({ phrase }) => phrase === 'move to disturb')!;
    assert.deepEqual(
      { outputs, targets, byTarget, echo },
      { outputs: 6, targets: 3, byTarget: { t0: 2, t2: 2, t4: 2 }, echo: false },
    );
    assert.ok(lift !== null && lift > 1_000);
    assert.ok(found.length <= 50);
  });

  it('keeps the longest phrase that is in the same outputs, and a shorter one that is in more', () => {
    const found = phrasesOf([
      [
        'one the old lighthouse keeper slept two',
        'three the old lighthouse keeper slept four',
        'thirteen the old lighthouse keeper slept fourteen',
      ],
      ['five old lighthouse keeper six', 'seven old lighthouse keeper eight', 'nine ten eleven twelve'],
    ]);
    assert.deepEqual(names(found).sort(), ['old lighthouse keeper', 'the old lighthouse keeper slept'].sort());
    assert.equal(found.find(({ phrase }) => phrase === 'old lighthouse keeper')!.outputs, 5);
  });

  it('gives the first eight words of a longer passage, once', () => {
    const passage =
      'p1 silver moon rose over quiet harbour while distant bells rang across empty frozen fields tonight';
    const found = phrasesOf([[`a ${passage} b`, `c ${passage} d`, `e ${passage} f`]]);
    assert.deepEqual(names(found), ['p1 silver moon rose over quiet harbour while']);
  });

  it('does not lose a phrase that repeats itself', () => {
    const found = phrasesOf([
      [`x ${'tick tock '.repeat(20)}y`, `z ${'tick tock '.repeat(20)}w`, `v ${'tick tock '.repeat(20)}u`],
    ]);
    assert.equal(found.length, 1);
    assert.equal(found[0]!.outputs, 3);
  });

  it('counts an output once, and needs three of them or two targets', () => {
    const twice = 'red glass bird and red glass bird';
    assert.deepEqual(phrasesOf([[twice, 'red glass bird', 'nothing like it here']]), []);
    const [found] = phrasesOf([[`${twice} x`, 'red glass bird y'], ['z red glass bird']]);
    assert.deepEqual([found!.phrase, found!.outputs, found!.targets], ['red glass bird', 3, 2]);
    assert.equal(phrasesOf([['one red glass bird'], ['red glass bird two', 'three four five']])[0]!.outputs, 2);
  });

  it('leaves out function words alone and what is no more than chance', () => {
    assert.deepEqual(
      phrasesOf([['in the end of it all', 'up in the end of', 'is in the x'], ['in the end of']]).filter(
        ({ phrase }) => phrase === 'in the',
      ),
      [],
    );
    assert.deepEqual(phrasesOf([['of it to the a', 'of it to the b', 'of it to the c']]), []);
  });

  it("puts the prompt's own phrases last, and says so", () => {
    const texts = [
      'a landing page for a bakery where green door stays shut',
      'a landing page for a bakery whose green door stays open',
      'a landing page for a bakery and green door stays wet',
    ];
    const found = phrasesOf([texts], 'write a landing page for a bakery');
    assert.deepEqual(found.map(({ phrase, echo }) => [phrase, echo]).at(-1), ['a landing page for a bakery', true]);
    assert.ok(found.some(({ phrase, echo }) => !echo && phrase.includes('green door stays')));
  });

  it('counts copies of one text as outputs of their own', () => {
    const [found] = phrasesOf([new Array<string>(4).fill('pale blue lantern'), ['something else entirely different']]);
    assert.deepEqual([found!.phrase, found!.outputs, found!.byTarget], ['pale blue lantern', 4, { t0: 4 }]);
  });

  it('says of every phrase how many outputs hold it', () => {
    const word = fc.constantFrom('sun', 'moon', 'tide', 'salt', 'the');
    const texts = fc.array(fc.array(word, { minLength: 3, maxLength: 12 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const byTarget = [one, other].map((target) => target.map((words) => words.join(' ')));
        for (const { phrase, outputs, byTarget: counts } of phrasesOf(byTarget)) {
          const holding = byTarget.map((target) => target.filter((text) => ` ${text} `.includes(` ${phrase} `)).length);
          assert.equal(outputs, holding[0]! + holding[1]!, phrase);
          assert.deepEqual([counts['t0'] ?? 0, counts['t1'] ?? 0], holding);
          assert.ok(phrase.split(' ').length >= 3 && phrase.split(' ').length <= 8);
        }
      }),
      { numRuns: 60 },
    );
  });
});
