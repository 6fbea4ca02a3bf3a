import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportName, formatOfName } from '../../../src/extension/commands/export-name.ts';
import { readProbeArguments } from '../../../src/extension/commands/probe-arguments.ts';
import { languageModelFailure } from '../../../src/extension/models/lm-failure.ts';
import { panelHtml } from '../../../src/extension/panel/panel-html.ts';
import { Pulse } from '../../../src/extension/panel/pulse.ts';
import { titleOf } from '../../../src/extension/panel/title.ts';
import { runChoices } from '../../../src/extension/run-control/run-choices.ts';
import { fileKey, isFileKey, newRunId } from '../../../src/runs/run-id.ts';
import { isRunId } from '../../../src/core/model/run-id.ts';
import { STRINGS } from '../../../src/extension/strings.ts';

const condition = (prompt: string) => ({ id: 'default', prompt, system: null, control: true, sha256: '' });

const { choice, calls, usual } = STRINGS.probe.runs;

test('the numbers of runs on offer say how many calls they are', () => {
  const choices = runChoices({ models: 3, usual: 10, recorded: null, typed: '' });
  assert.deepEqual(
    choices.map(({ runs }) => runs),
    [3, 5, 10, 25, 50, 100],
  );
  const preferred = choices.filter(({ preferred }) => preferred);
  assert.deepEqual(
    preferred.map(({ label, description }) => [label, description]),
    [[choice(10), `${calls(30)} · ${usual}`]],
  );
  assert.equal(choices.find(({ runs }) => runs === 50)?.description, calls(150));
  assert.ok(
    runChoices({ models: 1, usual: 7, recorded: null, typed: '' }).some(
      ({ runs, preferred }) => runs === 7 && preferred,
    ),
  );
});

test('a recording offers no more than it holds, and prefers all of it', () => {
  const choices = runChoices({ models: 2, usual: 10, recorded: 4, typed: '' });
  assert.deepEqual(
    choices.map(({ runs, preferred }) => [runs, preferred]),
    [
      [3, false],
      [4, true],
    ],
  );
  assert.equal(runChoices({ models: 2, usual: 10, recorded: 4, typed: '5' })[0]?.runs, null);
});

test('any number can be typed', () => {
  assert.equal(runChoices({ models: 2, usual: 10, recorded: null, typed: ' 12 ' })[0]?.runs, 12);
  for (const typed of ['0', '-3', '1.5', 'ten', '10001']) {
    assert.equal(runChoices({ models: 2, usual: 10, recorded: null, typed })[0]?.runs, null, typed);
  }
});

test('a run until it is settled is offered where it can be one, with the most that it may take', () => {
  const { mostCalls, untilSettled } = STRINGS.probe.runs;
  const facts = {
    models: 3,
    usual: 10,
    recorded: null,
    typed: '',
    cost: (_: number, most = false) => (most ? '$4' : ''),
  };
  const last = runChoices({ ...facts, canSettle: true }).at(-1)!;
  assert.deepEqual([last.label, last.runs, last.untilSettled, last.preferred], [untilSettled, 160, true, false]);
  for (const part of [mostCalls(480), '$4']) assert.ok(last.description.includes(part), last.description);
  assert.ok(!runChoices(facts).some((one) => one.untilSettled));
  assert.deepEqual(
    runChoices({ ...facts, canSettle: true, typed: '12' }).map(({ runs }) => runs),
    [12],
  );
});

test('arguments of a key binding are taken, those of the context menu are not', () => {
  assert.deepEqual(readProbeArguments({ models: ['openai:m', 3], runs: 5 }), {
    models: [{ spec: 'openai:m' }],
    runs: 5,
  });
  assert.deepEqual(readProbeArguments({ models: [{ spec: 'a:b', label: 'B', more: 1 }, {}, null] }), {
    models: [{ spec: 'a:b', label: 'B' }],
  });
  for (const given of [undefined, null, 'x', { path: '/a', scheme: 'file' }, { models: [], runs: 0 }, { runs: '5' }]) {
    assert.deepEqual(readProbeArguments(given), {});
  }
});

