import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunHeader, Trial } from '../../../src/core/model/run.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { leftOf } from '../../../src/runs/left.ts';
import { resumeOptions, nextSteps, type StepFacts } from '../../../src/runs/next-steps.ts';

const target = (provider: string) => ({
  ...{ id: `${provider}:m`, provider, model: 'm', label: 'm', baseUrl: null, parameters: {} },
});
const header: RunHeader = {
  ...{ id: 'r', createdAt: '2026-11-21T14:02:00.000Z', trialsPerCell: 50, seed: 1 },
  tool: { name: 'convergence-probe', version: '0' },
  conditions: [{ id: 'default', prompt: 'Pick', system: null, control: true, sha256: '' }],
  targets: [target('a'), target('b')],
};
const facts: StepFacts = {
  ...{ header, sources: ['live'], recorded: null, elsewhere: false },
  left: { missing: 3, failed: { 'a:m': 2 } },
};
const NOTHING = { missing: 0, failed: {}, more: 0, elsewhere: false };

test('what is left: cancelled trials are missing, failed ones are counted by target, hopeless ones are not', () => {
  const trial = (trialIndex: number, outcome: Trial['outcome'], reason?: string): Trial =>
    ({
      target: 'a:m',
      condition: 'default',
      trialIndex,
      outcome,
      error: reason ? { reason } : null,
    }) as unknown as Trial;
  const trials = [
    trial(0, 'completed'),
    trial(1, 'cancelled'),
    trial(2, 'failed', 'overloaded'),
    trial(3, 'failed', 'not-recorded'),
    trial(4, 'empty'),
    trial(50, 'completed'),
  ];
  assert.deepEqual(leftOf(header, trials), { missing: 100 - 4, failed: { 'a:m': 1 } });
});

test('a run offers what is missing, what failed and as many runs again', () => {
  assert.deepEqual(nextSteps(facts), { missing: 3, failed: { 'a:m': 2 }, more: 50, elsewhere: false });
  const most = { ...header, trialsPerCell: 9_990 };
  assert.equal(nextSteps({ ...facts, header: most }).more, 10);
});

test('a recording does not grow beyond what it holds', () => {
  const replaying = { ...facts, header: { ...header, targets: [target('recorded')] }, sources: ['recorded'] as const };
  assert.equal(nextSteps({ ...replaying, recorded: 60 }).more, 10);
  assert.equal(nextSteps({ ...replaying, recorded: 50 }).more, 0);
  assert.equal(nextSteps({ ...replaying, recorded: 0 }).more, 0);
});

test('published and imported answers, and runs without a prompt, stay as they are', () => {
  assert.deepEqual(nextSteps({ ...facts, sources: ['recorded'] }), NOTHING);
  assert.deepEqual(nextSteps({ ...facts, sources: ['live', 'imported'] }), NOTHING);
  const [condition] = header.conditions;
  assert.ok(condition);
  const mute = { ...header, conditions: [condition, { ...condition, id: 'x', prompt: ' ' }] };
  assert.deepEqual(nextSteps({ ...facts, header: mute }), NOTHING);
});

test('a file that claims more trials than anyone could send goes nowhere', () => {
  assert.deepEqual(nextSteps({ ...facts, header: { ...header, trialsPerCell: 1e9 } }), NOTHING);
  const wide = { ...header, trialsPerCell: 10_000, targets: Array.from({ length: 101 }, () => target('a')) };
  assert.deepEqual(nextSteps({ ...facts, header: wide }), NOTHING);
});

test('a button becomes what the engine is asked for', () => {
  const next = nextSteps(facts);
  assert.deepEqual(resumeOptions({ kind: 'resume' }, next), {});
  assert.deepEqual(resumeOptions({ kind: 'run-more' }, next), { more: 50 });
  assert.deepEqual(resumeOptions({ kind: 'run-more', more: 20 }, next), { more: 20 });
  assert.deepEqual(resumeOptions({ kind: 'retry-failed' }, next), { retryFailed: ['a:m'] });
  assert.deepEqual(resumeOptions({ kind: 'retry-failed', target: 'a:m' }, next), { retryFailed: ['a:m'] });
});

test('a button that has nothing to send says so, and so does one of a run that goes on elsewhere', () => {
  const refused = [
    [{ kind: 'resume' }, NOTHING],
    [{ kind: 'run-more' }, NOTHING],
    [{ kind: 'retry-failed' }, NOTHING],
    [{ kind: 'retry-failed', target: 'b:m' }, nextSteps(facts)],
    [{ kind: 'resume' }, nextSteps({ ...facts, elsewhere: true })],
  ] as const;
  for (const [step, next] of refused) assert.throws(() => resumeOptions(step, next), UsageError, step.kind);
});
