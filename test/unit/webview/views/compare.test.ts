import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { compareRuns } from '../../../../src/core/compare/comparison.ts';
import { comparisonSentences, VERDICT_WORDS } from '../../../../src/core/compare/sentences.ts';
import { answersTable, modelsTable } from '../../../../src/core/tables/comparison.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import type { ComparisonSnapshot } from '../../../../src/protocol/compare.ts';
import { comparePage, type CompareState } from '../../../../webview/compare/compare-page.ts';
import { runOf, times } from '../../core/analysis/run-of.ts';
import { markupOf, wordsOf } from '../markup.ts';

const BEGIN: CompareState = { tab: null, timeline: null, showsAll: false, want: null, said: '' };
const numbers = (count: number, kinds: number): string[] => Array.from({ length: count }, (_, at) => `n${at % kinds}`);
const before = runOf('Name a fruit', { a: times('Mango', 40), b: times('Mango', 40) });
const after = runOf('Name any fruit', { a: numbers(40, 14), b: numbers(40, 14) });

function snapshotOf(one: RunRecord, other: RunRecord, changes: Partial<ComparisonSnapshot> = {}): ComparisonSnapshot {
  const run = (key: string) => ({
    key,
    label: `run ${key}`,
    found: 'Converged',
    effective: 2,
    isBaseline: key === 'one',
  });
  return {
    ...{ title: 'fruit.md', runs: [run('one'), run('two')], before: 'one', after: 'two', opens: 'overview' },
    comparison: compareRuns(one, other, DEFAULT_ANALYSIS),
    gates: { many: 'check --want many', one: 'check --want one', unchanged: 'check --want unchanged' },
    ...changes,
  };
}

function page(snapshot: ComparisonSnapshot, state: Partial<CompareState> = {}) {
  const asked: unknown[] = [];
  const changed: unknown[] = [];
  const part = {
    change: (one: unknown) => void changed.push(one),
    ask: (...one: readonly unknown[]) => void asked.push(one),
  };
  return { template: comparePage(snapshot, { ...BEGIN, ...state }, part), asked, changed };
}

describe('the page that compares', () => {
  const snapshot = snapshotOf(before, after);
  const comparison = snapshot.comparison!;

  it('shows verdict, sentences and tables of the one engine', () => {
    const words = wordsOf(page(snapshot).template);
    assert.ok(words.includes(VERDICT_WORDS['more-varied']));
    for (const sentence of comparisonSentences(comparison)) assert.ok(words.includes(sentence), sentence);
    for (const made of [answersTable(comparison), modelsTable(comparison)]) {
      for (const { title } of made.columns) assert.ok(words.includes(title), title);
      for (const cell of made.rows[0]!) assert.ok(words.includes(cell), cell);
    }
  });

  it('shows ten answers, and all when asked', () => {
    assert.ok(comparison.answers.length > 11, String(comparison.answers.length));
    const rowsOf = (state: Partial<CompareState>): number =>
      markupOf(page(snapshot, state).template).text.split('class="cut"').length - 1;
    assert.equal(rowsOf({}), 10);
    assert.equal(rowsOf({ showsAll: true }), comparison.answers.length);
  });

  it('suggests the gate of what changed, or takes the one that was chosen', () => {
    assert.match(wordsOf(page(snapshot).template), /check --want many/);
    assert.match(wordsOf(page(snapshot, { want: 'one' }).template), /check --want one/);
    assert.match(wordsOf(page(snapshotOf(after, before)).template), /check --want one/);
    assert.match(wordsOf(page(snapshotOf(before, before)).template), /check --want unchanged/);
  });

  it('marks what changed in the prompt, and says when nothing did', () => {
    const { text } = markupOf(page(snapshot, { tab: 'prompt' }).template);
    assert.match(text, /<del>a<\/del><ins>any<\/ins>/);
    assert.match(wordsOf(page(snapshotOf(before, before), { tab: 'prompt' }).template), /The prompt is the same/);
    const apart = runOf(Array.from({ length: 900 }, (_, at) => `word${at}`).join(' '), { a: times('Mango', 40) });
    const two = wordsOf(page(snapshotOf(before, apart), { tab: 'prompt' }).template);
    assert.ok(two.includes('Prompt before') && two.includes('Prompt after'));
  });

  it('says why two runs cannot be compared', () => {
    const problem = 'The two runs have no model in common, so there is nothing to compare.';
    assert.ok(wordsOf(page({ ...snapshot, comparison: null, problem }).template).includes(problem));
  });

  it('offers other runs where there are more than two', () => {
    const runs = ['one', 'two', 'three'].map((key) => ({
      key,
      label: `run ${key}`,
      found: 'Converged',
      effective: 2,
      isBaseline: false,
    }));
    assert.equal(markupOf(page(snapshot).template).text.split('<select').length, 1);
    assert.equal(markupOf(page({ ...snapshot, runs }).template).text.split('<select').length, 3);
  });

  it('shows the runs of a timeline, the latest first, with what each changed', () => {
    const timeline = [{ verdict: 'other-answers', pHolm: 0.001, sentence: 'Different answers: now “<b>”.' }] as const;
    const shown = { ...snapshot, opens: 'timeline' } as const;
    assert.match(wordsOf(page(shown).template), /run two .*comparing.* run one ★ .*the first one/);
    const { text } = markupOf(page(shown, { timeline }).template);
    assert.match(text, /class=changed|class="?changed/);
    assert.ok(wordsOf(page(shown, { timeline }).template).includes('Different answers: now'));
  });
});
