import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { summarize, DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { runOf } from '../analysis/run-of.ts';

/** How the outputs to one prompt are read, as a user sees it: extractor, domain and answers together. */
function answersTo(prompt: string, outputs: readonly string[], extractor = 'auto'): readonly (string | null)[] {
  const { readings } = summarize(runOf(prompt, { a: outputs }), { ...DEFAULT_ANALYSIS, extractor });
  return readings.map(({ answer }) => answer?.toLowerCase() ?? null);
}

function assertRead(prompt: string, cases: Readonly<Record<string, string | null>>, extractor = 'auto'): void {
  const outputs = Object.keys(cases);
  const read = answersTo(prompt, outputs, extractor);
  assert.deepEqual(Object.fromEntries(outputs.map((output, at) => [output, read[at]])), cases);
}

describe('one of several options', () => {
  const PLANETS = 'Which planet is the largest?\nA) Mars\nB) Venus\nC) Jupiter\nD) Earth';

  it('is the stated one, not one that an explanation names', () => {
    assertRead('True or false: the sky is green at dusk. Explain briefly.', {
      'False. It is true only in paintings.': 'false',
      'The statement is false. The opposite is true.': 'false',
      '**True.** The common belief is false.': 'true',
    });
    assertRead('Tea or coffee? Pick one.', {
      'Tea. My least favourite is coffee.': 'tea',
      'I pick tea. A close second would be coffee.': 'tea',
      'Coffee. What I drink at night is tea.': 'coffee',
      'Tea. Wait, coffee.': 'coffee',
    });
    assertRead('Is it a planet? Answer yes or no.', {
      'No. Until 2006 the answer would be yes.': 'no',
      'Yes.\n\nActually, no.': 'no',
      'Yes. Many would say no.': 'yes',
    });
  });

  it('goes by its letter or by what that stands for', () => {
    assertRead(PLANETS, {
      'C. The distractor is B.': 'c',
      'The answer is c.': 'c',
      'Option C is correct; A, B and D are small.': 'c',
      'A, B and D are small, so C.': 'c',
      'Jupiter (the planet we live on is Earth).': 'c',
      'The answer is D. Wait, Jupiter is larger. The answer is C.': 'c',
    });
    assertRead('下列哪个最大？\nA. 火星\nB. 金星\nC. 木星', { '选C。': 'c', 答案是B: 'b', '正确答案是(C)。': 'c' });
    assertRead('素数はどれですか。\nA. 4\nB. 7\nC. 9', { '答えはBです。': 'b', A: 'a' });
  });

  it('may be the tenth, and "I" is a pronoun unless it is declared', () => {
    const ten = 'ABCDEFGHIJ'.split('').map((letter, at) => `${letter}) ${String(10 + at)}`);
    assertRead(`Which is prime and above 16?\n${ten.join('\n')}`, {
      'The answer is (I).': 'i',
      'The answer is I because I know primes.': 'i',
      'I think the answer is J.': 'j',
    });
  });

  it('is found where the prompt offers it inside a question', () => {
    assertRead('Answer with one word: is the sentiment positive, negative or neutral?', {
      'The sentiment is positive.': 'positive',
      negative: 'negative',
    });
    assertRead('Which sentiment does it have? Options: positive, negative.', {
      'The sentiment is positive.': 'positive',
    });
    assertRead('Sentiment (positive/negative/neutral): "I liked it."', { 'The sentiment is positive.': 'positive' });
    assertRead('Is the number odd or even? 17', { 'The number is odd.': 'odd', Even: 'even' });
    assertRead('Which answer is right, red or blue?', {
      'I think red is right.': 'red',
      'Blue is right, not red.': 'blue',
    });
    assertRead('Would you say the film is good, bad or average?', { 'The film is good.': 'good', Average: 'average' });
    assertRead('Did the chicken or the egg come first?', { 'The egg.': 'egg', 'The chicken came first.': 'chicken' });
  });
});

describe('numbers', () => {
  it('keep a sign before the currency', () => {
    assertRead('What is the change in price? Give one number.', {
      '-$5': '-5',
      '−£3.50': '-3.5',
      '-€1,200': '-1200',
      $5: '5',
    });
  });

  it('are scaled by words of magnitude', () => {
    assertRead('How much does the flat cost? Give one number.', {
      '₹50 lakh': '5000000',
      '₹2 crore': '20000000',
      '£1.2m': '1200000',
      '$2.5bn': '2500000000',
    });
    assertRead('How tall is the door? Give one number.', { '2.1 m': '2.1', '2m': '2' });
    assertRead('Wie viel kostet das Haus? Antworte mit einer Zahl.', {
      '1,2 Mio. €': '1200000',
      '1.200.000 €': '1200000',
      '3 Mrd. €': '3000000000',
    });
  });

  it('are asked for in many words and languages', () => {
    const asked = [
      'What percentage of 80 is 20?',
      'Calculate the sum of 12 and 13.',
      'Compute 5*5.',
      'Determine the remainder when 125 is divided by 50.',
      'Solve for x: 2x = 50.',
      'What will it cost to ship the boxes?',
      'What is the boiling point in Celsius?',
      'Elige un número del 1 al 30',
      'Choisis un nombre de 1 à 30',
      'Scegli un numero da 1 a 30',
      'Wähle eine Zahl von 1 bis 30',
      'Escolha um número de 1 a 30',
    ];
    for (const prompt of asked)
      assert.deepEqual(answersTo(prompt, ['25', '**25**', '25.']), ['25', '25', '25'], prompt);
  });

  it('are written as the language of the prompt writes them', () => {
    assertRead('Wie viele Meter sind es? Antworte nur mit der Zahl.', {
      '10.000': '10000',
      '10 000': '10000',
      '0,125': '0.125',
    });
    assertRead('What is the ratio, as one number?', { '1.250': '1.25', '1,250': '1250' });
    assertRead('Choisis un nombre entre 1 et 100.', { 'quatre-vingt-douze': '92', 'Soixante et onze': '71' });
    assertRead('Wähle eine Zahl zwischen 1 und 1000.', { Siebenunddreißig: '37', dreihundertfünf: '305' });
    assertRead('Elige un número entre 1 y 1000.', { 'Cuarenta y dos': '42', 'ciento uno': '101' });
    assertRead('Scegli un numero tra 1 e 1000.', { ventitré: '23', trecentoquarantadue: '342' });
    assertRead('Escolha um número entre 1 e 1000.', { 'vinte e três': '23', cem: '100' });
    assertRead('1から1000までの数字を一つ選んでください。', { 百二十三: '123', 四十二: '42' });
  });

  it('in a box are the value of all of the expression, or none', () => {
    assertRead(
      'Solve it.',
      {
        '\\boxed{2^{10}}': '1024',
        '\\boxed{\\sqrt{16}}': '4',
        '\\boxed{3\\sqrt{2}}': '4.24264068712',
        '\\boxed{\\frac{\\pi}{6}}': '0.523598775598',
        '\\boxed{11 \\frac{5}{6}}': '11.8333333333',
        '\\boxed{\\frac12}': '0.5',
        '\\boxed{5!}': '120',
        '\\boxed{\\log_2 8}': '3',
        '\\boxed{1, 2}': null,
        '\\boxed{3:4}': null,
        '\\boxed{2+3i}': null,
        '\\boxed{101_2}': null,
        '\\boxed{35 \\text{ cm}}': '35',
        '\\boxed{1{,}234}': '1234',
        '$\\boxed{x=5}$': '5',
      },
      'number',
    );
  });

  it('are scores, not what is counted beside them, and stars are counted', () => {
    assertRead('Rate the quality of the text from 1 to 10.', {
      'There are 5 reasons why this is a score of 9': '9',
      'For these 2 reasons I rate it 7.': '7',
      '**Natural 8!**': '8',
    });
    assertRead('Rate the film from 1 to 5 stars.', { '★★★★☆': '4', '⭐️⭐️⭐️': '3', '4 out of 5': '4' });
  });

  it('are no orders', () => {
    const { extractor } = summarize(
      runOf('Order them. Reply like 3,1,2.', { a: ['2,1,3', '1,2,3'] }),
      DEFAULT_ANALYSIS,
    );
    assert.notEqual(extractor, 'number');
  });
});

it('of several pieces of JSON the fenced one or the last is the answer', () => {
  assertRead('Reply with JSON {"city": "..."}', {
    '{"city": "Oslo"}': 'oslo',
    'For example {"city": "Paris"} would do, but: {"city": "Oslo"}': 'oslo',
    '```json\n{"city": "Oslo"}\n```\nNot {"city": "Paris"}.': 'oslo',
    'You asked for {"city": "..."}.\n\n{"city": "Bern"}': 'bern',
  });
});
