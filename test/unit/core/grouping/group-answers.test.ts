import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldText } from '../../../../src/core/text/fold.ts';
import { groupAnswers } from '../../../../src/core/grouping/group-answers.ts';
import type { Groupable } from '../../../../src/core/grouping/group-answers.ts';
import type { GroupingMode } from '../../../../src/core/model/grouping-mode.ts';
import { repairMojibake } from '../../../../src/core/text/mojibake.ts';
import { hashSetOf, trigramsOf, wordingSimilarity } from '../../../../src/core/grouping/similarity.ts';
import { wordsOf } from '../../../../src/core/grouping/profile.ts';
import { jokeExtractor } from '../../../../src/core/extraction/joke.ts';
import { wholeExtractor } from '../../../../src/core/extraction/whole.ts';
import type { Extractor } from '../../../../src/core/extraction/extractor.ts';
import { seededRandom } from '../../../../src/core/statistics/random.ts';
import { DIFFERENT, SAME } from './labelled-pairs.ts';

const plain = (answers: readonly string[], count = 1): Groupable[] =>
  answers.map((answer) => ({ text: answer, answer, count, notes: [] }));
const groupCount = (answers: readonly string[], mode: GroupingMode = 'lexical'): number =>
  groupAnswers(plain(answers), { mode, kind: 'text' }).groups.length;

/** Reads texts as an extractor does and counts distinct (text, answer) pairs. */
function inputsOf(texts: readonly string[], extractor: Extractor, prompt: string): readonly Groupable[] {
  const inputs = new Map<string, Groupable>();
  for (const original of texts) {
    const { text } = repairMojibake(original);
    const { answer, notes } = extractor.extract(text, { prompt, domain: null, argument: null });
    assert.ok(answer !== null);
    inputs.set(text, { text, answer, notes, count: (inputs.get(text)?.count ?? 0) + 1 });
  }
  return [...inputs.values()];
}

function tallyOf(inputs: readonly Groupable[]): Record<string, number> {
  const { groupOf, groups } = groupAnswers(inputs, { mode: 'lexical', kind: 'text' });
  const counts = groups.map(() => 0);
  groupOf.forEach((group, index) => (counts[group] = counts[group]! + inputs[index]!.count));
  return Object.fromEntries(groups.map(({ answer }, index) => [foldText(answer), counts[index]!]));
}

const ATOMS = "Why don't scientists trust atoms?\n\nBecause they make up everything";
const jokes = (smile: string, grin: string, dash: string): readonly string[] => [
  ...Array.from({ length: 3 }, () => `${ATOMS}! ${smile}`),
  "Why don't scientists trust atoms? Because they make up everything.\n\nWant another (a pun, dark, or tech one)?",
  `${ATOMS}.\n\nWant another (dad joke, programmer joke, or dark humor ${dash} within safe limits)?`,
  'Why did the scarecrow win an award?\n\nBecause he was outstanding in his field.\n\nWant another?',
  `${ATOMS}! ${grin}`,
  `${ATOMS}!`,
  `${ATOMS}!`,
];
const VARIANTS = { emoji: jokes('😄', '😁', '—'), mojibake: jokes('\uf8ffüòÑ', '\uf8ffüòÅ', '‚Äî') };

