import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { estimateTokens, inputTokens, mostTokens } from '../../../../src/core/money/tokens.ts';

/** Tokens that OpenAI's published vocabularies make of a text: cl100k_base (2023) and o200k_base (2024). */
const COUNTED: readonly (readonly [text: string, cl100k: number, o200k: number])[] = [
  ['Pick a random number between 1 and 100', 10, 10],
  ['Tell me a joke. Answer with the joke alone, without any introduction or explanation.', 17, 17],
  ["You miss 100% of the shots you don't take", 12, 11],
  ['tiktoken is great!', 6, 6],
  ['antidisestablishmentarianism', 6, 6],
  ['export function f(a: number): number { return a * 2 + 1; }\n', 19, 19],
  ['Nenne eine zufällige Zahl zwischen 1 und 100 und erkläre, wie du sie ausgewählt hast.', 27, 24],
  ['お誕生日おめでとう', 9, 8],
  ['请随机选择一个一到一百之间的数字，只回答数字。', 22, 15],
  ['1에서 100 사이의 임의의 숫자를 하나 고르세요', 21, 15],
  ['Назови случайное число от 1 до 100', 14, 11],
  ['Διάλεξε έναν τυχαίο αριθμό από το 1 έως το 100', 41, 19],
  ['اختر رقما عشوائيا بين واحد ومئة', 27, 12],
  ['एक से सौ के बीच एक संख्या चुनें', 31, 9],
  ['🎉🎉🎉', 9, 6],
  ['👨‍👩‍👧‍👦', 18, 11],
  ['🇩🇪🇫🇷', 12, 8],
];

describe('estimateTokens', () => {
  it('is near what tokenizers count, in every script', () => {
    for (const [text, older, newer] of COUNTED) {
      const estimated = estimateTokens(text);
      const least = Math.min(older, newer) * 0.75;
      const most = Math.max(older, newer) * 1.35;
      assert.ok(estimated >= least && estimated <= most, `${text}: ${estimated}, not ${newer} to ${older}`);
    }
  });

  it('is 0 for nothing and grows with the text', () => {
    assert.equal(estimateTokens(''), 0);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        assert.ok(estimateTokens(a + b) >= estimateTokens(a));
        assert.ok(estimateTokens(a + b) <= estimateTokens(a) + estimateTokens(b));
      }),
    );
  });
});

describe('mostTokens', () => {
  it('is the length of the UTF-8, lone surrogates included', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', 'a') })),
        (text) => {
          assert.equal(mostTokens(text), Buffer.byteLength(text, 'utf8'));
          assert.ok(estimateTokens(text) <= Math.max(mostTokens(text), 1));
        },
      ),
    );
  });

  it('is not passed by any counted text', () => {
    for (const [text, older, newer] of COUNTED) assert.ok(mostTokens(text) >= Math.max(older, newer), text);
  });
});

describe('inputTokens', () => {
  const prompt = 'Pick a random number between 1 and 100';

  it('counts everything that is sent, and a few tokens a turn', () => {
    const plain = inputTokens({ prompt, system: null }, { temperature: 1 });
    assert.equal(plain.likely, 10 + 4 + 3);
    assert.ok(plain.most >= prompt.length + 7);
    const system = inputTokens({ prompt, system: 'Be brief.' }, {});
    assert.equal(system.likely, plain.likely + 3 + 4);
    const turns = inputTokens(
      {
        prompt,
        system: null,
        messages: [
          { role: 'user', text: 'Hi!!' },
          { role: 'assistant', text: 'Yes?' },
          { role: 'user', text: prompt },
        ],
      },
      {},
    );
    assert.equal(turns.likely, plain.likely + 2 * (1 + 4));
    const schema = inputTokens({ prompt, system: null }, { response_format: { type: 'json_object' } });
    assert.equal(schema.likely, plain.likely + Math.ceil('{"type":"json_object"}'.length / 4));
  });

  it('is never likelier than it can be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string({ unit: 'binary' })), (text, system) => {
        const { likely, most } = inputTokens({ prompt: text, system }, {});
        assert.ok(likely <= most);
      }),
    );
  });
});
