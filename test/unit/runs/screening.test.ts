import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planScreening } from '../../../src/core/design/screening.ts';
import { planRun } from '../../../src/core/engine/plan.ts';
import { newRun } from '../../../src/core/engine/resume.ts';
import type { Outcome, RunRecord, Trial } from '../../../src/core/model/run.ts';
import { nodeHasher } from '../../../src/providers/node-ports.ts';
import { sendScreening, wholeScreening } from '../../../src/runs/screening.ts';
import type { ReadyPart } from '../../../src/runs/send.ts';
import { trialOf } from '../core/analysis/run-of.ts';

const PROMPT = 'Name a fruit. Rule a. Rule b. Rule c. Rule d.';
const { request } = planScreening({ prompt: PROMPT, system: null }, 20);
const HEADER = planRun(
  {
    ...{ ...request, id: 'run', createdAt: '2026-01-31T12:00:00.000Z', tool: { name: 'test', version: '0' }, seed: 1 },
    targets: [{ provider: 'test', model: 'a', baseUrl: null, parameters: {} }],
  },
  nodeHasher,
);
const connections = { providers: new Map(), lanes: new Map() } as unknown as ReadyPart['connections'];

async function walk(
  kept: readonly Trial[],
  { strongest = [2, 0], outcome = 'completed' }: { strongest?: readonly number[]; outcome?: Outcome } = {},
) {
  const sent: ReadyPart[] = [];
  const whole = wholeScreening({ ...newRun(HEADER), kept });
  const record = await sendScreening(
    { ...whole, connections },
    {
      send: (part) => {
        sent.push(part);
        const fresh = part.missing.map((key) => trialOf(key.target, key.trialIndex, 'x', { ...key, outcome }));
        const run = { ...part.header, finishedAt: null, status: 'complete' as const };
        return Promise.resolve({ run, trials: [...part.kept, ...fresh], edits: [] } satisfies RunRecord);
      },
      strongest: () => Promise.resolve(strongest),
      onChecked: () => undefined,
    },
  );
  return { whole, sent, record };
}

describe('a run that finds out which words make the answer', () => {
  it('is confirmed with all its calls, and sends the rows before the fresh runs', async () => {
    const { whole, sent, record } = await walk([]);
    assert.equal(whole.missing.length, 6 + 12 * 2 + 3 * 20);
    assert.deepEqual(
      sent.map(({ missing }) => missing.length),
      [6 + 12 * 2, 3 * 20],
    );
    assert.equal(record.trials.length, whole.missing.length);
    assert.deepEqual(
      record.run.screening!.fresh!.map(({ leftOut }) => leftOut),
      [[], [2], [0]],
    );
  });

  it('sends the fresh runs of one that was cut off behind its rows', async () => {
    const { record } = await walk([], { strongest: [] });
    assert.equal(record.run.screening!.fresh, undefined);
    const { sent } = await walk(record.trials);
    assert.deepEqual(
      sent.map(({ missing }) => missing.length),
      [60],
    );
  });

  it('ends where it was stopped, and where no answer came', async () => {
    for (const how of [{ outcome: 'cancelled' as const }, { strongest: [] }]) {
      const { sent, record } = await walk([], how);
      assert.equal(sent.length, 1);
      assert.equal(record.run.screening!.fresh, undefined);
    }
  });

  it('is sent as it is when its fresh runs are laid out, and when it screens nothing', async () => {
    const { record } = await walk([]);
    const { status: _status, finishedAt: _finishedAt, ...header } = record.run;
    const part = newRun(header);
    assert.equal(wholeScreening(part), part);
    const plain = newRun({ ...HEADER, screening: undefined });
    assert.equal(wholeScreening(plain), plain);
  });
});