describe('longer texts of one vocabulary', () => {
  const nouns =
    'river stone window market engine silence garden mirror winter letter shadow bridge harbor candle orchard machine thunder marble lantern compass velvet copper meadow anchor falcon'.split(
      ' ',
    );
  const verbs = ['meets', 'ignores', 'replaces', 'questions', 'outlives'];
  const who = ['nobody', 'everyone', 'the mayor', 'a stranger', 'one child'];
  /** Ten sentences of the same few words, in an order of its own. */
  const told = (seed: number): string => {
    const random = seededRandom(seed);
    const one = (words: readonly string[]) => words[Math.floor(random() * words.length)]!;
    const sentence = () =>
      `The ${one(nouns)} ${one(verbs)} a ${one(nouns)} while ${one(who)} ${one(['writes', 'forgets', 'learns', 'denies'])} of ${one(nouns)}.`;
    return Array.from({ length: 10 }, sentence).join(' ');
  };

  it('are not the same text', () => assert.equal(groupCount(Array.from({ length: 12 }, (_, seed) => told(seed))), 12));

  it('are, where sentences stand in another order and few words are others', () => {
    const sentences = told(3).split(/(?<=\.) /);
    const moved = [...sentences.slice(4), ...sentences.slice(0, 4)].join(' ').replace('stone', 'pebble');
    assert.equal(groupCount([told(3), moved]), 1);
  });
});

describe('the published jokes', () => {
  for (const [name, texts] of Object.entries(VARIANTS)) {
    it(`come to 9, 6, 4, 2 with ${name}`, () => {
      const repaired = texts.map((text) => repairMojibake(text).text);
      assert.equal(new Set(texts).size, 6);
      assert.equal(new Set(repaired.map(foldText)).size, 4);
      const inputs = inputsOf(texts, jokeExtractor, 'Tell me a joke');
      assert.deepEqual(tallyOf(inputs), {
        "why don't scientists trust atoms because they make up everything": 8,
        'why did the scarecrow win an award because he was outstanding in his field': 1,
      });
    });
  }
  it('say why they were joined', () => {
    const inputs = inputsOf(VARIANTS.emoji, jokeExtractor, 'Tell me a joke');
    const { why, groups } = groupAnswers(inputs, { mode: 'lexical', kind: 'text' });
    const whyOf = (start: string): string | undefined => why[inputs.findIndex(({ text }) => text.includes(start))];
    assert.equal(whyOf('😁'), 'folded: emoji');
    assert.equal(whyOf('a pun'), 'closing offer set aside; folded: “!”, “.”');
    assert.equal(groups[0]?.why, '5 wordings merged: closing offer set aside; folded: emoji; folded: “!”, “.”.');
  });
  it('are as alike as they should be, whole', () => {
    const texts = [...new Set(VARIANTS.emoji.map((text) => foldText(text)))];
    const shapes = texts.map((text) => ({ trigrams: trigramsOf(text), words: hashSetOf(wordsOf(text)) }));
    const [, offer] = shapes;
    const scarecrow = shapes[texts.findIndex((text) => text.includes('scarecrow'))]!;
    for (const shape of shapes) {
      if (shape === scarecrow) continue;
      assert.ok(wordingSimilarity(shape, offer!) >= 0.8);
      assert.ok(wordingSimilarity(shape, scarecrow) <= 0.34);
    }
    assert.deepEqual(Object.values(tallyOf(inputsOf(VARIANTS.emoji, wholeExtractor, 'Tell me a joke'))), [8, 1]);
  });
});

describe('the published fruit and colours', () => {
  it('come to Mango 10, Apple 5', () => {
    const fruit = [...Array.from({ length: 10 }, () => 'Mango'), ...Array.from({ length: 5 }, () => 'Apple')];
    assert.deepEqual(tallyOf(inputsOf(fruit, wholeExtractor, 'Pick a random fruit, only return the fruit')), {
      mango: 10,
      apple: 5,
    });
  });
  it('come to five colours of six strings', () => {
    const colours = 'Turquoise Teal Teal Teal Teal Teal teal magenta Turquoise teal Blue Blue Blue Red Blue'.split(' ');
    assert.equal(new Set(colours).size, 6);
    assert.deepEqual(tallyOf(inputsOf(colours, wholeExtractor, 'Pick a random colour, only return the colour')), {
      teal: 7,
      blue: 4,
      turquoise: 2,
      magenta: 1,
      red: 1,
    });
  });
});

