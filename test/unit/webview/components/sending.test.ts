import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TargetProgress } from '../../../../src/core/model/events.ts';
import type { Price, Run } from '../../../../src/core/model/run.ts';
import type { NextSteps } from '../../../../src/protocol/messages.ts';
import type { FailureSummary } from '../../../../src/protocol/trial-summary.ts';
import { failureList } from '../../../../webview/components/failure-list.ts';
import { header } from '../../../../webview/components/header.ts';
import { modelTable } from '../../../../webview/components/model-table.ts';
import { progressRows, waitsRead } from '../../../../webview/components/progress-rows.ts';
import { strips } from '../../../../webview/components/strips.ts';
import { followProgress } from '../../../../webview/state/progress.ts';
import type { Screen } from '../../../../webview/state/screen.ts';
import { shell } from '../../../../webview/views/shell.ts';
import { buttonsOf, markupOf, wordsOf } from '../markup.ts';
import { recordedActions, reportOf, runOf, screenOf } from '../screen-fixture.ts';
import { BUTTONS, REMAINDER } from '../../../../webview/text/strings.ts';

const MODELS = ['a', 'b', 'c'];
const next = (more: Partial<NextSteps>): NextSteps => ({ missing: 0, failed: {}, more: 0, elsewhere: false, ...more });
const ended = (run: Partial<Run>, more: Partial<Screen['snapshot']> = {}): Screen =>
  screenOf(runOf(MODELS, run), reportOf(), more);
const cut = ended({ status: 'partial' }, { next: next({ missing: 116, more: 50 }) });
const names = (template: unknown): readonly string[] => buttonsOf(template).map(({ name }) => name);

/** Buttons that are always there, and the same in the menu of a narrow panel. */
const { compare, edit, exportTo, export: exportNow, runAgain, runMore, retry, tryRewrites: rewrites } = BUTTONS;
const ALWAYS = [edit, rewrites, compare, exportNow, edit, rewrites, compare, exportTo];
/** A run that is being sent is not compared yet, nor is its prompt rewritten. */
const WHILE_SENT = ALWAYS.filter((name) => name !== compare && name !== rewrites);

/** The same where only so many more can be run: a new run is in the menu, too. */
const AGAIN = [edit, rewrites, compare, exportNow, runAgain, edit, rewrites, compare, exportTo];

const failed = (target: string, message: string, more: Partial<FailureSummary> = {}): FailureSummary => ({
  ...{ target, outcome: 'failed', reason: 'timeout', message, count: 2 },
  ...more,
});

test('a run that was cut off says so above every tab, and goes on at a press', () => {
  const { actions, pressed } = recordedActions();
  for (const tab of ['overview', 'answers', 'outputs']) {
    const screen = { ...cut, view: { ...cut.view, tab } };
    const panel = shell(screen, actions, '');
    assert.ok(wordsOf(panel).includes(`${REMAINDER.cutOff}: ${REMAINDER.missing(116, 150)}`));
    buttonsOf(panel)
      .find(({ name }) => name === BUTTONS.resume)
      ?.press();
  }
  assert.deepEqual(pressed, ['resume', 'resume', 'resume']);
});

test('a run that another window sends has a sentence and no button to send anything', () => {
  const { actions } = recordedActions();
  const steps = next({ missing: 116, more: 50, failed: { a: 2 }, elsewhere: true });
  const screen = ended({ status: 'partial' }, { next: steps, failures: [failed('a', 'No answer.')] });
  assert.equal(wordsOf(strips(screen, actions)).trim(), REMAINDER.elsewhere);
  assert.deepEqual(names(strips(screen, actions)), []);
  assert.deepEqual(names(header(screen, actions)), [runAgain, ...ALWAYS]);
  assert.deepEqual(names(failureList(screen, actions)), ['Show the log']);
});

