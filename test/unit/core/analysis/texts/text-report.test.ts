import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { TEXT_STATISTICS } from '../../../../../src/core/analysis/texts/registry.ts';
import type { Report } from '../../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../../src/core/model/run.ts';
import { seededRandom, shuffle } from '../../../../../src/core/statistics/random.ts';
import { runOf, targetOf, times, trialOf } from '../run-of.ts';

const report = (record: RunRecord): Report => summarize(record, { ...DEFAULT_ANALYSIS, extractor: 'whole' });

const random = seededRandom(21);
const words = Array.from({ length: 300 }, (_, index) => `w${index.toString(36)}x`);
const story = (extra: string) => {
  const filler = () => Array.from({ length: 20 }, () => words[Math.floor(random() ** 2 * 300)]!).join(' ');
  return `${filler()} ${extra} ${filler()}`;
};

const stories = runOf('Write about the harbour in teal, call it "Tidal Memory"', {
  a: Array.from({ length: 12 }, (_, index) => story(index < 8 ? 'under the broken clock tower' : 'teal')),
  b: Array.from({ length: 12 }, (_, index) => story(index < 4 ? 'under the broken clock tower' : 'the harbour')),
});

describe('the wording part of a report', () => {
  it('has figures for long texts, pooled and by cell', () => {
    const { pooled, cells } = report(stories);
    for (const { id } of TEXT_STATISTICS) {
      for (const statistics of [pooled, ...cells.map((cell) => cell.statistics)])
        assert.ok(statistics[id]!.value !== null && statistics[id]!.n > 0, id);
    }
    assert.deepEqual(
      [pooled['vendi']!.n, pooled['homogenization']!.n, cells[0]!.statistics['homogenization']!.n],
      [24, 276, 66],
    );
  });

  it('has shared parts, signatures and echo of long texts, and phrases that no part tells', () => {
    const { phrases, sharedParts, signatures, echo } = report(stories);
    const first = sharedParts!.find(({ text }) => text.includes('broken clock tower'));
    assert.ok(
      phrases!.every(({ phrase, outputs, targets }) => !/broken clock/.test(phrase) && targets > 1 && outputs < 8),
    );
    assert.deepEqual([first!.outputs, first!.byTarget], [12, { 'test:a': 8, 'test:b': 4 }]);
    assert.deepEqual(Object.keys(signatures!), ['test:a', 'test:b']);
    assert.deepEqual(
      echo!.map(({ term, kind, outputs }) => [term, kind, outputs]),
      [
        ['harbour', 'word', 8],
        ['teal', 'colour', 4],
      ],
    );
  });

  it('has none of the figures for short answers, with n as it is', () => {
    const { pooled, cells, phrases, signatures, echo } = report(
      runOf('Pick red or blue', { a: times('blue', 9), b: [...times('blue', 2), ...times('green', 8)] }),
    );
    for (const { id } of TEXT_STATISTICS) {
      assert.deepEqual(pooled[id], { value: null, interval: null, nullBand: null, n: 19 });
      assert.equal(cells[1]!.statistics[id]!.n, 10);
    }
    assert.equal(phrases, null);
    assert.deepEqual(
      Object.values(signatures!).map((terms) => terms.map(({ term }) => term)),
      [['blue'], ['green']],
    );
    assert.deepEqual(echo, [{ term: 'blue', kind: 'colour', outputs: 11, rate: 11 / 19, source: 'prompt' }]);
  });

  it('has no signatures for one target, no echo without a prompt, and nothing for an empty run', () => {
    assert.equal(report(runOf('Pick', { a: times('blue', 9) })).signatures, null);
    assert.equal(report(runOf('', { a: times('blue', 9) })).echo, null);
    const empty = report(runOf('Pick', { a: [], b: [] }));
    assert.equal(empty.phrases, null);
    assert.deepEqual([empty.signatures, empty.echo], [{ 'test:a': [], 'test:b': [] }, []]);
    assert.equal(empty.pooled['vendi']!.value, null);
  });

  it('looks for shared wording in the outputs when the answers are read out of them', () => {
    const page = (title: string) =>
      `<html><head><title>${title}</title></head><body><p>Gently move to disturb</p><p>${story('')}</p></body></html>`;
    const record = runOf('Make a page', { a: ['Erosion', 'Drift'].map(page), b: ['Erosion', 'Tide'].map(page) });
    const { sharedParts, pooled } = summarize(record, { ...DEFAULT_ANALYSIS, extractor: 'title' });
    assert.ok(sharedParts!.some(({ text, outputs }) => /gently move to disturb/i.test(text) && outputs === 4));
    assert.equal(pooled['vendi']!.value, null, 'the answers are titles');
  });

  it('is the same whatever the order of the trials', () => {
    const { insight: _, ...before } = report(stories);
    for (let seed = 0; seed < 3; seed++) {
      const trials = shuffle([...stories.trials], seededRandom(seed));
      const { insight: __, ...after } = report({ ...stories, trials });
      assert.deepEqual(after, before);
    }
  });

  it('takes hostile texts and names', () => {
    const hostile = ['x'.repeat(100_000), '🍐🍊', '猫が好き'.repeat(500), '__proto__ constructor', '<p>'.repeat(2_000)];
    const record = runOf('__proto__ "constructor toString" #fff', { a: hostile, b: hostile });
    const renamed = { ...record.run, targets: [{ ...targetOf('a'), id: '__proto__' }, targetOf('b')] };
    const trials = record.trials.map((trial, index) =>
      trialOf(index < 5 ? '__proto__' : 'test:b', index % 5, trial.text),
    );
    const { signatures, phrases } = report({ ...record, run: renamed, trials });
    assert.deepEqual(Object.keys(signatures!), ['__proto__', 'test:b']);
    for (const { phrase } of phrases ?? []) assert.ok(phrase.length < 500);
  });

  it('keeps trials of a target that the header does not name', () => {
    const { sharedParts } = report({ ...stories, run: { ...stories.run, targets: [targetOf('a')] } });
    assert.ok(sharedParts!.some(({ outputs }) => outputs === 12));
  });
});
