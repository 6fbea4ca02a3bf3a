import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { homogenization } from '../../../../src/core/analysis/texts/homogenization.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { groupAnswers } from '../../../../src/core/grouping/group-answers.ts';
import type { Report } from '../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { seededRandom, shuffle } from '../../../../src/core/statistics/random.ts';
import { runOf, times } from './run-of.ts';

/** What public implementations of such figures get wrong. None of their code is here; each is a statement of what ours does. */

const summary = (record: RunRecord, grouping: 'exact' | 'lexical' = 'lexical'): Report =>
  summarize(record, { ...DEFAULT_ANALYSIS, grouping });
const groups = (texts: readonly string[], mode: 'exact' | 'lexical' = 'lexical') =>
  groupAnswers(
    texts.map((text) => ({ text, answer: text, count: 1, notes: [] })),
    { mode, kind: 'text' },
  ).groups.length;

describe('traps of public implementations', () => {
  it('counts the classes of a partition, not its largest index (NoveltyBench)', () => {
    // Classes 0 and 1: two different answers, where max(partition) says one.
    assert.equal(summary(runOf('Pick a fruit', { a: ['Mango', 'Apple'] })).pooled['distinct']!.value, 2);
    assert.equal(summary(runOf('Pick a fruit', { a: times('Mango', 3) })).pooled['distinct']!.value, 1);
  });

  it('knows dark blue from light blue, and Teal. from nothing but teal (NoveltyBench)', () => {
    assert.equal(groups(['dark blue', 'light blue']), 2);
    assert.equal(groups(['Teal.', 'teal', 'teal', '**Teal**']), 1);
    assert.equal(groups(['42.', '42']), 1);
  });

  it('says that texts with nothing in common have nothing in common (diversity says 1.0)', () => {
    const words = (from: number) => Array.from({ length: 25 }, (_, index) => `w${from + index}x`).join(' ');
    const { value } = summary(runOf('Tell me a story', { a: [words(0), words(100), words(200)] })).pooled[
      'homogenization'
    ]!;
    assert.equal(value, 0);
    assert.equal(homogenization.id, 'homogenization');
  });

  it('compresses once: the ratio of repeated text is large (diversity gzips twice)', () => {
    const text =
      'The same thirty words stand here again and again so that a compressor finds them at once and says so. ';
    const { value } = summary(runOf('Tell me a story', { a: times(text.repeat(3), 40) })).pooled['compression-ratio']!;
    assert.ok(value! > 20, `${value}`);
  });

  it('groups the same whatever comes first (greedy first-member partitions do not)', () => {
    const texts = [
      "Why don't scientists trust atoms? Because they make up everything!",
      'Why do scientists not trust atoms? They make up everything.',
      "Why can't you trust an atom? Because they make up everything!",
      'Why did the scarecrow win an award? Because he was outstanding in his field.',
      'Why did the scarecrow get promoted? He was outstanding in his field!',
    ];
    const random = seededRandom(2);
    for (let round = 0; round < 10; round++) assert.equal(groups(shuffle([...texts], random)), 2);
  });

  it("keeps every repeat (lm-eval's default filter throws all but the first away)", () => {
    const report = summary(runOf('Pick a fruit', { a: ['Mango', 'Apple', 'Apple', 'Apple'] }));
    assert.equal(report.pooled['collision']!.n, 4);
    assert.equal(report.groups[0]!.answer, 'Apple');
  });

  it('counts what cannot be read (verbalized-sampling skips it in silence)', () => {
    const prompt = 'Pick a random number between 1 and 100, only return the number';
    const { counts, funnel, insight } = summary(
      runOf(prompt, { a: [...times('42', 5), 'none of them at all', '1000'] }),
    );
    assert.deepEqual([counts.completed, counts.unparsed, counts.outOfRange, funnel.outputs], [7, 1, 1, 5]);
    assert.match(
      insight.details.join('\n'),
      /Not counted: 1 without a readable answer and 1 out of range, of 7 runs\./,
    );
  });

  it('estimates the chance that two runs agree without bias: C(x, 2) / C(n, 2), not (x / n)^2 (promptfoo)', () => {
    const shares = [0.6, 0.3, 0.1];
    const truth = shares.reduce((sum, share) => sum + share ** 2, 0);
    const random = seededRandom(11);
    let [unbiased, plugin] = [0, 0];
    for (let round = 0; round < 400; round++) {
      const draws = Array.from({ length: 4 }, () => {
        const at = random();
        return at < 0.6 ? 'Mango' : at < 0.9 ? 'Apple' : 'Fig';
      });
      const { pooled } = summary(runOf('Pick a fruit', { a: draws }), 'exact');
      unbiased += pooled['collision']!.value! / 400;
      plugin += pooled['collision-plugin']!.value! / 400;
    }
    assert.ok(Math.abs(unbiased - truth) < 0.04, `${unbiased} is not ${truth}`);
    assert.ok(plugin > truth + 0.08, `${plugin}`);
  });

  it('joins what only is spelled otherwise (ChainForge groups exact strings only)', () => {
    const texts = ['Teal', 'teal', 'Teal!', '**teal**'];
    assert.equal(groups(texts, 'exact'), 4);
    assert.equal(groups(texts), 1);
  });
});
