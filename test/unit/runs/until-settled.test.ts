import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Settlement } from '../../../src/core/analysis/insight/settlement.ts';
import type { Outcome, RunRecord, Trial } from '../../../src/core/model/run.ts';
import type { ReadyPart } from '../../../src/runs/send.ts';
import { sendUntilSettled } from '../../../src/runs/until-settled.ts';
import { mixedRun } from '../core/export/sample-file.ts';

const { run, trials } = mixedRun();
const [trial] = trials;

function whole(looks: readonly number[]): ReadyPart {
  const { finishedAt: _finishedAt, status: _status, ...header } = run;
  const last = looks.at(-1)!;
  const connections = { providers: new Map(), lanes: new Map() } as unknown as ReadyPart['connections'];
  return { header: { ...header, trialsPerCell: last, looks }, kept: [], missing: [], connections };
}

/** Sends look by look; every call ends in `outcome`. */
async function walk(
  looks: readonly number[],
  kinds: readonly Settlement['kind'][],
  outcome: (target: string, index: number) => Outcome = () => 'completed',
) {
  const sent: number[] = [];
  const told: number[] = [];
  let look = 0;
  const record = await sendUntilSettled(whole(looks), {
    send: ({ header, kept, missing }) => {
      sent.push(missing.length);
      const fresh = missing.map((key): Trial => ({ ...trial!, ...key, outcome: outcome(key.target, key.trialIndex) }));
      const ended = { ...header, finishedAt: run.finishedAt, status: 'complete' as const };
      return Promise.resolve({ run: ended, trials: [...kept, ...fresh], edits: [] } satisfies RunRecord);
    },
    judge: () => Promise.resolve({ kind: kinds[look++]!, open: ['something'] }),
    onOpen: (_record, _settlement, next) => told.push(next),
  });
  return { sent, told, record, cells: run.targets.length * run.conditions.length };
}

describe('a run that is sent until it is settled', () => {
  it('sends at each look what is missing up to it, and stops when it is settled', async () => {
    const { sent, told, record, cells } = await walk([2, 4, 8], ['open', 'settled']);
    assert.deepEqual(sent, [2 * cells, 2 * cells]);
    assert.deepEqual(told, [4]);
    assert.equal(record.run.trialsPerCell, 4);
    assert.equal(record.trials.length, 4 * cells);
  });

  it('stops when more runs would decide nothing', async () => {
    const { record } = await walk([2, 4, 8], ['futile']);
    assert.equal(record.run.trialsPerCell, 2);
  });

  it('asks nobody about its last look', async () => {
    const { record } = await walk([2, 4], ['open']);
    assert.equal(record.run.trialsPerCell, 4);
  });

  it('stops where a model gives nothing, and where it was stopped', async () => {
    const [silent] = run.targets;
    const failing = await walk([2, 4], [], (target) => (target === silent!.id ? 'failed' : 'completed'));
    assert.equal(failing.record.run.trialsPerCell, 2);
    const later = await walk([2, 4, 8], ['open'], (target, index) =>
      target === silent!.id && index >= 2 ? 'failed' : 'completed',
    );
    assert.equal(later.record.run.trialsPerCell, 4);
    const cut = await walk([2, 4], [], () => 'cancelled');
    assert.equal(cut.record.run.trialsPerCell, 2);
  });
});