describe('lexical grouping', () => {
  for (const [a, b] of SAME)
    it(`joins ${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => assert.equal(groupCount([a, b]), 1));
  for (const [a, b] of DIFFERENT)
    it(`keeps ${JSON.stringify(a)} and ${JSON.stringify(b)} apart`, () => assert.equal(groupCount([a, b]), 2));

  it('does not chain: near neighbours do not carry distant ones along', () => {
    const words =
      'amber birch cedar dune ember fjord grove harbor inlet jetty knoll lagoon meadow northern orchard prairie'.split(
        ' ',
      );
    // Each differs from the next in one added word, first and last in nearly half of them.
    const chain = Array.from({ length: 8 }, (_, index) => words.slice(index, index + 9).join(' '));
    const { groupOf } = groupAnswers(plain(chain), { mode: 'lexical', kind: 'text' });
    assert.notEqual(groupOf[0], groupOf.at(-1));
  });

  it('explains a merge with its figure', () => {
    const [naming, other] = [SAME[8]![0], SAME[8]![1]];
    const { why } = groupAnswers([...plain([naming], 3), ...plain([other])], { mode: 'lexical', kind: 'text' });
    assert.equal(why[0], '');
    assert.match(why[1]!, /^wording 0\.\d\d alike$/);
  });
});

describe('groupAnswers', () => {
  it('does not depend on the order of its inputs', () => {
    const answers = [...new Set([...SAME, ...DIFFERENT].flat())];
    const inputs = answers.map((answer, index) => ({ text: answer, answer, count: 1 + (index % 4), notes: [] }));
    const describeAll = (given: readonly Groupable[]): string => {
      const { groupOf, why, groups } = groupAnswers(given, { mode: 'lexical', kind: 'text' });
      const rows = given
        .map((input, index) => [input.answer, groups[groupOf[index]!]!.id, why[index]!].join(' | '))
        .sort();
      return JSON.stringify([groups, rows]);
    };
    const expected = describeAll(inputs);
    fc.assert(
      fc.property(fc.shuffledSubarray(inputs, { minLength: inputs.length }), (shuffled) => {
        assert.equal(describeAll(shuffled), expected);
      }),
      { seed: 5, numRuns: 10 },
    );
  });
  it('compares numbers by value', () => {
    const group = (answers: string[]): number =>
      groupAnswers(plain(answers), { mode: 'lexical', kind: 'number' }).groups.length;
    assert.equal(group(['42', '42.0', '042', '4.2e1']), 1);
    assert.equal(group(['1.5', '15', '-3', '3']), 4);
    assert.equal(group(['9007199254740993', '9007199254740992']), 2);
  });
  it('has three modes', () => {
    const answers = ['Teal', 'teal', 'teal.', 'the teal'];
    assert.equal(groupCount(answers, 'exact'), 4);
    assert.equal(groupCount(answers, 'folded'), 2);
    assert.equal(groupCount(answers, 'lexical'), 1);
  });
  it('gives short, stable, unique ids and the answer as most wrote it', () => {
    const inputs = [...plain(['Teal'], 2), ...plain(['teal'], 5), ...plain(['C++', 'C#', '苹果', 'A b', 'Dark Blue'])];
    const { groups } = groupAnswers(inputs, { mode: 'lexical', kind: 'text' });
    assert.deepEqual(groups[0], { id: 'teal', answer: 'teal', why: '2 wordings merged: folded: case.' });
    assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
    for (const { id } of groups) assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });
  it('takes no answers', () => {
    assert.deepEqual(groupAnswers([], { mode: 'lexical', kind: 'text' }), { groupOf: [], why: [], groups: [] });
  });
  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (answers) => {
        const distinct = [...new Set(answers)];
        const { groupOf, groups } = groupAnswers(plain(distinct), { mode: 'lexical', kind: 'text' });
        assert.ok(groupOf.every((group) => group >= 0 && group < groups.length));
      }),
      { seed: 6 },
    );
  });
});
