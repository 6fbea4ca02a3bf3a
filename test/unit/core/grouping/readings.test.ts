import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldText } from '../../../../src/core/text/fold.ts';
import { groupAnswers } from '../../../../src/core/grouping/group-answers.ts';
import { readList } from '../../../../src/core/grouping/list-key.ts';
import { readQualified } from '../../../../src/core/grouping/qualifier.ts';
import { nameKey, valueKey } from '../../../../src/core/grouping/short-key.ts';
import { respelled } from '../../../../src/core/grouping/spelling.ts';
import { statementKey } from '../../../../src/core/grouping/statement.ts';
import { singularOf, stemOf } from '../../../../src/core/text/stems.ts';
import { tokensOf } from '../../../../src/core/grouping/tokens.ts';

const name = (text: string): string => nameKey(tokensOf(foldText(text)));
const statement = (text: string): string | null => statementKey(tokensOf(foldText(text)));
const value = (text: string): string | null => valueKey(foldText(text));

/** Number of groups, and what is said about each answer but the one that names the first group. */
function grouped(answers: readonly string[]): { readonly size: number; readonly why: readonly string[] } {
  const inputs = answers.map((answer, index) => ({ text: answer, answer, count: index === 0 ? 9 : 1, notes: [] }));
  const { groups, why } = groupAnswers(inputs, { mode: 'lexical', kind: 'text' });
  return { size: groups.length, why: why.slice(1) };
}

describe('words', () => {
  const spellings = [
    ['colour', 'color'],
    ['favourite', 'favorite'],
    ['organised', 'organized'],
    ['analyse', 'analyze'],
    ['centre', 'center'],
    ['metres', 'meters'],
    ['grey', 'gray'],
    ['travelling', 'traveling'],
    ['café', 'cafe'],
    ['naïve', 'naive'],
  ] as const;
  for (const [one, other] of spellings)
    it(`${one} and ${other} are one`, () => assert.equal(respelled(one), respelled(other)));

  const different = ['four', 'for', 'hour', 'rise', 'rize', 'acre', 'filled', 'filed', 'prise', 'prize', 'año', 'ano'];
  it('keeps other words apart', () => assert.equal(new Set(different.map(respelled)).size, different.length));

  it('leads irregular forms back', () => {
    assert.equal(stemOf('wrote'), stemOf('written'));
    assert.equal(stemOf('children'), stemOf('child'));
    assert.equal(stemOf('movies'), stemOf('movie'));
    assert.notEqual(stemOf('movies'), stemOf('films'));
  });

  it('makes one of many only of what is a plural', () => {
    const plurals = ['strawberries', 'mangoes', 'foxes', 'buses', 'raccoons', 'mice'];
    assert.deepEqual(plurals.map(singularOf), ['strawberry', 'mango', 'fox', 'bus', 'raccoon', 'mouse']);
    for (const word of ['news', 'glass', 'zeus', 'gas', '7s', '苹果']) assert.equal(singularOf(word), word);
  });
});

describe('tokens', () => {
  const cases = [
    ["don't", 'do not'],
    ["it's", 'it is'],
    ["the world's end", "the world 's end"],
    ['forty-two', '42'],
    ['twenty three hearts', '23 hearts'],
    ['five million', '5000000'],
    ['5 million', '5000000'],
    ['Nineteen Eighty-Four', '1984'],
    ['100°C', '100 °c'],
    ['100 degrees Celsius', '100 °c'],
    ['50 percent', '50%'],
    ['Rocky III', 'rocky 3'],
    ['Vitamin C', 'vitamin c'],
    ['no one', 'no'],
  ] as const;
  for (const [text, tokens] of cases)
    it(`of “${text}” are ${tokens}`, () => assert.equal(tokensOf(foldText(text)).join(' '), tokens));

  it('come to an end for text made to be hard', () => {
    const words = ['one ', "'s ", 'is by ', 'twenty ', '1 million ', 'A (b) '].map((part) => part.repeat(6_000));
    const unbroken = ["a'", '1,', 'ii', '((', 'kilo', '*_', 'our', ',a', ';'].map((part) => part.repeat(8_000));
    for (const hard of [...words, ...unbroken]) assert.ok(grouped([hard, `${hard}x`, `x${hard}`]).size >= 1);
  });
});