test('failures of the editor’s models are told apart', () => {
  const coded = (code: string): Error => Object.assign(new Error('x'), { code });
  for (const [code, reason] of [
    ['NoPermissions', 'permission'],
    ['Blocked', 'quota'],
    ['NotFound', 'not-found'],
  ] as const) {
    const { error, stopsTarget, retryable } = languageModelFailure(coded(code), 'copilot/x');
    assert.deepEqual([error.reason, stopsTarget, retryable], [reason, true, false]);
    assert.match(error.message, /copilot\/x.*\.$/);
  }
  const limited = languageModelFailure(new Error('x', { cause: new Error('429 too many requests') }), 'm');
  assert.deepEqual([limited.error.reason, limited.retryable], ['rate-limited', true]);
  const unknown = languageModelFailure(new Error('Bad key sk-abcdefgh12345678\nstack'), 'm');
  assert.deepEqual([unknown.error.reason, unknown.retryable], ['unknown', false]);
  assert.ok(!unknown.error.message.includes('sk-abcdefgh'), unknown.error.message);
  assert.ok(!unknown.error.message.includes('stack'));
});

test('the page has a strict policy, one script with its nonce and nothing inline', () => {
  const html = panelHtml({
    cspSource: 'https://csp',
    nonce: 'N0',
    scriptUri: 'https://x/panel.js?a=1&b=2',
    styleUri: 'https://x/panel.css',
    data: { 'data-run-id': 'a"><script>' },
  });
  assert.match(
    html.replaceAll('&#39;', "'"),
    /content="default-src 'none'; script-src 'nonce-N0'; style-src https:\/\/csp; img-src https:\/\/csp data: blob:; font-src https:\/\/csp"/,
  );
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(html, /<script nonce="N0" src="https:\/\/x\/panel\.js\?a=1&amp;b=2"><\/script>/);
  assert.match(html, /<div id="app" data-run-id="a&quot;&gt;&lt;script&gt;"><\/div>\s*<p class="until">[^<]+<\/p>/);
  assert.ok(!/<style|style=|onload|unsafe/.test(html));
});

test('tab titles and file names come from the prompt', () => {
  assert.equal(titleOf({ conditions: [condition(' Tell me\na joke ')] }), 'Probe: Tell me a joke');
  assert.equal([...titleOf({ conditions: [condition('😀'.repeat(60))] })].length, 'Probe: '.length + 40);
  const design = { file: 'Wild colours.probe.yaml' };
  assert.equal(titleOf({ conditions: [condition('Pick')], design }), 'Probe: Wild colours.probe.yaml');
  const createdAt = '2026-11-21T10:00:00.000Z';
  assert.equal(
    exportName({ createdAt, conditions: [condition('Où est "l’été"? ../x')] }),
    'ou-est-l-ete-x-2026-11-21.probe.json',
  );
  assert.equal(exportName({ createdAt, conditions: [condition('???')] }), 'probe-2026-11-21.probe.json');
  assert.equal(
    exportName({ createdAt, conditions: [condition('Pick')], design }),
    'wild-colours-2026-11-21.probe.json',
  );
});

test('run ids can be file names and sort by time', () => {
  const id = newRunId(new Date('2026-11-21T23:15:00.123Z'));
  assert.match(id, /^20261121-231500-[0-9a-f]{8}$/);
  assert.ok(isRunId(id));
});

test('a pulse beats once for many changes, again for changes during a beat, and never two at a time', async () => {
  let running = 0;
  let beats = 0;
  let release: () => void = () => undefined;
  const pulse = new Pulse(async () => {
    assert.equal(++running, 1);
    beats++;
    await new Promise<void>((resolve) => (release = resolve));
    running--;
  });
  const until = async (wanted: number): Promise<void> => {
    while (beats < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  for (let at = 0; at < 50; at++) pulse.poke();
  await until(1);
  for (let at = 0; at < 50; at++) pulse.poke();
  assert.equal(beats, 1);
  release();
  await until(2);
  pulse.dispose();
  release();
  pulse.poke();
  assert.equal(beats, 2);
});

test('runs that were opened from a file are told from those that were sent here', () => {
  assert.equal(isFileKey(fileKey('a.probe.json', '{}')), true);
  assert.equal(isFileKey(newRunId(new Date())), false);
  assert.notEqual(fileKey('a', 'b'), fileKey('a\0b', ''));
});

test('the ending of a name says in which format a run is exported, or nothing does', () => {
  const ids = ['a.probe.json', 'a.JSON', 'b/a.csv', 'a.conditions.csv', 'a.md', 'a.html'].map(
    (name) => formatOfName(name)?.id,
  );
  assert.deepEqual(ids, ['json', 'json', 'csv', 'conditions', 'markdown', 'html']);
  for (const name of ['a.txt', 'a', 'json', 'a.json/a']) assert.equal(formatOfName(name), undefined, name);
});
