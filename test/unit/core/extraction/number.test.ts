import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalDecimal, decimalOf } from '../../../../src/core/text/decimal.ts';
import { numberExtractor } from '../../../../src/core/extraction/number.ts';
import type { Interval } from '../../../../src/core/model/report.ts';

const PROMPT = 'Pick a random number between 1 and 100, only return the number';
const read = (
  text: string,
  prompt = PROMPT,
  domain: Interval | null = [1, 100],
): ReturnType<typeof numberExtractor.extract> => numberExtractor.extract(text, { prompt, domain, argument: null });

const IN_DOMAIN: readonly (readonly [string, string])[] = [
  ['42', '42'],
  ['Sure! 42.', '42'],
  ['**42**', '42'],
  ['42 🎉', '42'],
  ['`42`', '42'],
  ['<42>', '42'],
  ['"42"', '42'],
  ['1. 42', '42'],
  ['４２', '42'],
  ['٤٢', '42'],
  ['४२', '42'],
  ['4️⃣2️⃣', '42'],
  ['42.0', '42'],
  ['007', '7'],
  ['\\boxed{42}', '42'],
  ['$42$', '42'],
  ['1e1', '10'],
  ['forty-two', '42'],
  ['Forty two!', '42'],
  ['ninety-nine', '99'],
  ["I'll go with one hundred.", '100'],
  ['I pick one.', '1'],
  ['Eighty-seven (87)', '87'],
  ['87 (eighty-seven)', '87'],
  ['Your random number is: 57', '57'],
  ['Here is a random number between 1 and 100: 73', '73'],
  ['Between 1 and 100 I choose 37', '37'],
  ['From the range 1-100, I select **37**.', '37'],
  ['Okay, I have picked a number between 1 and 100. It is 42.', '42'],
  ['Number: 88', '88'],
  ['Answer: forty two', '42'],
  ['How about 64?', '64'],
  ['47 is my pick!', '47'],
  ["Here's one: 8", '8'],
  ['Sure, here you go: **57** 🎲', '57'],
  ['73 — a prime number, the 21st prime', '73'],
  ['the primes are 2, 3, 5, 7, 11 and 13. I pick 13', '13'],
  ["Let's see... the primes are: 2, 3, 5, 7.  That's 4 numbers.\n\nI've randomly selected  **7**.\n", '7'],
  ['I considered 7 and 13, but I choose 42.', '42'],
  ['Let me pick 50... no, actually 37. Final answer: 37', '37'],
  ['My answer is 42 because of life, the universe and everything (Douglas Adams, 1979).', '42'],
  ['37. I picked it since 37 is often chosen by people (about 12% of the time).', '37'],
  ["I'm thinking of 73. Its mirror, 37, is the 12th prime.", '73'],
  ['I choose number 77. Let me know if you want another one between 1 and 50!', '77'],
  ["As an AI I can't truly pick randomly, but here's one: 42", '42'],
  ["I can't pick the way a human does. So, using a random number generator, I've selected: 47\n", '47'],
  ['100', '100'],
  ['1', '1'],
  ['The number is 1.', '1'],
  ['I pick 100!', '100'],
  ['我选择42。', '42'],
  ['Mon choix est le 42.', '42'],
  ['150', '150'],
];

const FREE: readonly (readonly [string, string])[] = [
  ['1,000', '1000'],
  ['1 000', '1000'],
  ['1\u00a0000', '1000'],
  ['1.000,5', '1000.5'],
  ['1.000.000', '1000000'],
  ['1,00,000', '100000'],
  ['-7', '-7'],
  ['−7.50', '-7.5'],
  ['minus five', '-5'],
  ['.5', '0.5'],
  ['3,5', '3.5'],
  ['3/4', '0.75'],
  ['½', '0.5'],
  ['1½', '1.5'],
  ['one hundred and five', '105'],
  ['two thousand twenty-four', '2024'],
  ['three and a half', '3.5'],
  ['two thirds', '0.6666666666666666'],
  ['three point one four', '3.14'],
  ['a hundred', '100'],
  ['123456789012345678901', '123456789012345678901'],
  ['-0', '0'],
];

