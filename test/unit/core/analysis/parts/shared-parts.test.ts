import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { partFinder } from '../../../../../src/core/analysis/parts/part-finder.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { foldText } from '../../../../../src/core/text/fold.ts';
import type { SharedPart } from '../../../../../src/core/model/report.ts';
import { seededRandom, shuffle } from '../../../../../src/core/statistics/random.ts';
import { runOf } from '../run-of.ts';
import { BLOCKS, partsIn, partsOf, replies } from './planted.ts';

const found = (parts: readonly SharedPart[]) => parts.map(({ text, outputs }) => `${text} ${outputs}`);

const holding = (texts: readonly string[], part: string) => texts.filter((text) => text.includes(part)).length;

describe('parts that outputs share', () => {
  it('are the blocks of which 240 different replies are made', () => {
    const texts = replies(240);
    assert.equal(new Set(texts).size, 240);
    const parts = partsOf(texts);
    const shared = BLOCKS.filter((block) => holding(texts, block) >= 0.3 * 240);
    assert.ok(shared.length >= 10);
    for (const block of shared) {
      // Small words at the ends of a block are not of the part.
      const part = parts.find(({ text }) => block.includes(text) && text.length > block.length / 2);
      assert.ok(part, `${block}\n${found(parts).join('\n')}`);
      assert.equal(part.outputs, holding(texts, block));
      assert.equal(part.share, part.outputs / 240);
    }
    // A block is told once, and no part is of two of them.
    assert.equal(parts.length, shared.length, found(parts).join('\n'));
  });

  it('are names and words in the form in which they mostly come, whatever their case and ending', () => {
    const texts = [
      ...['Mara whispers of the ebb', 'A storm finds Mara', 'Who saw Mara here', 'They call her Mara now'],
      ...['An owl whispered', 'The elm is whispering', 'It whispers', 'OAK', 'ash', 'Fir'],
    ];
    assert.deepEqual(found(partsOf(texts)), ['Mara 4', 'whispers 4']);
  });

  it('are no words of the prompt, no small words and no everyday words, unless these are names', () => {
    const texts = ['Hope', 'Hope', 'Hope', 'Grace'].flatMap((name, index) => [
      `The captain of the ship is ${name} and she can go.`,
      `You know ${'rstu'[index]!}ol, ${name} has a captain.`,
    ]);
    assert.deepEqual(found(partsOf(texts, 'Describe the captain of a ship')), ['Hope 6']);
  });

  it('are everyday words that come together, and phrases that most outputs have', () => {
    const texts = Array.from({ length: 10 }, (_, index) =>
      index < 6 ? `In your eyes I ${'abcdefghij'[index]!}olm.` : `They work together ${index}.`,
    );
    assert.deepEqual(found(partsOf(texts)), ['In your eyes 6', 'work together 4']);
  });

  it('are told by the longer one that nearly as many outputs hold, and apart where more hold the shorter', () => {
    const texts = [
      ...Array.from({ length: 9 }, (_, index) => `Behind the copper lighthouse ${index}x.`),
      'A copper lantern.',
      ...Array.from({ length: 8 }, (_, index) => `The silver ${'abcdefgh'[index]!}orn.`),
      ...Array.from({ length: 7 }, (_, index) => `The silver anchor ${index}x.`),
    ];
    assert.deepEqual(found(partsOf(texts)).sort(), ['copper lighthouse 9', 'silver 15'].sort());
    assert.ok(found(partsOf(texts.slice(2))).includes('copper lighthouse 7'));
    assert.ok(found(partsOf([...texts, 'The silver anchor.'])).includes('silver anchor 8'));
  });

  it('do not cross the end of a sentence, a line or a quotation', () => {
    const texts = Array.from(
      { length: 6 },
      (_, index) => `${index} marble fountain. Crimson "velvet" curtain\npurple orchid`,
    );
    assert.deepEqual(found(partsOf(texts)).sort(), [
      ...['Crimson 6', 'curtain 6', 'marble fountain 6', 'purple orchid 6', 'velvet 6'],
    ]);
  });

  it('are found in other languages and scripts, without their small words', () => {
    const german = Array.from(
      { length: 6 },
      (_, index) => `Das ist die Geschichte von der ${index}ten Leuchtturmwärterin, und sie war müde.`,
    );
    assert.deepEqual(found(partsOf(german)), ['Geschichte 6', 'Leuchtturmwärterin 6', 'müde 6'].sort());
    const chinese = ['林小雨住在海边。', '林小雨很开心。', '我的朋友是林小雨。', '他去了北京。'];
    assert.deepEqual(found(partsOf(chinese)), ['林小雨 3']);
  });

  it('are counted by target and by condition, each output once however often it holds them', () => {
    const record = runOf('Say something', {
      a: ['zebra zebra', 'a zebra', 'lion', 'ape'],
      b: ['zebras', 'owl', 'crow', 'jay'],
    });
    const [part] = partsIn(record);
    assert.deepEqual(part, { text: 'zebra', outputs: 3, share: 3 / 8, byTarget: { 'test:a': 2, 'test:b': 1 } });
    assert.equal(partsIn({ ...record, trials: record.trials.slice(0, 2) }).length, 0, 'three outputs at least');
  });

  it('are null for numbers and empty for nothing', () => {
    const numbers = runOf('Pick a number from 1 to 9', { a: ['7', '7', '7'] });
    assert.equal(summarize(numbers, { ...DEFAULT_ANALYSIS, extractor: 'number' }).sharedParts, null);
    assert.deepEqual(partsOf([]), []);
  });
});

