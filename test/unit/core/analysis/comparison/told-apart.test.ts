import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOneComparison } from '../../../../../src/core/analysis/comparison/between.ts';
import { toldApartWords } from '../../../../../src/core/analysis/comparison/verdict-words.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { ToldApartReport } from '../../../../../src/core/model/report.ts';
import { runOf, times } from '../run-of.ts';

function toldApartIn(texts: Readonly<Record<string, readonly string[]>>): ToldApartReport | null | undefined {
  const { between } = summarize(runOf('Tell me a joke', texts), DEFAULT_ANALYSIS);
  assert.ok(between !== null && isOneComparison(between));
  return between.toldApart;
}

describe('whether models can be told apart by one output', () => {
  const joke = (who: string, at: number) => `${who} joke number ${at} about ${['cats', 'dogs', 'hens'][at % 3]!}`;
  const told = (who: string) => Array.from({ length: 10 }, (_, at) => joke(who, at));

  it('is so where each has a word of its own', () => {
    const found = toldApartIn({ a: told('Here is a'), b: told('Sure! A'), c: told('My favourite') })!;
    assert.equal(found.outputs, 30);
    assert.equal(found.models, 3);
    assert.equal(found.right, 30);
    assert.ok(found.p < 0.05 && found.chance < 15);
    assert.match(toldApartWords(found).figure, /^30 of 30$/);
  });

  it('is not where all say the same, which is what guessing gets', () => {
    const found = toldApartIn({ a: times('Why not?', 10), b: times('Why not?', 10) })!;
    assert.ok(Math.abs(found.right - 10) < 1e-6);
    assert.equal(found.p, 1);
    assert.match(toldApartWords(found).reading, /no better than guessing/);
  });

  it('is asked of those alone that stand for themselves, and of as many outputs of each', () => {
    assert.equal(toldApartIn({ a: told('A'), b: ['one', 'two'] }), null);
    const many = Object.fromEntries(['a', 'b'].map((name) => [name, times(name, 400)]));
    assert.equal(toldApartIn(many)!.outputs, 600);
  });
});
