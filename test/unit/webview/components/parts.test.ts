import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutputRow } from '../../../../src/core/analysis/rows.ts';
import { failsAgain, isShort, remarksOf } from '../../../../webview/components/card.ts';
import { funnelLine, leftOutLine } from '../../../../webview/components/funnel-line.ts';
import { tabAfterKey } from '../../../../webview/components/tab-bar.ts';

test('arrow keys go round the tabs, other keys do nothing', () => {
  const tabs = ['overview', 'answers', 'outputs'];
  assert.equal(tabAfterKey('ArrowRight', tabs, 'outputs'), 'overview');
  assert.equal(tabAfterKey('ArrowLeft', tabs, 'overview'), 'outputs');
  assert.equal(tabAfterKey('ArrowRight', tabs, 'overview'), 'answers');
  assert.equal(tabAfterKey('Home', tabs, 'answers'), 'overview');
  assert.equal(tabAfterKey('End', tabs, 'answers'), 'outputs');
  assert.equal(tabAfterKey('x', tabs, 'answers'), null);
});

test('the funnel in one line', () => {
  const funnel = { outputs: 9, raw: 6, folded: 4, extracted: 4, groups: 2 };
  assert.equal(funnelLine(funnel, 'joke'), '9 outputs › 6 strings › 2 answers');
  const one = { outputs: 10, raw: 1, folded: 1, extracted: 1, groups: 1 };
  assert.equal(funnelLine(one, 'whole'), '10 outputs › 1 string › 1 answer');
  assert.equal(funnelLine(funnel, 'named'), '9 outputs › 6 strings › 2 named');
});

test('trials that do not count are named', () => {
  const none = {
    trials: 9,
    completed: 9,
    refused: 0,
    empty: 0,
    failed: 0,
    cancelled: 0,
    unparsed: 0,
    outOfRange: 0,
    truncated: 0,
  };
  assert.equal(leftOutLine(none), '');
  assert.equal(
    leftOutLine({ ...none, unparsed: 2, failed: 1, cancelled: 3 }),
    'Not counted: 2 without a recognisable answer, 1 failed, 3 missing.',
  );
});

const row: OutputRow = {
  ...{ trialIndex: 0, outcome: 'completed', status: 'counted', text: 'x', textLength: 1, answer: 'x', group: 'g' },
  ...{ setAside: [], echo: [], finishReason: 'stop', truncated: false, usage: null, latencyMs: 1, attempts: 1 },
  ...{ requested: {}, honoured: {}, source: 'live', error: null },
};

test('a card says in plain words what is not as it should be', () => {
  assert.deepEqual(remarksOf(row), []);
  assert.deepEqual(remarksOf({ ...row, outcome: 'empty', note: 'spent all 512 output tokens thinking' }), [
    'empty: spent all 512 output tokens thinking',
  ]);
  const spent = { outcome: 'empty', truncated: true, note: 'spent all 512 output tokens thinking' } as const;
  assert.deepEqual(remarksOf({ ...row, ...spent }), ['empty: spent all 512 output tokens thinking']);
  assert.deepEqual(remarksOf({ ...row, truncated: true, attempts: 3, requested: { temperature: 0 } }), [
    'cut off by the length limit',
    'not honoured: temperature',
    '3 attempts',
  ]);
  const error = { reason: 'timeout', message: 'No answer within 60 s.', status: null } as const;
  assert.deepEqual(remarksOf({ ...row, outcome: 'failed', status: 'failed', error }), [
    'failed: No answer within 60 s.',
  ]);
  assert.deepEqual(
    remarksOf({ ...row, outcome: 'cancelled', status: 'cancelled', attempts: 0, requested: { seed: 1 } }),
    ['missing: the run ended before it was answered'],
  );
});

test('a word or two make a card of one line', () => {
  assert.equal(isShort(row), true);
  assert.equal(isShort({ ...row, text: 'a\nb' }), false);
  assert.equal(isShort({ ...row, text: 'more than a word or two' }), false);
  assert.equal(isShort({ ...row, outcome: 'empty', text: '' }), false);
});

test('the same failure is explained once', () => {
  const failed = (message: string): OutputRow => ({
    ...row,
    ...{ outcome: 'failed', status: 'failed', text: '', error: { reason: 'authentication', message, status: 401 } },
  });
  assert.equal(failsAgain(failed('The key was refused.'), undefined), false);
  assert.equal(failsAgain(failed('The key was refused.'), failed('The key was refused.')), true);
  assert.equal(failsAgain(failed('The key was refused.'), failed('No answer in time.')), false);
  assert.equal(failsAgain(row, row), false);
});