describe('values', () => {
  it('are equal however they are written', () => {
    for (const text of ['42', '42.0', '+42', '42.']) assert.equal(value(text), 'number 42');
    assert.equal(value('-0'), value('0'));
    assert.equal(value('.5'), value('0.50'));
    assert.equal(value('$20'), value('$20.00'));
    for (const code of ['#FFF', '#ffffff', 'rgb(255, 255, 255)']) assert.equal(value(code), 'colour #ffffff');
  });
  it('differ by sign, unit and digits; a code with leading zeros and a name are none', () => {
    const texts = ['42', '-42', '4.2', '42%', '$42', '€42', '#ffe', '#ffffff'];
    assert.equal(new Set(texts.map(value)).size, texts.length);
    for (const text of ['007', 'white', '1.2.3', 'rgb(300, 0, 0)', '#ggg']) assert.equal(value(text), null);
  });
  it('are compared by value where a number is asked for', () => {
    const inputs = ['42', 'forty-two', '42.0', '$20', '$20.00'].map((text) => ({
      text,
      answer: text,
      count: 1,
      notes: [],
    }));
    assert.equal(groupAnswers(inputs, { mode: 'lexical', kind: 'number' }).groups.length, 2);
  });
});

describe('names', () => {
  it('are one without article, spacing, number and "and"', () => {
    for (const text of ['sky blue', 'Skyblue', 'the sky blue', 'sky-blue', 'sky blues'])
      assert.equal(name(text), 'name skyblue');
    assert.equal(name('Rock & roll'), name("rock 'n' roll"));
  });
  it('keep an article that is all they have, and digits where they stand', () => {
    assert.notEqual(name('The Who'), name('Who'));
    assert.notEqual(name('The The'), name('The'));
    assert.notEqual(name('1 5'), name('15'));
  });
});

describe('statements', () => {
  const same = [
    ['Paris is the capital of France.', "France's capital is Paris."],
    ['Hamlet was written by Shakespeare.', 'Shakespeare wrote Hamlet.'],
    ['There are 206 bones in the human body.', 'The human body has 206 bones.'],
    ["Everest is the world's tallest mountain.", 'The tallest mountain in the world is Everest.'],
    ['Honey never spoils.', "Honey doesn't spoil."],
  ] as const;
  for (const [one, other] of same) it(`“${one}” is “${other}”`, () => assert.equal(statement(one), statement(other)));

  const different = [
    ['Cats are better pets than dogs.', 'Dogs are better pets than cats.'],
    ['All cats are nice animals.', 'Nice animals are all cats.'],
    ['Alice was seen by Bob.', 'Bob was seen by Alice.'],
    ['A flight from Berlin to Paris', 'A flight to Berlin from Paris'],
    ['Water is very wet stuff.', 'Water is not very wet stuff.'],
  ] as const;
  for (const [one, other] of different)
    it(`“${one}” is not “${other}”`, () => assert.notEqual(statement(one), statement(other)));

  it('say more than a name does', () => assert.equal(statement('Queen of Hearts'), null));
});

describe('lists', () => {
  const same = (one: string, other: string): boolean => readList(one)?.key === readList(other)?.key;
  it('are what they list, however they set it out', () => {
    assert.ok(same('Apple, banana and cherry', '1. Apple\n2. **Banana**\n3. Cherries'));
    assert.ok(
      same(
        '1. **Kyoto, Japan:** temples, gardens and tea\n2. **Rome, Italy:** ruins all over the place',
        '1. **Kyoto, Japan** is a quiet old town\n2. **Rome, Italy** is known for its food',
      ),
    );
    assert.ok(!same('Apple, banana, cherry', 'Apple, banana, grape'));
  });
  it('with labels are what is said of them', () => {
    const [ada, bob] = ['Ada', 'Bob'].map((person) => `1. **Name:** ${person}\n2. **Work:** ${person} is a baker here`);
    assert.equal(grouped([ada!, bob!]).size, 2);
    assert.equal(grouped(['- Fruit: Mango\n- Root: Beet', '- Fruit: Apple\n- Root: Leek']).size, 2);
  });
  it('of numbers, letters and repeated things have an order', () => {
    assert.ok(!same('1, 2, 3', '3, 2, 1'));
    assert.ok(!same('H, T, H, H', 'H, H, T, H'));
  });
  it('are not read into sentences, names and joined adjectives', () => {
    const texts = [
      'At sea level, water boils, and it boils at 100 °C.',
      'Light travels at 299,792,458 metres per second.',
      'A warm, soft, and cosy blanket',
      'Paris, Texas',
      'Ocean giant sings,\nWalnut tree on land whispers,\nLife in different realms.',
      'Why?\nBecause.',
    ];
    for (const text of texts) assert.equal(readList(text), null);
  });
  it('that are numbered in different orders are different rankings; as long as none are, the order is free', () => {
    assert.equal(grouped(['1. Gold\n2. Silver', '1. Silver\n2. Gold']).size, 2);
    assert.equal(grouped(['- Gold\n- Silver', '- Silver\n- Gold']).size, 1);
  });
});

