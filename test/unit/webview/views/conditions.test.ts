import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PanelReport } from '../../../../src/protocol/messages.ts';
import { conditionsView } from '../../../../webview/views/conditions.ts';
import { overviewView } from '../../../../webview/views/overview.ts';
import { FIRST_VIEW, type ViewState } from '../../../../webview/state/view-state.ts';
import type { Screen } from '../../../../webview/state/screen.ts';
import { conditionsOf, conditionsRun, difference, feature, tableOf } from '../conditions-fixture.ts';
import { buttonsOf, markupOf, wordsOf } from '../markup.ts';
import { recordedActions, reportOf, screenOf } from '../screen-fixture.ts';

const canvas = feature('Canvas 2D', [51, 1, 50], [difference('calm'), difference('calm', { target: 'a' })]);
const answers = tableOf([feature('42', [40, 2, 38], [difference('calm')])], { kind: 'answer' });
const screenWith = (report: Partial<PanelReport>, view: Partial<ViewState> = {}): Screen => ({
  ...screenOf(conditionsRun(), reportOf(report)),
  view: { ...FIRST_VIEW, ...view },
});
const { actions } = recordedActions();
const traits = screenWith({ conditions: conditionsOf([tableOf([canvas])]) });

test('the tab is there where conditions were compared, and says how many there are', () => {
  assert.equal(conditionsView.applies(screenWith({})), false);
  assert.equal(conditionsView.applies(traits), true);
  assert.equal(conditionsView.count(traits), 3);
});

test('a sure difference is marked for eyes and for screen readers, with all that is known of it', () => {
  const { text } = markupOf(conditionsView.render(traits, actions));
  assert.match(
    text,
    /1%<span class="heat-mark" aria-hidden="true">●<\/span ><span class="visually-hidden">, differs from control/,
  );
  assert.match(text, /data-tip=Canvas 2D · calm 1 of 100 \(1%\), 95% CI 0–100% −49 points against control/);
  assert.equal(text.match(/heat-mark/g)?.length, 1, 'the control is not marked');
});

test('by model, each model has a row with marks of its own', () => {
  const conditions = { byModel: true, order: 'change', whole: [] } as const;
  const { text } = markupOf(conditionsView.render({ ...traits, view: { ...FIRST_VIEW, conditions } }, actions));
  assert.equal(text.match(/<tr class=heat-model>/g)?.length, 2);
  assert.equal(text.match(/heat-mark/g)?.length, 2, 'over all models, and for the first');
});

test('plain answers come first, with how varied they are: a change of nothing has no sign', () => {
  const words = wordsOf(conditionsView.render(screenWith({ conditions: conditionsOf([answers]) }), actions));
  assert.match(words, /^Conditions differ\. “calm” changes the answer “42”/);
  assert.match(words, /Answers by condition/);
  assert.match(words, /calm 100 42 40% 30–50 7 3\.5 3\.0–4\.0 \+2\.3 0\.01 0\.02 differs/);
  assert.match(words, /dice 100 42 40% 30–50 7 3\.5 3\.0–4\.0 0\.0 0\.90 0\.90 undecided/);
});

test('too few runs are said to be too few', () => {
  const family = { tests: 2, surviving: 0, decidable: false };
  const unsure = feature('42', [40, 20, 38], [difference('calm', { verdict: 'undecided', p: 0.2, pHolm: 0.4 })]);
  const table = tableOf([unsure], { kind: 'answer', pooled: family });
  assert.match(
    wordsOf(conditionsView.render(screenWith({ conditions: conditionsOf([table]) }), actions)),
    /100 runs a condition are not enough to tell any of 2 differences from chance/,
  );
});

test('a trait opens its outputs', () => {
  let view: ViewState = traits.view;
  const following = { ...actions, change: (next: (old: ViewState) => ViewState) => void (view = next(view)) };
  buttonsOf(conditionsView.render(traits, following))
    .find(({ name }) => name === 'Canvas 2D')
    ?.press();
  assert.deepEqual([view.tab, view.outputs.trait, view.cards.from], ['outputs', 'Canvas 2D', 'overview']);
});

test('words of titles are told from whole titles, and open the outputs that hold them', () => {
  const words = { ...feature('contains:wave', [30, 2, 30]), label: 'wave', match: 'contains' } as const;
  const screen = screenWith({ conditions: conditionsOf([tableOf([words], { kind: 'title' })]) });
  assert.match(markupOf(conditionsView.render(screen, actions)).text, /data-tip=contains “wave” · control/);
  let view: ViewState = screen.view;
  const following = { ...actions, change: (next: (old: ViewState) => ViewState) => void (view = next(view)) };
  const buttons = buttonsOf(conditionsView.render(screen, following));
  buttons.find(({ name }) => name === 'contains “wave”')?.press();
  assert.deepEqual([view.tab, view.outputs.filter, view.outputs.group], ['outputs', 'wave', null]);
});

test('titles, phrases of several models and echo are lists of their own', () => {
  const titles = {
    outputs: 100,
    titled: 100,
    different: 60,
    contains: [{ title: 'wave', count: 7, byTarget: { a: 5, b: 2 }, byCondition: { control: 3, calm: 4 } }],
    exact: [{ title: 'Tidal', count: 9, byTarget: { a: 9 }, byCondition: { control: 9 } }],
  };
  const phrase = { phrase: 'move to disturb', outputs: 6, targets: 2, byTarget: { a: 4, b: 2 }, lift: 90, echo: false };
  const echo = [
    { term: '#050510', kind: 'colour', outputs: 20, rate: 0.2, byCondition: { calm: { outputs: 20, n: 100 } } },
  ] as const;
  const all = screenWith({ conditions: conditionsOf([tableOf([canvas])]), titles, phrases: [phrase], echo });
  const { text } = markupOf(conditionsView.render(all, actions));
  assert.match(text, /Titles models fall back on/);
  assert.match(text, /aria-label=control 9, calm 0, dice 0/);
  assert.match(text, /Title contains.*wave.*aria-label=control 3, calm 4, dice 0/s);
  assert.match(text, /Said by several models/);
  assert.match(text, /data-tip=#050510 · control the prompt does not say it/);
});

test('the overview shows two findings about conditions, and the others behind a button', () => {
  const conditions = conditionsOf([
    tableOf([canvas, feature('SVG', [0, 67, 1], [difference('calm', { difference: 0.67 })])]),
  ]);
  const details = ['“calm” also changes Canvas 2D (51% to 1%).', 'Second.', 'Third.', '1 of 2 survives.'];
  const insight = { verdict: 'varied', level: 'none', headline: 'Conditions differ. So it is.', details } as const;
  const screen = screenWith({ conditions, insight });
  const words = wordsOf(overviewView.render(screen, actions));
  assert.match(words, /Conditions differ .*So it is\..*also changes Canvas 2D.*Second\. 2 more/);
  assert.doesNotMatch(words, /1 of 2 survives/);
  const open = { ...screen, view: { ...screen.view, findingsOpen: true } };
  assert.match(wordsOf(overviewView.render(open, actions)), /Third\. 1 of 2 survives\. Fewer/);
});
