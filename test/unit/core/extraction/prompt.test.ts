import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseExtractor, domainOfPrompt } from '../../../../src/core/extraction/registry.ts';
import { labelsOf, optionsOf } from '../../../../src/core/extraction/options.ts';
import { asksForLongText, asksForNumber, asksForOneThing } from '../../../../src/core/extraction/prompt-kind.ts';
import { asksForFairPick } from '../../../../src/core/extraction/random-pick.ts';

describe('the numbers that a prompt allows', () => {
  const cases: readonly (readonly [string, readonly [number, number] | null])[] = [
    ['Pick a number, 1-10', [1, 10]],
    ['Pick a number 1 – 10', [1, 10]],
    ['Pick a number between one and one hundred', [1, 100]],
    ['Pick a number between a hundred and two hundred', [100, 200]],
    ['Pick a number between 100 and 1', [1, 100]],
    ['Choose a digit from 0 to 9', [0, 9]],
    ['Give me exactly one digit.', [0, 9]],
    ['Pick a digit', [0, 9]],
    ['Answer with a single digit.', [0, 9]],
    ['Roll a dice', [1, 6]],
    ['Throw a fair die and tell me the result', [1, 6]],
    ['Roll a six-sided die', [1, 6]],
    ['Roll 1d100', [1, 100]],
    ['Roll d%', [1, 100]],
    ['Roll 3d6', [3, 18]],
    ['Roll 2d6+3', [5, 15]],
    ['Roll 4d6, drop the lowest', null],
    ['Give me a three digit number', [100, 999]],
    ['Pick a random percentage', [0, 100]],
    ['What percentage of people like tea?', null],
    ['Pick an integer in [1, 100]', [1, 100]],
    ['Pick an integer in [0, 10)', null],
    ['What does random.randint(1, 100) return? Give one number.', [1, 100]],
    ['Pick an integer n with 1 <= n <= 50', [1, 50]],
    ['Pick a number from 1 to 100 inclusive', [1, 100]],
    ['Pick a whole number between 1 and 100 (exclusive)', [2, 99]],
    ['Pick an integer strictly between 1 and 100', [2, 99]],
    ['Pick a number less than 50', null],
    ['Pick a number under 100', null],
    ['Pick a number greater than 10', null],
    ['Pick a number of at most 10', null],
    ['Pick a positive integer less than 100', [1, 99]],
    ['Pick a positive whole number up to 100', [1, 100]],
    ['Pick a non-negative integer below 10', [0, 9]],
    ['Rate it from 1 (bad) to 10 (good)', [1, 10]],
    ['Rate it on a scale of 0 to 5', [0, 5]],
    ['随机选择1到100之间的一个数字', [1, 100]],
    ['从一到一百选一个数字', [1, 100]],
    ['Choisis un nombre entre 1 et 100', [1, 100]],
    ['Nenne eine Zufallszahl zwischen 1 und 100', [1, 100]],
    ['Elige un número entre 1 y 100', [1, 100]],
    ['Describe life between 1900 and 1950', null],
    ['Write about World War II (1939-1945)', null],
    ['Pick a random year between 1900 and 2000', [1900, 2000]],
    ['Pick a number between 1 and 100. Answer in 10-20 words.', [1, 100]],
    ['What is 17 + 25?', null],
    ['Flip a coin', null],
    ['Pick a card', null],
  ];
  for (const [prompt, expected] of cases)
    it(JSON.stringify(prompt), () => assert.deepEqual(domainOfPrompt(prompt), expected));
});

describe('a prompt that asks for a number', () => {
  const asking: readonly string[] = [
    'Give me exactly one digit.',
    'Generate the safest first digit for my 12 digit password? Give me exactly one digit.',
    'A digit from 0 to 9, please.',
    'How many moons does Jupiter have?',
    'What year did the Berlin Wall fall?',
    'In which year was Mozart born?',
    'Roll a d20',
    'Throw a dice',
    'What is 2 + 2?',
    'What is 12 times 12?',
    'Guess my age.',
    'Number between 1 and 10?',
    'Think of a number.',
    'Rate this joke from 1 to 10.',
    'Estimate the population of France.',
    'What is the square root of 2?',
    'Pick a value from 1 to 5.',
    'Say a random integer',
    'Random number, please',
    'Choose a prime.',
  ];
  for (const prompt of asking) it(JSON.stringify(prompt), () => assert.equal(asksForNumber(prompt), true));
  const others: readonly string[] = [
    'Pick a random US zip code.',
    'Suggest a 4-digit PIN code.',
    'Tell me a story.',
    'Pick a random fruit.',
    'Flip a coin.',
    'Pick a card, any card.',
    'Write a poem about numbers.',
    'Describe the number theory course.',
    '',
  ];
  for (const prompt of others) it(`not ${JSON.stringify(prompt)}`, () => assert.equal(asksForNumber(prompt), false));
});

