import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RewritesReport } from '../../../src/core/model/rewrites-report.ts';
import type { Condition, RunHeader, RunRecord, Trial } from '../../../src/core/model/run.ts';
import { trialsOf } from '../../../src/core/model/planned-trials.ts';
import { mostOf, sendRewrites } from '../../../src/runs/rewrites.ts';
import type { ReadyPart } from '../../../src/runs/send.ts';
import { paidTarget, priceOf } from '../core/money/priced.ts';
import { runOf, trialOf } from '../core/analysis/run-of.ts';

const target = paidTarget('openai:luna');

function headerOf(): RunHeader {
  const { finishedAt: _finishedAt, status: _status, ...run } = runOf('Name a fruit.', { model: [] }).run;
  const condition = (id: string, prompt: string): Condition => ({
    ...{ id, prompt, system: null, control: id === 'control', sha256: '0'.repeat(64) },
    rewrite: { template: id, want: 'many' },
  });
  const conditions = [condition('control', 'x'), condition('short', 'x y'), condition('long', 'x '.repeat(4000))];
  return { ...run, targets: [target], trialsPerCell: 3, conditions, prices: { [target.id]: priceOf(1, 1) } };
}

/** Sends a run, with a first part that ends so. */
async function walk(best: string | null, ended: Partial<RunRecord['run']> = {}, goesOn = true) {
  const header = mostOf(headerOf());
  const connections = { providers: new Map(), lanes: new Map() } as unknown as ReadyPart['connections'];
  const parts: ReadyPart[] = [];
  const told: (string | null)[] = [];
  const record = await sendRewrites(
    { header, kept: [], missing: [], connections },
    {
      send: (part) => {
        parts.push(part);
        const fresh = part.missing.map((key): Trial => ({ ...trialOf(key.target, key.trialIndex, 'Mango'), ...key }));
        const run = { ...part.header, finishedAt: '2026-01-31T12:01:00.000Z', status: 'complete' as const, ...ended };
        return Promise.resolve({ run, trials: [...part.kept, ...fresh], edits: [] });
      },
      judge: () => Promise.resolve({ best } as RewritesReport),
      onFirst: (confirmed) => {
        told.push(confirmed?.best ?? null);
        return goesOn;
      },
    },
  );
  return { parts, told, record };
}

describe('a run that tries rewrites', () => {
  it('asks about both parts, the second with the rewrite that costs most', () => {
    const most = mostOf(headerOf());
    assert.equal(trialsOf(most), 15);
    assert.equal(most.conditions.at(-1)!.rewrite!.confirms, 'long');
  });

  it('sends all rewrites once, then the prompt and the best one once more', async () => {
    const { parts, told, record } = await walk('short');
    assert.deepEqual(
      parts.map(({ missing }) => missing.length),
      [9, 6],
    );
    assert.deepEqual(told, ['short']);
    assert.deepEqual(
      record.run.conditions.flatMap(({ rewrite }) => rewrite?.confirms ?? []),
      ['control', 'short'],
    );
    assert.equal(record.trials.length, 15);
  });

  it('sends no second part where none is better, and where the first was stopped', async () => {
    assert.equal((await walk(null)).parts.length, 1);
    const stopped = await walk('short', { status: 'cancelled' });
    assert.deepEqual([stopped.parts.length, stopped.told], [1, []]);
    assert.equal((await walk('short', { endNote: 'the budget is used up' })).parts.length, 1);
    assert.equal((await walk('short', {}, false)).parts.length, 1);
  });
});