test('the header is named after the probe file, with the prompt of the control below', () => {
  const { actions } = recordedActions();
  const [condition] = runOf([]).conditions;
  const conditions = ['short', 'control'].map((id) => ({
    ...{ ...condition!, id, control: id === 'control', prompt: `Pick, ${id}` },
  }));
  const design = { file: '<b>colours.probe.yaml' };
  const { text } = markupOf(header(ended({ conditions, design }), actions));
  assert.match(text, /<h1 class="?design"?>.*<b>colours\.probe\.yaml.* · 2 conditions.*Pick, control/s);
  assert.match(markupOf(header(ended({ conditions }), actions)).text, /<h1 class="?prompt.*Pick, control/s);
});

test('the header offers more of the same, and the buttons of before', () => {
  const { actions, pressed } = recordedActions();
  const buttons = buttonsOf(header(cut, actions));
  assert.deepEqual(
    buttons.map(({ name }) => name),
    [
      ...[50, 10, 20, 50].map(runMore),
      BUTTONS.runOther,
      runAgain,
      BUTTONS.runSettled,
      BUTTONS.findSentences,
      ...ALWAYS,
    ],
  );
  for (const button of buttons) button.press();
  assert.deepEqual(pressed, [
    ...[
      'run-more',
      'run-more 10',
      'run-more 20',
      'run-more 50',
      'run-other',
      'run-again',
      'run-settled',
      'find-sentences',
    ],
    ...['edit-prompt', 'try-rewrites', 'compare', 'export', 'edit-prompt', 'try-rewrites', 'compare', 'export'],
  ]);
  assert.deepEqual(names(header(ended({ status: 'running' }), actions)), ['Stop', ...WHILE_SENT]);
  const limited = names(header(ended({}, { next: next({ more: 3 }) }), actions));
  assert.deepEqual(limited, [runMore(3), runAgain, ...AGAIN], 'a recording that has three left');
  assert.deepEqual(names(header(ended({}, { next: next({ more: 1_000 }) }), actions))[0], 'Run 1,000 more');
});

test('a run that is sent until it is settled says so while it goes on, with what it has by then', () => {
  const { actions } = recordedActions();
  const looks = [10, 20, 40];
  const sizeIn = (run: Partial<Run>): boolean =>
    wordsOf(header(ended({ trialsPerCell: 20, looks, ...run }), actions)).includes('× 20, until settled');
  assert.ok(sizeIn({ status: 'running' }));
  assert.ok(!sizeIn({ status: 'complete' }));
});

test('one button is the primary one: what is missing before more of the same, that before a new run', () => {
  const { actions } = recordedActions();
  const primary = (screen: Screen): readonly string[] =>
    [
      ...markupOf(shell(screen, actions, '')).text.matchAll(/<button class="?button primary"?[^>]*>(.*?)<\/button>/g),
    ].map(([, content = '']) => content.trim());
  assert.deepEqual(primary(cut), [BUTTONS.resume]);
  assert.deepEqual(primary(ended({}, { next: next({ more: 50 }) })), ['Run 50 more']);
  assert.deepEqual(primary(ended({})), [runAgain]);
});

test('what no model was asked for is offered to be tried on models', () => {
  const { actions, pressed } = recordedActions();
  const recorded = { ...ended({}, { next: next({ more: 3 }), sources: ['recorded'] }) };
  const buttons = buttonsOf(header(recorded, actions));
  assert.deepEqual(names(header(recorded, actions)), [runMore(3), BUTTONS.tryModels, ...ALWAYS]);
  buttons.find(({ name }) => name.startsWith('Try'))?.press();
  assert.deepEqual(pressed, ['try-models']);
  const text = markupOf(header(recorded, actions)).text;
  assert.match(text, new RegExp(`class="?button primary"?[^>]*>\\s*${BUTTONS.tryModels}`));
});

test('failed trials say why once, with a way to send them again', () => {
  const { actions, pressed } = recordedActions();
  const failures = [
    failed('a', 'No answer within 60 s.'),
    failed('a', 'The server was overloaded.', { reason: 'overloaded', count: 1 }),
    failed('b', 'The key was refused.', { reason: 'authentication', count: 50 }),
    failed('c', 'It would not say.', { outcome: 'refused', reason: null }),
  ];
  const screen = ended({}, { failures, next: next({ failed: { a: 3, b: 50 } }) });
  const more = [BUTTONS.retryAll, BUTTONS.setKey, BUTTONS.showLog];
  assert.deepEqual(names(failureList(screen, actions)), [retry, '3 more reasons', ...more]);
  assert.match(wordsOf(failureList(screen, actions)), /^b 50 of 50 failed The key was refused\./);
  const whole = { ...screen, view: { ...screen.view, failuresOpen: true } };
  const list = failureList(whole, actions);
  assert.deepEqual(names(list), [retry, retry, 'Fewer reasons', ...more]);
  for (const button of buttonsOf(list)) button.press();
  assert.deepEqual(pressed, ['retry-failed b', 'retry-failed a', 'retry-failed', 'set-api-key', 'show-log']);
  assert.match(wordsOf(list), /a 2 of 50 failed No answer within 60 s\. Retry c .*a 1 of 50 failed The server/);
});

test('one model with failed trials needs no "Retry all"', () => {
  const { actions } = recordedActions();
  const screen = ended({}, { failures: [failed('a', 'No answer.')], next: next({ failed: { a: 2 } }) });
  assert.deepEqual(names(failureList(screen, actions)), [retry, BUTTONS.showLog]);
  const beyond = ended({}, { failures: [failed('a', 'No such trial.')], next: next({}) });
  assert.deepEqual(names(failureList(beyond, actions)), ['Show the log'], 'not where it would be of no use');
});

test('between a press and its effect nothing else can be sent', () => {
  const { actions } = recordedActions();
  const failures = [failed('a', 'No answer.'), failed('b', 'No answer.')];
  const steps = next({ missing: 1, more: 50, failed: { a: 2, b: 2 } });
  const screen = { ...ended({ status: 'partial' }, { failures, next: steps }), isHeld: true };
  const buttons = buttonsOf(shell(screen, actions, '')).filter(({ name }) => /^(Resume|Run|Retry)/.test(name));
  assert.equal(buttons.length, 6);
  assert.deepEqual(new Set(buttons.map(({ disabled }) => disabled)), new Set([true]));
  const open = buttonsOf(shell({ ...screen, isHeld: false }, actions, '')).filter(({ disabled }) => disabled);
  assert.deepEqual(open, []);
});

test('why a press did not work is one sentence that can be taken away', () => {
  const { actions, pressed } = recordedActions();
  const problem = strips({ ...cut, problem: 'Another window is sending this run.' }, actions);
  assert.match(markupOf(problem).text, /role="alert">Another window is sending this run\.</);
  buttonsOf(problem)
    .find(({ name }) => name === 'Dismiss')
    ?.press();
  assert.deepEqual(pressed, ['dismiss']);
});

test('there is no empty strip', () => {
  assert.equal(wordsOf(strips(ended({}), recordedActions().actions)), '');
});

const base: TargetProgress = {
  ...{ target: 'a', wanted: 100, settled: 0, failed: 0, inFlight: 0, reason: null, resumesAt: null },
  state: 'running',
};
const running = (progress: readonly TargetProgress[], failures: readonly FailureSummary[] = []): Screen => {
  const screen = ended({ status: 'running' }, { failures });
  return { ...screen, progress: progress.map((one) => followProgress(undefined, one, screen.now)) };
};

test('a row counts answers, not calls, and says what a model waits for', () => {
  const screen = running([
    { ...base, wanted: 300, settled: 300, failed: 11, state: 'done' },
    { ...base, target: 'b', state: 'paused', reason: 'rate limited', resumesAt: '2026-11-21T14:03:08.000Z' },
    { ...base, target: 'c', settled: 20, ratePerSecond: 5 },
  ]);
  assert.equal(
    wordsOf(progressRows(screen)),
    'a 289 of 300 done · 11 failed b 0 of 100 rate limited, next try in 8 s c 20 of 100 about 5 calls a second',
  );
  assert.match(markupOf(progressRows(screen)).text, /aria-valuetext="289 of 300 answered, 11 failed"/);
  assert.equal(wordsOf(waitsRead(screen)), 'b: rate limited, next try in 8 s.');
});

test('the reason of a model that is stopped stands in its row and not a second time below', () => {
  const { actions } = recordedActions();
  const reason = 'The key was refused.';
  const stopped: TargetProgress = { ...base, settled: 100, failed: 100, state: 'stopped', reason };
  const failures = [failed('a', reason, { reason: 'authentication' })];
  const screen = running([stopped], failures);
  assert.match(wordsOf(progressRows(screen)), /a 0 of 100 100 failed: The key was refused\.$/);
  assert.equal(wordsOf(failureList(screen, actions)), 'Set the API key… Show the log');
  assert.match(wordsOf(failureList(running([base], failures), actions)), /The key was refused\./);
});

test('the models table has costs once one is known, over all conditions of a model', () => {
  const price: Price = { inputPerMillion: 1, outputPerMillion: 5, name: 'Model A', source: 'table' };
  const [condition] = runOf(MODELS).conditions;
  const run = runOf(MODELS, { prices: { a: price }, conditions: [condition!, { ...condition!, id: 'polite' }] });
  const table = (cost: Readonly<Record<string, number | null>>): ReturnType<typeof markupOf> =>
    markupOf(modelTable(screenOf(run, reportOf({ cost }), { sources: ['live'] })));
  const { text } = table({ a: 0.5, b: null, c: null });
  assert.match(text, /class=num secondary><button class="explain" data-explains=cost /);
  assert.equal([...text.matchAll(/\$0\.50/g)].length, 1);
  assert.equal([...text.matchAll(/> unknown </g)].length, 2);
  assert.match(text, /rowspan=2 title=Price of Model A: \$1\.00 in, \$5\.00 out, for a million tokens >/);
  assert.doesNotMatch(table({ a: null, b: null, c: null }).text, /Cost/);
});

test('the header says what it cost, and that it was sent in parts only to those who ask', () => {
  const { actions } = recordedActions();
  const run = runOf(MODELS, { continuedAt: '2026-11-22T09:10:00.000Z' });
  const screen = screenOf(run, reportOf({ cost: { a: 0.5, b: 0.5, c: null } }), { sources: ['live'] });
  assert.match(wordsOf(header(screen, actions)), /\$1\.00 \+ unknown/);
  assert.doesNotMatch(wordsOf(header(screen, actions)), /parts/);
  assert.match(markupOf(header(screen, actions)).text, /title=Sent in several parts, the last one from 22 Nov/);
});

test('the gallery is offered where the outputs are pages or code', () => {
  const { actions, pressed } = recordedActions();
  const pages = ended({});
  const withTraits: Screen = { ...pages, report: { ...pages.report!, traits: [] } };
  assert.ok(!names(header(pages, actions)).includes(BUTTONS.gallery));
  const offered = buttonsOf(header(withTraits, actions)).filter(({ name }) => /gallery/i.test(name));
  assert.deepEqual(
    offered.map(({ name }) => name),
    [BUTTONS.gallery, BUTTONS.openGallery],
  );
  for (const { press } of offered) press();
  assert.deepEqual(pressed, ['open-gallery', 'open-gallery']);
});