describe('number', () => {
  for (const [text, expected] of IN_DOMAIN)
    it(`${JSON.stringify(text)} is ${expected}`, () => assert.equal(read(text).answer, expected));
  for (const [text, expected] of FREE)
    it(`${JSON.stringify(text)} is ${expected}, with no domain`, () =>
      assert.equal(read(text, 'A number, please', null).answer, expected));

  it('reads other prompts', () => {
    assert.equal(read('I rolled a 14.', 'Roll a make-believe 20-sided die.', [1, 20]).answer, '14');
    assert.equal(
      read('Rolling a 20-sided die... 🎲\n\nYou rolled a **17**!', 'Roll a 20-sided die', [1, 20]).answer,
      '17',
    );
    assert.equal(read('17 + 25 = 42', 'What is 17 + 25?', null).answer, '42');
    assert.equal(read('The sum of 17 and 25 is 42.', 'What is 17 + 25?', null).answer, '42');
  });

  it('takes neither ranges nor echoes nor names for answers', () => {
    for (const text of [
      'There is no number.',
      '12 or 13',
      'Any number from 1 to 100 would do.',
      'Numbers between 1 and 100 are all fine.',
      'I like d20 and 4-digit codes.',
    ]) {
      assert.deepEqual(read(text), { answer: null, setAside: [], notes: [], refused: false }, text);
    }
  });

  it('knows a refusal', () => {
    for (const text of [
      "I can't pick a random number between 1 and 100.",
      "I'm sorry, but I cannot choose numbers.",
      "I don't have the capacity to randomly pick a number. If you'd like, please provide the seed and I can generate a number between 1 and 100 for you.",
      'I don\'t have the capacity to pick a number. As a large language model, I can\'t actually "pick" one.',
      'As an AI language model, I am unable to generate truly random numbers.',
    ])
      assert.deepEqual(read(text), { answer: null, setAside: [], notes: [], refused: true }, text);
  });

  it('marks what was set aside', () => {
    const text = 'Sure! I choose 37.';
    const { setAside, notes } = read(text);
    assert.deepEqual(
      setAside.map(([start, end]) => text.slice(start, end)),
      ['Sure! I choose'],
    );
    assert.deepEqual(notes, ['greeting set aside']);
  });

  it('finds any integer it is told, however it is dressed', () => {
    const frames = [
      '{}',
      '**{}**',
      'Sure! {}.',
      'I pick {}.',
      'Your random number is {}!',
      'Here you go: {}',
      'My number: **{}** 🎲',
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.constantFrom(...frames), (value, frame) => {
        assert.equal(read(frame.replace('{}', String(value))).answer, String(value));
      }),
      { seed: 7 },
    );
  });

  it('never throws, and its answer is canonical', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-0-9.,/e ½٤a-d]{0,30}$/)), (text) => {
        const { answer, setAside } = read(text);
        if (answer !== null) assert.match(answer, /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/);
        for (const [start, end] of setAside) assert.ok(start >= 0 && start < end && end <= text.length);
      }),
      { seed: 8, numRuns: 1000 },
    );
  });
});

describe('decimals', () => {
  it('are shortest', () => {
    assert.equal(canonicalDecimal('-00.50'), '-0.5');
    assert.equal(canonicalDecimal('-0.0'), '0');
    assert.equal(decimalOf(1e-7), '0.0000001');
    assert.equal(decimalOf(-1.5e21), '-1500000000000000000000');
  });
});

describe('a number in an answer of many thousand words', () => {
  const words = 'Let me think about it for a while. '.repeat(4_000);
  it('is read at its begin and at its end, where it stands', () => {
    for (const text of [`My answer is 42. ${words}`, `${words}\n\nFinal answer: 42`]) {
      const { answer, setAside } = read(text);
      assert.equal(answer, '42');
      const at = text.indexOf('42');
      assert.ok(setAside.length > 0);
      assert.ok(
        setAside.every(([start, end]) => end <= at || start >= at + 2),
        JSON.stringify(setAside),
      );
    }
  });
  it('is not cut in two where the looking ends', () => {
    const text = `${'x '.repeat(14_998)}1234567 ${words}`;
    assert.ok(!['1', '12', '123', '1234', '12345', '123456'].includes(read(text, PROMPT, null).answer ?? ''));
  });
});
