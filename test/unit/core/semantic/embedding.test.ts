import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Embedding } from '../../../../src/core/ports.ts';
import { alike, classesByEmbedding, embeddingBatches } from '../../../../src/core/semantic/embedding.ts';
import { asking } from './support.ts';

/** A direction in the plane. */
const at = (degrees: number): readonly number[] => [
  3 * Math.cos((degrees * Math.PI) / 180),
  3 * Math.sin((degrees * Math.PI) / 180),
];

describe('alike', () => {
  it('joins what points the same way, and says how nearly', () => {
    const answers = ['New York City', 'Tokyo', 'The Big Apple'];
    assert.deepEqual(alike(answers, [at(0), at(90), at(10)], 0.9), [
      { answers: ['New York City', 'The Big Apple'], similarity: [1, 0.9848] },
    ]);
    assert.deepEqual(alike(answers, [at(0), at(90), at(30)], 0.9), []);
  });

  it('does not join what contradicts itself, however near it is', () => {
    const apart = [
      ['Forty-two sheep crossed the road', 'Forty-three sheep crossed the road'],
      ['It rains 3 days a week there', 'It rains 5 days a week there'],
      ['Apollo', 'Apollo 11'],
      ['It will rain', 'It will not rain'],
      ['dark blue', 'light blue'],
      ['42', 'forty-three'],
      ['Yes, I would', 'Nope'],
      ['a) Rome', 'b) Rome'],
      ['#ff0000', 'red'],
    ];
    for (const answers of apart) assert.deepEqual(alike(answers, [at(0), at(0)], 0.9), [], answers.join(' / '));
    assert.equal(alike(['Three blind mice', '3 mice that cannot see, not one'], [at(0), at(1)], 0.9).length, 1);
  });

  it('joins nothing that has no direction', () => {
    assert.deepEqual(
      alike(
        ['a', 'b'],
        [
          [0, 0],
          [0, 0],
        ],
        0.01,
      ),
      [],
    );
  });
});

describe('embeddingBatches', () => {
  it('are short enough for every server, and hold every answer once and in order', () => {
    const answers = Array.from({ length: 450 }, (_, index) => `${index} ${'x'.repeat(index * 20)}`);
    const batches = embeddingBatches(answers);
    const texts = batches.flat();
    assert.equal(texts.length, 450);
    texts.forEach((text, index) => assert.ok(text.startsWith(`${index} `)));
    for (const batch of batches) {
      assert.ok(batch.length > 0 && batch.length <= 100);
      assert.ok(batch.join('').length <= 60_000);
    }
    assert.ok(Math.max(...texts.map(({ length }) => length)) <= 4003);
    assert.deepEqual(embeddingBatches([]), []);
  });

  it('send begin and end of a long answer, and no half of a character', () => {
    const [[text]] = embeddingBatches([`begin ${'😀'.repeat(5000)} end`]) as [[string]];
    assert.ok(text.startsWith('begin ') && text.endsWith(' end') && text.includes(' … '));
    assert.equal(Buffer.from(text, 'utf8').toString('utf8'), text);
  });
});

describe('classesByEmbedding', () => {
  it('puts the vectors of several calls together', async () => {
    const answers = Array.from(
      { length: 150 },
      (_, index) => `answer ${'abcdefghij'.charAt(index % 10)} ${'z'.repeat(index)}`,
    );
    const sent: number[] = [];
    const account = asking();
    const embed = ({ texts }: { readonly texts: readonly string[] }): Promise<Embedding> => {
      sent.push(texts.length);
      const vectors = texts.map((text) => at(36 * 'abcdefghij'.indexOf(text.charAt(7))));
      return Promise.resolve({ kind: 'embedded', vectors, usage: { inputTokens: texts.length, outputTokens: 0 } });
    };
    const same = await classesByEmbedding(answers, { model: 'm', least: 0.9 }, embed, account);
    assert.deepEqual(sent, [100, 50]);
    assert.deepEqual([account.calls, account.usage], [2, { inputTokens: 150, outputTokens: 0 }]);
    assert.equal(same.length, 10);
    for (const { answers: members } of same) assert.equal(new Set(members.map((answer) => answer.charAt(7))).size, 1);
  });
});
