import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { summarize, DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { runOf } from '../analysis/run-of.ts';

/** Lists of answers that belong together; the answers of different lists do not. */
function assertGroups(prompt: string, groups: readonly (readonly string[])[]): void {
  const outputs = groups.flat();
  const { readings, funnel } = summarize(runOf(prompt, { a: outputs }), DEFAULT_ANALYSIS);
  const place = (output: string): number => groups.findIndex((group) => group.includes(output));
  const found = readings.map(({ group }) => readings.findIndex((other) => other.group === group));
  const wanted = outputs.map((output) => outputs.findIndex((other) => place(other) === place(output)));
  assert.deepEqual(found, wanted, prompt);
  assert.ok(funnel.groups <= funnel.extracted, 'an answer that is told apart is one of those that were read');
}

describe('small words say other things', () => {
  const pairs = [
    ['You must restart the server after updating.', 'You may restart the server after updating.'],
    ['All drugs have side effects.', 'Some drugs have side effects.'],
    ['Take aspirin and ibuprofen every day.', 'Take aspirin or ibuprofen every day.'],
    ['You owe us a lot of money.', 'We owe you a lot of money.'],
    ['The contract will end in May.', 'The contract might end in May.'],
    ['Restart the server if the memory is full.', 'Restart the server because the memory is full.'],
    ['My doctor told your sister the truth.', 'Your doctor told my sister the truth.'],
    ['Buy a large wooden table for the kitchen.', 'Obtain a huge wooden table for the kitchen.'],
  ] as const;
  for (const [one, other] of pairs)
    it(`${one} ${other}`, () => assertGroups('Complete the statement in one sentence.', [[one], [other]]));

  it('and the same sentence is still the same', () => {
    assertGroups('Complete the statement in one sentence.', [
      ['Bell invented the telephone in 1876.', 'The telephone was invented by Bell in 1876.'],
    ]);
  });
});

describe('marks and capitals tell answers apart where they are the answer', () => {
  it('intervals', () => {
    assertGroups('What is the domain of f? Answer in interval notation.', [
      ['[0,1)', '[0, 1)'],
      ['(0,1]'],
      ['(0,1)'],
      ['[0,1]'],
    ]);
    assertGroups('What is the range of g?', [
      ['$(-\\infty, 3]$', '(-\\infty, 3]'],
      ['(-\\infty, 3)'],
      [']0,1]'],
      ['[0,1['],
    ]);
  });
  it('operators and regular expressions', () => {
    assertGroups('When is it true?', [['a && b'], ['a || b'], ['!a'], ['x != y'], ['x = y']]);
    assertGroups('What is the regex for a digit? Only the expression.', [
      ['\\d', '`\\d`'],
      ['\\d*'],
      ['\\D'],
      ['^\\d$'],
    ]);
  });
  it('grades, flags and paths', () => {
    assertGroups('Grade this essay.', [['A-', 'A-.'], ['A'], ['A+']]);
    assertGroups('Which command line flag prints usage? Only the flag.', [['--help', '`--help`'], ['-help'], ['-h']]);
    assertGroups('Where is it?', [['/etc/hosts'], ['etc/hosts']]);
    assertGroups('Which CSS selector matches it? Only the selector.', [['#main'], ['.main'], ['main']]);
  });
  it('formulas, chords and symbols, but not words', () => {
    assertGroups('Which gas is toxic? Give the formula only.', [['CO'], ['Co']]);
    assertGroups('What is the unit? Give the symbol only.', [['MB'], ['Mb']]);
    assertGroups('Name a colour. One word only.', [['Teal', 'TEAL', 'teal']]);
  });
  it('versions and eras', () => {
    assertGroups('Which Python 3 version introduced it? Answer with the version only.', [['3.10'], ['3.1'], ['3.9']]);
    assertGroups('What is 31 divided by 10? Answer with a number.', [['3.10', '3.1']]);
    assertGroups('In which year did he die? Answer with the year.', [
      ['44 BCE', '44 B.C.'],
      ['44 CE', 'AD 44'],
    ]);
  });
});

describe('one value in several notations', () => {
  it('fractions', () => {
    assertGroups('What is one divided by two?', [['0.5', '1/2', '½', '\\frac{1}{2}', '$\\frac{1}{2}$'], ['2']]);
  });
  it('dates and times, unless they may mean another', () => {
    assertGroups('When is it? Give the date.', [
      ['2024-03-01', 'March 1, 2024', '1 March 2024', '1st of March 2024'],
      ['2024-03-02'],
      ['03/01/2024'],
    ]);
    assertGroups('When does the train leave? Give the time.', [['14:30', '2:30 PM', '2:30 p.m.'], ['2:30'], ['14:45']]);
  });
});
