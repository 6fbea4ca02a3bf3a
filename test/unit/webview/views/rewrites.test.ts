import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import type { PanelReport } from '../../../../src/protocol/messages.ts';
import { rewriting } from '../../../../webview/playground/rewriting.ts';
import { BUTTONS } from '../../../../webview/text/strings.ts';
import { rewritesView } from '../../../../webview/views/rewrites.ts';
import { buttonsOf, markupOf, wordsOf } from '../markup.ts';
import { recordedActions, reportOf, screenOf } from '../screen-fixture.ts';

const { header, trials } = rewriting();
const run = { ...header, finishedAt: '2026-11-21T14:03:00.000Z', status: 'complete' as const };
const record: RunRecord = { run, trials, edits: [] };
const report = summarize(record, DEFAULT_ANALYSIS) as unknown as PanelReport;
const screen = screenOf(run, report);
const { actions, pressed } = recordedActions();

test('the tab is there where rewrites were tried, and says how many', () => {
  assert.equal(rewritesView.applies(screenOf(run, reportOf({}))), false);
  assert.equal(rewritesView.applies(screen), true);
  assert.equal(rewritesView.count(screen), 6);
});

test('a row says what a rewrite is worth, and the best one stands out in both tables', () => {
  const { text } = markupOf(rewritesView.render(screen, actions));
  assert.equal(text.match(/class="rewrite-\w+ best"/g)?.length, 2);
  const words = wordsOf(rewritesView.render(screen, actions));
  assert.match(words, /string seed [\d.]+ ×[\d.]+ \([\d.]+ to [\d.]+\) 100%/);
  assert.match(words, /verbalized sampling \(5 per call\) .* less valid/);
});

test('what can be put into the file has a button that says which rewrite it is; a temperature has none', () => {
  const buttons = buttonsOf(rewritesView.render(screen, actions));
  const names = buttons.map(({ name }) => name).filter((name) => name.startsWith('Insert'));
  assert.ok(names.includes(`${BUTTONS.insertWinner}: string seed`), names.join(', '));
  assert.ok(!names.some((name) => name.includes('temperature')));
  buttons.find(({ name }) => name === `${BUTTONS.insertWinner}: string seed`)!.press();
  assert.match(pressed.at(-1) ?? '', /^insert-rewrite string seed/);
});
