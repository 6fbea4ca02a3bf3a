import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnalysisSession } from '../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { graphSvg } from '../../../../webview/charts/graph-svg.ts';
import { looksOf } from '../../../../webview/state/look.ts';
import type { ViewState } from '../../../../webview/state/view-state.ts';
import { GRAPH } from '../../../../webview/text/strings.ts';
import { graphView } from '../../../../webview/views/graph.ts';
import { runOf } from '../../core/analysis/run-of.ts';
import { buttonsOf, wordsOf } from '../markup.ts';
import { recordedActions, screenOf } from '../screen-fixture.ts';

function screenWith(texts: readonly string[]) {
  const { run, trials } = runOf('Tell me a joke', { a: texts });
  const session = new AnalysisSession(run, DEFAULT_ANALYSIS);
  session.add(trials);
  session.finish('complete', run.finishedAt);
  const graph = session.graph();
  const held = { value: graph, current: true, error: null };
  return { ...screenOf(run, session.panelReport()), rows: { read: () => held as never }, graph };
}

test('the graph is a tab where outputs are sentences', () => {
  assert.ok(graphView.applies(screenWith(['Why did the fox run?', 'Why did the bear run?'])));
  assert.ok(!graphView.applies(screenWith(['Teal', 'Blue'])));
  assert.ok(!graphView.applies({ ...screenWith(['Teal', 'Blue']), report: null }));
});

test('a listed output opens those that are equal to it', () => {
  const screen = screenWith(['Why did the fox run?', 'Why did the fox run?', 'Why did the bear run?']);
  let shown: ViewState = { ...screen.view, tab: 'graph' };
  const actions = {
    ...recordedActions().actions,
    change: (next: (old: ViewState) => ViewState) => void (shown = next(shown)),
  };
  const drawn = graphView.render(screen, actions);
  assert.match(wordsOf(drawn), /3 outputs, 2 different/);
  buttonsOf(drawn)
    .find(({ name }) => name.includes('fox'))!
    .press();
  const { through } = shown.outputs;
  assert.deepEqual([shown.tab, shown.cards.from], ['outputs', 'graph']);
  assert.deepEqual([through?.from, through?.to, through?.words], [0, 6, 'Why did the fox run?']);
});

test('what cannot be drawn is said', () => {
  const said = (texts: readonly string[]): string =>
    wordsOf(graphView.render(screenWith(texts), recordedActions().actions));
  const different = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `an answer number ${index}`);
  assert.ok(said(different(2_001)).includes(GRAPH.tooMany(2_001)));
  assert.ok(said(different(400)).includes(GRAPH.tree(2)));
  assert.ok(said(['Once upon a time.', 'Once upon a day.', 'word '.repeat(99)]).includes(GRAPH.longer(1, 60)));
});

test('the drawing that is saved holds the words as text, and nothing of them as markup', () => {
  const screen = screenWith(['<b>Why</b> did the fox run?', 'Why did the <i>bear</i> run?', 'It is "so" & so.']);
  const theme = { ...screen.theme, foreground: '#fff', models: ['#111'] };
  const svg = graphSvg(screen.graph, looksOf(screen.run.targets), { title: 'Tell me a joke', aside: '' }, theme);
  assert.match(svg, /^<svg .*<\/svg>$/s);
  assert.match(svg, /&lt;b&gt;Why&lt;\/b&gt;/);
  assert.doesNotMatch(svg, /<b>|<i>/);
});