const word = fc.constantFrom(
  'Mara',
  'mara',
  'lantern',
  'lanterns',
  'harbour',
  'the',
  'of',
  'good',
  'idea',
  'walked',
  'walking',
  'moss',
  '2014',
);
const text = fc.array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', ', ', '. ')), { minLength: 1, maxLength: 12 });
const texts = fc.array(text, { minLength: 3, maxLength: 14 }).map((made) =>
  made.map((words) =>
    words
      .map((pair) => pair.join(''))
      .join('')
      .trim(),
  ),
);

describe('of any texts', () => {
  it('each part is in as many outputs as it says, and in enough', () => {
    fc.assert(
      fc.property(texts, (made) => {
        for (const part of partsOf(made)) {
          const holds = partFinder(part.text);
          assert.equal(made.filter((one) => holds(foldText(one))).length, part.outputs, part.text);
          assert.ok(part.outputs >= 3 && part.share >= 0.3);
          assert.deepEqual(part.byTarget, { 'test:a': part.outputs });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no part is inside another one that nearly as many outputs hold', () => {
    fc.assert(
      fc.property(texts, (made) => {
        const parts = partsOf(made);
        for (const one of parts)
          for (const other of parts) {
            if (one === other || !partFinder(one.text)(foldText(other.text))) continue;
            assert.ok(other.outputs < 0.8 * one.outputs, `${one.text} in ${other.text}`);
          }
        assert.ok(parts.length <= 20);
      }),
      { numRuns: 300 },
    );
  });

  it('the order of the outputs changes nothing', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 1_000 }), (made, seed) => {
        assert.deepEqual(partsOf(shuffle(made, seededRandom(seed))), partsOf(made));
      }),
      { numRuns: 300 },
    );
  });

  it('the work is bounded, however a text repeats itself', () => {
    const began = process.cpuUsage();
    const once = partsOf(Array.from({ length: 3 }, (_, index) => `${'lantern '.repeat(10_000)}${index}x`));
    const { user } = process.cpuUsage(began);
    const more = process.cpuUsage();
    partsOf(Array.from({ length: 3 }, (_, index) => `${'lantern '.repeat(80_000)}${index}x`));
    assert.ok(once.some(({ text: shown }) => shown.includes('lantern')));
    assert.ok(process.cpuUsage(more).user < 30 * Math.max(user, 50_000));
  });
});
