import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraitReport } from '../../../../src/core/model/traits-report.ts';
import { inWords, togetherWords, traitGroups, traitOf } from '../../../../webview/state/traits.ts';
import { traitsView } from '../../../../webview/views/traits.ts';
import { conditionsRun } from '../conditions-fixture.ts';
import { markupOf, wordsOf } from '../markup.ts';
import { recordedActions, reportOf, runOf, screenOf } from '../screen-fixture.ts';

const cell = (target: string, condition: string, count: number): TraitReport['cells'][number] => ({
  ...{ target, condition, count, n: 50, share: count / 50, interval: null },
});
const trait = (id: string, family: TraitReport['family'], counts: readonly number[]): TraitReport => ({
  ...{ trait: id, label: id.toUpperCase(), family, differences: [] },
  ...{ count: counts.reduce((sum, count) => sum + count, 0), n: 200, share: 0.5 },
  cells: counts.map((count, at) => cell(at < 2 ? 'a' : 'b', at % 2 === 0 ? 'control' : 'calm', count)),
});
const traits = [trait('canvas', 'rendering', [40, 10, 25, 25]), trait('dark', 'colour', [50, 50, 0, 0])];
const core = { traits: ['canvas', 'dark'], count: 110, share: 0.55, lift: 1.5, interval: [0.48, 0.62] } as const;
const { actions } = recordedActions();

test('a trait of one model is counted over all conditions', () => {
  assert.deepEqual(traitOf(traits[0]!, 'a'), { count: 50, n: 100, share: 0.5 });
  assert.deepEqual(traitOf(traits[0]!, 'c'), { count: 0, n: 0, share: null });
});

test('by kind, traits stand under what they are about', () => {
  assert.deepEqual(
    traitGroups(traits, 'kind').map(({ title, traits: own }) => [title, own.length]),
    [
      ['Drawing', 1],
      ['Background and palette', 1],
    ],
  );
  assert.equal(traitGroups(traits, 'share').length, 1);
});

test('lift is said in words', () => {
  assert.deepEqual(
    [2.53, 1.02, 0.4, 0, null].map((lift) => togetherWords({ lift })),
    ['2.5 times as often as by chance', 'as often as by chance', '0.40 times as often as by chance', 'never', ''],
  );
  assert.equal(inWords(['a', 'b', 'c']), 'a, b and c');
});

test('the tab says the archetype, who makes it, and every trait by model with its interval', () => {
  const archetype = {
    n: 200,
    core: { ...core, byTarget: { a: 90, b: 20 }, byCondition: { control: 60, calm: 50 } },
    pairs: [core],
  };
  const screen = screenOf(conditionsRun(), reportOf({ traits, archetype, code: null }));
  const { text } = markupOf(traitsView.render(screen, actions));
  const words = wordsOf(traitsView.render(screen, actions));
  assert.match(
    words,
    /55% of the outputs share one archetype\. They have CANVAS and DARK\. 110 of 200 outputs, 95% CI 48–62%\./,
  );
  assert.match(text, /data-tip=CANVAS · a 50 of 100 \(50%\), 95% CI 40–60%/);
  assert.match(words, /CANVAS \+ DARK 110 55% 1\.5 ×/);
});

test('the tab is there when it has something to say', () => {
  const size = { n: 2, measures: [], identifiers: [], shingles: [] };
  const applies = (more: Parameters<typeof reportOf>[0]) =>
    traitsView.applies(screenOf(conditionsRun(), reportOf(more)));
  assert.deepEqual(
    [applies({ traits: null }), applies({ traits: [], code: null }), applies({ traits: [], code: size })],
    [false, false, true],
  );
  assert.ok(applies({ traits, code: null }));
  const screen = screenOf(conditionsRun(), reportOf({ traits: [], code: size }));
  assert.doesNotMatch(wordsOf(traitsView.render(screen, actions)), /No traits yet|Traits by model|archetype/);
});

test('without traits, or without an archetype, that is said', () => {
  assert.equal(traitsView.applies(screenOf(runOf(['a']), reportOf())), false);
  const none = screenOf(runOf(['a']), reportOf({ traits, archetype: { n: 200, core: null, pairs: [] }, code: null }));
  assert.match(wordsOf(traitsView.render(none, actions)), /No archetype\. No two traits come together in half/);
  assert.doesNotMatch(wordsOf(traitsView.render(none, actions)), /All models/, 'one model is all models');
});