describe('what was added to a name', () => {
  it('is read from brackets and from who made it', () => {
    assert.deepEqual(readQualified('Blade Runner (1982)'), { name: 'Blade Runner', kind: 'year', added: '1982' });
    assert.deepEqual(readQualified('*1984* by George Orwell'), { name: '1984', kind: 'maker', added: 'george orwell' });
    assert.deepEqual(readQualified("George Orwell's 1984"), { name: '1984', kind: 'maker', added: 'george orwell' });
    assert.deepEqual(readQualified('10115 (Berlin)'), {
      name: '10115',
      kind: 'remark',
      added: 'berlin',
    });
    for (const text of ['Paris (Texas)', 'Blue (dark)', 'Stand by Me', "The Hitchhiker's Guide", '(2010)', '1 (2)'])
      assert.equal(readQualified(text), null, text);
  });
  it('is set aside as long as all agree on it', () => {
    assert.deepEqual(grouped(['Inception', 'Inception (2010)']), { size: 1, why: ['words in brackets aside'] });
    assert.equal(grouped(['75001 (Paris)', '75001']).size, 1);
    assert.equal(grouped(['10115 (Berlin)', '10115 (New York)', '10115']).size, 3);
    assert.equal(grouped(['A Star Is Born', 'A Star Is Born (1937)', 'A Star Is Born (2018)']).size, 3);
  });
});

describe('the reasons of a merge', () => {
  const cases = [
    ['sky blue', 'the skyblue', 'article, spelling or spacing aside'],
    ['42', 'forty-two', 'the same number'],
    ['#fff', '#FFFFFF', 'the same colour code'],
    ['red, green, blue', '- green\n- red\n- blue', 'the same things listed'],
    ['Shakespeare wrote Hamlet', 'Hamlet was written by Shakespeare', 'the same said in other words'],
    ['1984', '1984 by George Orwell', 'who made it aside'],
  ] as const;
  for (const [naming, other, why] of cases)
    it(`“${why}”`, () => assert.deepEqual(grouped([naming, other]), { size: 1, why: [why] }));
});

describe('paragraphs', () => {
  const because = (fruit: string): string =>
    `I would choose ${fruit} because it is sweet, juicy, full of vitamins, easy to find in most markets and delicious in smoothies on hot days.`;
  it('that are told again are the same, whatever order their sentences have', () => {
    const answers = [
      'There is no single best digit. Any digit is equally likely to be part of a strong, randomly generated password. The security comes from its length and randomness, not from any specific digit.',
      "There's no single best digit. Any digit is equally likely in a strong password that is randomly generated. Length and randomness give the security of a password, not any individual digit.",
    ];
    assert.equal(grouped(answers).size, 1);
  });
  it('that differ in the word they open with are not', () => {
    assert.equal(grouped([because('mango'), because('apple')]).size, 2);
  });
});

describe('pages', () => {
  const text = Array.from({ length: 400 }, (_, index) => `w${(index * 7919) % 977}`);
  const copy = (every: number, mark: string): string =>
    text.map((word, index) => (index % every === 0 ? `${mark}${index}` : word)).join(' ');
  it('with some words exchanged are the same page', () => {
    assert.equal(grouped([text.join(' '), copy(40, 'a'), copy(50, 'b'), copy(60, 'c')]).size, 1);
  });
  it('with a fifth of the words exchanged, or half of them, are not', () => {
    assert.equal(grouped([text.join(' '), copy(5, 'a'), copy(5, 'b')]).size, 3);
    assert.equal(grouped([text.join(' '), copy(2, 'a'), copy(2, 'b')]).size, 3);
  });
});

describe('the answer that names a group', () => {
  const named = (answer: string, mode: 'exact' | 'lexical'): string | undefined =>
    groupAnswers([{ text: answer, answer, count: 1, notes: [] }], { mode, kind: 'text' }).groups[0]?.answer;
  it('is shown without marks of emphasis, except where the string is what counts', () => {
    assert.equal(named("George Orwell's *1984*", 'lexical'), "George Orwell's 1984");
    assert.equal(named("George Orwell's *1984*", 'exact'), "George Orwell's *1984*");
    for (const plain of ['snake_case_name', '__init__', '2 * 3 * 4', 'a*b*c'])
      assert.equal(named(plain, 'lexical'), plain);
  });
});