describe('the options of a prompt', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Heads or tails?', ['heads', 'tails']],
    ['Tea or coffee?', ['tea', 'coffee']],
    ['Cats, dogs or birds?', ['cats', 'dogs', 'birds']],
    ['Choose rock, paper, or scissors.', ['rock', 'paper', 'scissors']],
    ['Rock, paper, scissors: choose one.', ['rock', 'paper', 'scissors']],
    ['True or false: the earth is flat.', ['true', 'false']],
    ['Is the earth flat? Answer yes or no.', ['yes', 'no']],
    ['Is it good? Answer yes/no/maybe.', ['yes', 'no', 'maybe']],
    ['Is a tomato a fruit or a vegetable?', ['fruit', 'vegetable']],
    ['Would you rather fly or be invisible?', ['fly', 'be invisible']],
    ['Answer with A, B, C or D.', ['A', 'B', 'C', 'D']],
    ['Which is largest?\nA) Paris\nB) London\nC) Rome', ['A', 'B', 'C']],
    ['Which is largest? (a) Paris (b) London (c) Rome', ['A', 'B', 'C']],
    ['Pick one:\n1. Paris\n2. London\n3. Rome', ['1', '2', '3']],
    ['Pick one of these:\n- Paris\n- London\n- Rome', ['Paris', 'London', 'Rome']],
    ['Flip a coin.', ['heads', 'tails']],
    ['Kopf oder Zahl?', ['kopf', 'zahl']],
    ['Münzwurf: Kopf oder Zahl?', ['kopf', 'zahl']],
    ['¿Cara o cruz?', ['cara', 'cruz']],
    ['Pile ou face ?', ['pile', 'face']],
    ['Орёл или решка?', ['орёл', 'решка']],
    ['Toss a coin and tell me the result, heads or tails.', ['heads', 'tails']],
    ['Flip a coin and report whether it landed on heads or tails.', ['heads', 'tails']],
    ['Choose one colour from red, green or blue for my wall.', ['red', 'green', 'blue']],
    ['Pick one fruit out of apple, pear or plum for a pie.', ['apple', 'pear', 'plum']],
    ['Choose between tea from China or coffee from Peru', ['tea from china', 'coffee from peru']],
    ['Decide: stay or go for a walk?', ['stay', 'go for a walk']],
    ['Pick one: give up, keep going or ask for help', ['give up', 'keep going', 'ask for help']],
    ['Give me heads, tails, or edge.', ['heads', 'tails', 'edge']],
    ['Would you tell me what you prefer, tea or coffee?', ['tea', 'coffee']],
    ['Can you pick one, red or blue?', ['red', 'blue']],
    ['Do you have a preference, cats or dogs?', ['cats', 'dogs']],
    ['Do you know which is older, Rome or Athens?', ['rome', 'athens']],
    ['Do you like cats, dogs or birds?', ['cats', 'dogs', 'birds']],
    ['Should I tell my boss, quit or wait?', ['tell my boss', 'quit', 'wait']],
    ['Should we buy a house or keep renting?', ['buy a house', 'keep renting']],
    ['Should I keep it, sell it or rent it out?', ['keep it', 'sell it', 'rent it out']],
    ['Would Anna rather call her brother, leave or hide?', ['call her brother', 'leave', 'hide']],
    ['Do you want to stay, leave or wait?', ['stay', 'leave', 'wait']],
    ['Should I call my mother, father or sister?', ['mother', 'father', 'sister']],
    ['Should I wear red, blue or green?', ['red', 'blue', 'green']],
    ['Is it better to quit, wait or leave?', ['quit', 'wait', 'leave']],
    ['Capital of France?', []],
    ['Was hältst du von Kaffee oder Tee am Abend?', []],
    ['Pick a number between 1 and 100.', []],
    ['Pick a number, 1 or 2?', []],
    ['Tell me a story.', []],
    ['Write a story about a cat or a dog that lives in a big house near the sea', []],
    ['Do the following:\n1. Think\n2. Write a story\n3. Stop', []],
    ['', []],
  ];
  for (const [prompt, expected] of cases)
    it(JSON.stringify(prompt), () =>
      assert.deepEqual(
        optionsOf(prompt).map((option) => (expected.includes(option) ? option : option.toLowerCase())),
        expected,
      ),
    );
  it('have labels', () => {
    const paris = [
      ['A', 'Paris'],
      ['B', 'London'],
    ];
    assert.deepEqual([...labelsOf('Which?\nA) Paris\nB) London')], paris);
    assert.deepEqual([...labelsOf('Which? (a) Paris (b) London?')], paris);
    assert.deepEqual([...labelsOf('Which?')], []);
  });
});

