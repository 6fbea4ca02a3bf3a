import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutOffSentence, findCutOff } from '../../../src/extension/run-control/cut-off.ts';
import { NO_MARKS } from '../../../src/core/model/kept-runs.ts';
import type { KeptRun } from '../../../src/runs/kept-run.ts';
import { STRINGS } from '../../../src/extension/strings.ts';

const run = (key: string, changes: Partial<KeptRun> = {}): KeptRun => ({
  ...{ key, createdAt: '2026-11-21T10:00:00.000Z', prompt: 'Pick', targets: ['m'], trialsPerCell: 150 },
  ...{ wanted: 150, missing: 116, elsewhere: false, promptDigest: '', digest: null, marks: NO_MARKS },
  ...changes,
});
const SETTLED = '{"type":"started"}\n{"type":"settled","trial":{"text":"{\\"type\\":\\"finished\\""}}\n';
const ENDED = `${SETTLED}{"type":"finished","status":"cancelled","finishedAt":"x"}\n\n`;

test('a run that was cut off is found; one that was stopped, is whole, goes on elsewhere or is shown is not', async () => {
  const journals: Record<string, string> = { cut: SETTLED, torn: `${SETTLED}{"type":"sett`, stopped: ENDED };
  const runs = [
    run('whole', { missing: 0 }),
    run('elsewhere', { elsewhere: true }),
    run('shown'),
    run('offered'),
    run('gone'),
    run('stopped'),
    run('cut'),
    run('torn'),
  ];
  const found = await findCutOff({
    runs,
    offered: ['offered'],
    isShown: ({ key }) => key === 'shown',
    read: (key) => Promise.resolve(key === 'gone' ? null : (journals[key] ?? SETTLED)),
  });
  assert.deepEqual(
    found.map(({ key }) => key),
    ['cut', 'torn'],
  );
});

test('it is offered with how far it got', () => {
  assert.equal(cutOffSentence(run('x')), STRINGS.runs.cutOff.text(34, 150));
});
