import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planResume } from '../../../src/core/engine/resume.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { beginPart, planRequest } from '../../../src/runs/plan.ts';
import { askedTargets, connectPart, prepare, type SendingPorts } from '../../../src/runs/send.ts';

const tool = { name: 'convergence-probe', version: '0' };
const simulated = { provider: 'simulated', baseUrl: null, parameters: {} };
const header = planRequest(
  {
    ...{ prompt: 'Pick a number', system: null, trialsPerCell: 2 },
    targets: [
      { ...simulated, model: 'uniform' },
      { provider: 'openai', model: 'm', baseUrl: null, parameters: {} },
    ],
  },
  tool,
);
const price = { inputPerMillion: 1, outputPerMillion: 2, name: 'x', source: 'user' } as const;
const nobody = { providers: new Map(), lanes: new Map() };

/** Ports that write down who is asked what; `no`: the port at which the user goes back. */
function scripted(no?: 'keys' | 'confirm') {
  const asked: string[] = [];
  const ports: SendingPorts = {
    keys: (targets) => {
      asked.push(`keys of ${targets.map(({ id }) => id).join(', ')}`);
      return Promise.resolve(no !== 'keys');
    },
    price: (run) => {
      asked.push('price');
      return Promise.resolve({ ...run, prices: { 'openai:m': price } });
    },
    connect: (part) => {
      asked.push(`connect at ${part.header.prices?.['openai:m']?.outputPerMillion ?? 'no price'}`);
      return Promise.resolve(nobody);
    },
    confirm: (part) => {
      asked.push(
        `confirm ${part.missing.length} at ${part.header.prices?.['openai:m']?.outputPerMillion ?? 'no price'}`,
      );
      return Promise.resolve(no !== 'confirm');
    },
  };
  return { asked, ports };
}

describe('a part that is prepared', () => {
  it('has its keys, prices and connections before the question, and keeps them', async () => {
    const { asked, ports } = scripted();
    const ready = await prepare(beginPart(header), ports);
    assert.deepEqual(asked, ['keys of simulated:uniform, openai:m', 'price', 'connect at 2', 'confirm 4 at 2']);
    assert.deepEqual([ready?.connections, ready?.header.prices], [nobody, { 'openai:m': price }]);
  });

  it('is none when the user goes back, and nothing is asked after that', async () => {
    for (const [no, count] of [
      ['keys', 1],
      ['confirm', 4],
    ] as const) {
      const { asked, ports } = scripted(no);
      assert.equal(await prepare(beginPart(header), ports), null);
      assert.equal(asked.length, count);
    }
  });
});

describe('a resumed part', () => {
  const trials = [0, 1].map((trialIndex) => ({
    ...{ target: 'openai:m', condition: 'default', trialIndex, text: '4', outcome: 'completed' as const, error: null },
    ...{ source: 'live' as const, attempts: 1, startedAt: null, latencyMs: null, usage: null },
    ...{ finishReason: 'stop' as const, modelReported: null, warnings: [] },
  }));
  const part = planResume(header, trials as never, { now: '2026-11-21T00:00:00.000Z' });

  it('asks those that something is missing of; the others need no key and no server', async () => {
    assert.deepEqual(
      askedTargets(part).map(({ id }) => id),
      ['simulated:uniform'],
    );
    const { providers, lanes } = await connectPart(part, {
      keyFor: () => Promise.reject(new Error('nobody needs a key')),
      recordingFor: () => Promise.reject(new UsageError('There is none.')),
    });
    assert.deepEqual(
      [[...providers.keys()], [...lanes.keys()]],
      [['simulated:uniform', 'openai:m'], ['simulated:uniform']],
    );
    const idle = providers.get('openai:m')!;
    assert.equal(idle.source, 'live');
    await assert.rejects(idle.complete({} as never, new AbortController().signal), /Nothing of openai:m is missing/);
  });
});
