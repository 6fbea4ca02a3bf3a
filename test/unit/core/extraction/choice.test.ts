import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseExtractor } from '../../../../src/core/extraction/registry.ts';

const LETTERS = 'Which is the largest?\nA) Paris\nB) London\nC) Rome';
const NUMBERS = 'Pick one:\n1. Paris\n2. London';

describe('the option that an answer picks', () => {
  const cases: readonly (readonly [spec: string, text: string, expected: string | null, prompt?: string])[] = [
    ['choice:yes,no', 'Yes.', 'yes'],
    ['choice:yes,no', 'Yes, there is no doubt.', 'yes'],
    ['choice:yes,no', '**No**, it is not.', 'no'],
    ['choice:yes,no', 'Nope!', 'no'],
    ['choice:yes,no', 'Yep.', 'yes'],
    ['choice:yes,no', 'There is no way to know.', null],
    ['choice:heads,tails', "It's heads!", 'heads'],
    ['choice:heads,tails', '*flips coin* ... Tails!', 'tails'],
    ['choice:heads,tails', 'The coin shows heads, not tails.', 'heads'],
    ['choice:heads,tails', "I can't flip a coin.", 'refused'],
    ['choice:rock,paper,scissors', 'I choose paper! Paper covers rock.', 'paper'],
    ['choice:rock,paper,scissors', 'Rock, paper, scissors... shoot! **Scissors**', 'scissors'],
    ['choice:A,B,C', 'B) London', 'B', LETTERS],
    ['choice:A,B,C', 'London', 'B', LETTERS],
    ['choice:A,B,C', 'The largest of these is **London**.', 'B', LETTERS],
    ['choice:A,B,C', '(b)', 'B', LETTERS],
    ['choice:A,B,C', 'Answer: C', 'C', LETTERS],
    ['choice:A,B,C', 'A city.', null, LETTERS],
    ['choice', 'I would go with London.', '2', NUMBERS],
    ['choice', '2', '2', NUMBERS],
    ['choice', 'Tea, please', 'tea', 'Tea or coffee?'],
    ['choice:red,blue', '', null],
  ];
  for (const [spec, text, expected, prompt = ''] of cases) {
    it(`${spec}: ${JSON.stringify(text)} is ${String(expected)}`, () => {
      const { extractor, argument } = parseExtractor(spec);
      const { answer, refused } = extractor.extract(text, { prompt, domain: null, argument });
      assert.equal(refused ? 'refused' : spec === 'choice' ? (answer?.toLowerCase() ?? null) : answer, expected);
    });
  }
});