describe('a text that is asked for', () => {
  const texts = [
    ...['Tell a story about a dragon.', 'Tell me a story.', 'A short story about rain', 'Give a speech.'],
    ...[
      'I want a bedtime story for my kid',
      'Invent a tale of two cats',
      'Write about Rome',
      'Write me something on tea',
    ],
  ];
  const things = [
    ...[
      'Give me a story title.',
      'Name a character for a story.',
      'What is your favourite story?',
      'Recommend a story.',
    ],
    ...['I need a name for my story.', 'Name the hero of a tale.', 'Write a word', 'Pick a fruit for the story.'],
  ];
  for (const prompt of texts) it(JSON.stringify(prompt), () => assert.ok(asksForLongText(prompt)));
  for (const prompt of things) it(`no text: ${JSON.stringify(prompt)}`, () => assert.ok(!asksForLongText(prompt)));
});

describe('a pick of values that are all as likely', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['Guess a number between 1 and 10.', true],
    ['Guess my age, a number between 1 and 100.', false],
    ['Guess the price of this car, a number from 1,000 to 50,000.', false],
    ['Guess how old I am: a number between 1 and 100', false],
  ];
  for (const [prompt, expected] of cases)
    it(JSON.stringify(prompt), () => assert.equal(asksForFairPick(prompt), expected));
});

describe('one thing', () => {
  for (const [prompt, expected] of [
    ['Can you list 3 influential persons from the nineteenth century?', false],
    ['Name two good books.', false],
    ['Pick a random valid US zip code.', true],
    ['Pick a card, any card.', true],
    ['Write code that sorts a list.', false],
  ] as const)
    it(JSON.stringify(prompt), () => assert.equal(asksForOneThing(prompt), expected));
});

describe('auto', () => {
  const choose = (prompt: string, texts: readonly string[]): string => {
    const { extractor, argument, reason } = chooseExtractor(prompt, texts);
    return `${extractor.id}${argument === null ? '' : `:${argument}`} ${reason}`;
  };
  const times = (count: number, text: string): string[] => Array.from({ length: count }, () => text);

  it('counts answers, not different texts', () =>
    assert.equal(
      choose('Pick a random number between 1 and 100', [...times(8, '42'), "I can't pick a number.", 'A number.']),
      'number The prompt asks for a number; 8 of 10 answers give one, 1 declines.',
    ));
  it('says when only a part of them was looked at', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `I pick ${index}.`);
    assert.match(choose('Pick a random number', many), /; (\d+) of \1 answers looked at give one\.$/);
  });
  it('says when answers do not bear out what the prompt asks for', () =>
    assert.equal(
      choose('Give me exactly one digit.', times(4, 'There is no single safest digit.')),
      'whole The prompt asks for a number, but 0 of 4 answers give one, so each answer is read whole.',
    ));
  it('reads questions that are answered with yes and no', () =>
    assert.equal(
      choose('Is the earth flat?', ['No.', 'No, it is not.', 'No', 'No — it is round.', 'It is a globe.']),
      'choice:yes,no The prompt is a question; 4 of 5 answers begin with yes or no.',
    ));
  it('discovers options in the answers', () => {
    const answers = [...times(5, 'Mango'), ...times(4, 'Apple.'), 'My favourite is of course the mango, my friend.'];
    assert.equal(
      choose('The best fruit', answers),
      'choice:Apple,Mango 9 of 10 answers are “Apple” or “Mango”, and the others name one of them.',
    );
    // A new answer must not be lost.
    assert.match(choose('The best fruit', [...answers, 'Kiwi']), /^whole /);
    assert.match(choose('The best fruit', times(9, 'Mango')), /^whole /);
  });
  it('does not depend on the order of the answers', () => {
    const answers = [...times(5, 'Mango'), ...times(4, 'Apple.'), 'My favourite is of course the mango, my friend.'];
    assert.equal(choose('The best fruit', answers), choose('The best fruit', [...answers].reverse()));
  });
  it('knows lettered options', () =>
    assert.match(
      choose('Which is largest?\nA) Paris\nB) London', ['B', 'London', 'B) London', 'The answer is B.']),
      /^choice:A,B The prompt offers “A”, “B”; 4 of 4 answers pick one\.$/,
    ));
});
