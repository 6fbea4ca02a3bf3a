import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../../../src/core/model/run.ts';
import type { NextSteps } from '../../../../src/protocol/messages.ts';
import { moreOf, remainderOf, retriesOf } from '../../../../webview/state/next-steps.ts';
import type { Screen } from '../../../../webview/state/screen.ts';
import { reportOf, runOf, screenOf } from '../screen-fixture.ts';
import { REMAINDER } from '../../../../webview/text/strings.ts';

const { cutOff, stopped, missing } = REMAINDER;

const nextOf = (more: Partial<NextSteps>): NextSteps => ({
  missing: 0,
  failed: {},
  more: 0,
  elsewhere: false,
  ...more,
});
const screen = (run: Partial<Run>, next?: Partial<NextSteps>): Screen =>
  screenOf(runOf(['a', 'b', 'c'], run), reportOf(), next === undefined ? {} : { next: nextOf(next) });
const sentence = (run: Partial<Run>, next?: Partial<NextSteps>): string | undefined =>
  remainderOf(screen(run, next))?.sentence;

test('what is missing, and why', () => {
  assert.deepEqual(remainderOf(screen({ status: 'partial' }, { missing: 116 })), {
    sentence: `${cutOff}: ${missing(116, 150)}`,
    sendable: 116,
  });
  assert.equal(sentence({ status: 'cancelled' }, { missing: 1 }), `${stopped}: ${missing(1, 150)}`);
  assert.equal(
    sentence({ status: 'partial', trialsPerCell: 1_000 }, { missing: 1_234 }),
    `${cutOff}: ${missing(1234, 3000)}`,
  );
});

test('a run that ended for a reason says it, as it was written', () => {
  const over = { status: 'partial', endNote: 'the budget of $0.50 is used up' } as const;
  assert.equal(sentence(over, { missing: 116 }), `The budget of $0.50 is used up: ${missing(116, 150)}`);
  assert.equal(sentence(over), 'The budget of $0.50 is used up.', 'also where nothing can be sent');
  const long = { ...over, endNote: 'the budget of $0.50 is used up: $0.49 is spent.' };
  assert.equal(sentence(long, { missing: 2 }), `The budget of $0.50 is used up: $0.49 is spent. ${missing(2, 150)}`);
  const hostile = sentence({ status: 'partial', endNote: 'x\n'.repeat(5_000) }) ?? '';
  assert.ok(hostile.length < 210 && !hostile.includes('\n'), 'a file can say anything');
});

test('nothing is said of a run that is whole, or going on', () => {
  assert.equal(remainderOf(screen({}, {})), null);
  assert.equal(remainderOf(screen({ status: 'partial' })), null);
  assert.equal(remainderOf(screen({ status: 'running' }, { missing: 116 })), null);
});

test('nothing can be sent of a run that another window is sending', () => {
  const elsewhere = screen({ status: 'partial' }, { missing: 116, failed: { a: 3 }, more: 50, elsewhere: true });
  assert.deepEqual(remainderOf(elsewhere), {
    sentence: REMAINDER.elsewhere,
    sendable: 0,
  });
  assert.equal(retriesOf(elsewhere).size, 0);
  assert.equal(moreOf(elsewhere), 0);
  assert.equal(sentence({}, { elsewhere: true }), REMAINDER.elsewhere);
});

test('failed trials and more runs can be sent when nothing is', () => {
  assert.deepEqual([...retriesOf(screen({}, { failed: { a: 3, b: 0 } }))], [['a', 3]]);
  assert.equal(moreOf(screen({}, { more: 50 })), 50);
  assert.equal(retriesOf(screen({ status: 'running' }, { failed: { a: 3 } })).size, 0);
  assert.equal(moreOf(screen({ status: 'running' }, { more: 50 })), 0);
  assert.equal(moreOf(screen({})), 0);
});
