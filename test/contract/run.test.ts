import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestDigest } from '../../src/core/engine/digest.ts';
import { planRun } from '../../src/core/engine/plan.ts';
import type { EngineOptions } from '../../src/core/engine/run-probe.ts';
import { runProbe } from '../../src/core/engine/run-probe.ts';
import type { RunEvent } from '../../src/core/model/events.ts';
import type { RunHeader, RunRecord } from '../../src/core/model/run.ts';
import { connect } from '../../src/providers/connect.ts';
import { nodeHasher, systemClock } from '../../src/providers/node-ports.ts';
import type { FakeServers, FakeServersOptions } from '../support/servers/fake-servers.ts';
import { startFakeServers } from '../support/servers/fake-servers.ts';
import type { WireId } from '../support/servers/wires.ts';
import { KEY } from './wired.ts';

const WIRES: readonly WireId[] = ['openai', 'anthropic', 'google'];

interface Probe {
  readonly header: RunHeader;
  readonly events: RunEvent[];
  readonly record: RunRecord;
  readonly servers: FakeServers;
  /** Ms from the start of the run to its end. */
  readonly wallMs: number;
}

async function probe(
  trialsPerCell: number,
  serverOptions: FakeServersOptions,
  changes: Partial<EngineOptions> & { readonly parameters?: Readonly<Record<string, unknown>> } = {},
): Promise<Probe> {
  const servers = await startFakeServers(serverOptions);
  try {
    const header = planRun(
      {
        id: 'run-1',
        createdAt: '2026-11-20T00:00:00.000Z',
        tool: { name: 'test', version: '0' },
        prompt: 'Pick a random number between 1 and 100',
        system: null,
        targets: WIRES.map((provider) => ({
          provider,
          model: 'm',
          baseUrl: servers[provider].baseUrl,
          parameters: changes.parameters ?? {},
        })),
        trialsPerCell,
        seed: 1,
      },
      nodeHasher,
    );
    const events: RunEvent[] = [];
    const connections = await connect(header.targets, {
      keyFor: () => Promise.resolve(KEY),
      recordingFor: () => Promise.reject(new Error('none')),
    });
    const begin = performance.now();
    const record = await runProbe(header, {
      ...connections,
      concurrency: 50,
      timeoutMs: 10_000,
      maxAttempts: 4,
      clock: systemClock,
      hasher: nodeHasher,
      random: Math.random,
      signal: new AbortController().signal,
      onEvent: (event) => events.push(event),
      ...changes,
    });
    return { header, events, record, servers, wallMs: performance.now() - begin };
  } finally {
    await servers.close();
  }
}

describe('a whole run over the wire', () => {
  it('brings 150 of 150 back from three providers, each with all that is known of it', async () => {
    const { record, servers } = await probe(50, { latencyMs: 200 });
    assert.equal(record.run.status, 'complete');
    assert.equal(record.trials.length, 150);
    for (const trial of record.trials) {
      assert.equal(trial.outcome, 'completed');
      assert.ok(trial.latencyMs! >= 190 && trial.latencyMs! < 10_000, String(trial.latencyMs));
      assert.deepEqual(trial.usage, { inputTokens: 12, outputTokens: 3 });
      assert.match(trial.finishReason!, /^(stop|end_turn|STOP)$/);
      assert.equal(trial.attempts, 1);
      assert.match(trial.startedAt!, /^\d{4}-.*\.\d{3}Z$/);
      assert.match(trial.sha256!, /^[0-9a-f]{64}$/);
      assert.equal(trial.source, 'live');
    }
    for (const wire of WIRES) assert.equal(servers[wire].requests.length, 50);
  });

  it('cancels at once and keeps what has arrived', async () => {
    const controller = new AbortController();
    let abortedAt = 0;
    let finishedAt = Infinity;
    let settled = 0;
    const events: RunEvent[] = [];
    const { record } = await probe(
      20,
      { behave: (_wire, index) => (index < 5 ? {} : { fault: 'hang' }) },
      {
        concurrency: 8,
        signal: controller.signal,
        onEvent: (event) => {
          events.push(event);
          if (event.type === 'finished') finishedAt = performance.now();
          if (event.type === 'settled' && ++settled === 15) {
            abortedAt = performance.now();
            controller.abort(new Error('stopped by the user'));
          }
        },
      },
    );
    // Within 0.3 s on a quiet machine; the servers would never answer, and a call is given up after minutes.
    assert.ok(finishedAt - abortedAt < 3_000);
    assert.equal(record.run.status, 'cancelled');
    const outcomes = countBy(record.trials.map((trial) => trial.outcome));
    assert.deepEqual(outcomes, { completed: 15, cancelled: 45 });
    assert.equal(events.at(-1)!.type, 'finished');
  });

  it('stops the model with the wrong key at once and says so once; the others go on', async () => {
    const { record, servers, events } = await probe(
      30,
      { behave: (wire) => (wire === 'anthropic' ? { status: 401 } : {}) },
      { concurrency: 4 },
    );
    assert.equal(record.run.status, 'partial');
    const failed = record.trials.filter((trial) => trial.outcome === 'failed');
    assert.equal(failed.length, 30);
    assert.ok(failed.every((trial) => trial.target === 'anthropic:m' && trial.error!.reason === 'authentication'));
    assert.equal(new Set(failed.map((trial) => trial.error!.message)).size, 1);
    assert.ok(servers.anthropic.requests.length <= 4, 'only what was already in flight is sent');
    assert.equal(record.trials.filter((trial) => trial.outcome === 'completed').length, 60);
    const last = events.findLast((event) => event.type === 'progress')!;
    const stopped = last.progress.find((target) => target.target === 'anthropic:m')!;
    assert.equal(stopped.state, 'stopped');
    const { host } = new URL(servers.anthropic.baseUrl);
    assert.equal(stopped.reason, `The key for Anthropic (${host}) was refused (401); set a valid one.`);
  });

  it('drops a parameter that a server does not take, once, and records both', async () => {
    const { record, servers } = await probe(
      10,
      {
        behave: (wire, _index, request) => {
          const sent = wire === 'google' ? request.body?.generationConfig : request.body;
          if (wire !== 'openai' || !('temperature' in (sent as object))) return {};
          return { status: 400, errorBody: { error: { message: 'Unsupported value', param: 'temperature' } } };
        },
      },
      { concurrency: 1, parameters: { temperature: 0.2 } },
    );
    assert.equal(record.run.status, 'complete');
    assert.equal(servers.openai.requests.length, 11, 'one refused call, then ten without the parameter');
    for (const trial of record.trials) {
      assert.deepEqual(trial.requested, { temperature: 0.2 });
      assert.equal('temperature' in trial.honoured, trial.target !== 'openai:m');
    }
    const ours = record.trials.filter((trial) => trial.target === 'openai:m');
    assert.deepEqual(ours.map((trial) => trial.attempts).sort(), [1, 1, 1, 1, 1, 1, 1, 1, 1, 2]);
  });

  it('has the digest of exactly what was sent, what an API demands and what was left out included', async () => {
    const refusesMuch = (_wire: WireId, _index: number, { body }: { readonly body: unknown }) => {
      if (Number((body as { max_tokens?: number }).max_tokens) <= 50_000) return {};
      return { status: 400, errorBody: { error: { message: 'max_tokens: 90000 > 50000, which is the most' } } };
    };
    for (const [parameters, sent] of [
      [{}, { max_tokens: 8192 }],
      [{ max_tokens: 100 }, { max_tokens: 100 }],
      [{ temperature: 0.5 }, { max_tokens: 8192, temperature: 0.5 }],
      [{ max_tokens: 90_000 }, { max_tokens: 8192 }],
    ] as const) {
      const behave = 'max_tokens' in parameters && parameters.max_tokens > 50_000 ? { behave: refusesMuch } : {};
      const { header, record, servers } = await probe(2, behave, { parameters });
      const [trial] = record.trials.filter(({ target }) => target === 'anthropic:m');
      const { provider, model } = header.targets.find(({ id }) => id === 'anthropic:m')!;
      const messages = [{ role: 'user', text: header.conditions[0]!.prompt }] as const;
      const digest = requestDigest({ provider, model, system: null, messages, parameters: sent }, nodeHasher);
      assert.equal(trial!.sha256, digest, JSON.stringify(parameters));
      assert.deepEqual([trial!.requested, trial!.honoured], [parameters, sent]);
      assert.equal(servers.anthropic.requests.at(-1)!.body!.max_tokens, sent.max_tokens);
    }
  });

  it('does not ask again without what an API demands', async () => {
    const errorBody = {
      error: { type: 'invalid_request_error', message: 'max_tokens: 8192 > 4096, which is the most' },
    };
    const behave = (wire: WireId) => (wire === 'anthropic' ? { status: 400, errorBody } : {});
    const { record, servers } = await probe(3, { behave });
    // Each of three calls with our own limit, and once more with the one that the server names.
    const sent = servers.anthropic.requests.map(({ body }) => body!.max_tokens);
    assert.ok(sent.length <= 6, String(sent.length));
    assert.deepEqual([...new Set(sent)], [8192, 4096]);
    const failed = record.trials.filter(({ target }) => target === 'anthropic:m');
    assert.ok(
      failed.every(({ error }) => error?.message.endsWith('(400): max_tokens: 8192 > 4096, which is the most')),
    );
  });

  it('gets every answer through resets, overloads, limits, cut-off and unreadable bodies', async () => {
    const faults = [
      { fault: 'reset' },
      { status: 503 },
      { status: 429, headers: { 'retry-after-ms': '40' } },
      { fault: 'cut' },
      { rawBody: '{' },
      { status: 529 },
      { status: 500, errorBody: 'oops' },
    ] as const;
    const { record } = await probe(
      20,
      { behave: (_wire, index) => faults[(index * 5) % 23] ?? {} },
      { concurrency: 6, maxAttempts: 8, random: () => 0.02 },
    );
    assert.equal(record.run.status, 'complete');
    assert.ok(record.trials.some((trial) => trial.attempts > 1));
  });

  it('cuts off a call that hangs or drips, at the timeout', async () => {
    const { record, wallMs } = await probe(
      3,
      { behave: (_wire, index) => (index === 0 ? { fault: 'hang' } : index === 1 ? { fault: 'drip' } : {}) },
      { timeoutMs: 250, maxAttempts: 3, random: () => 0.02 },
    );
    assert.equal(record.run.status, 'complete');
    assert.ok(record.trials.filter((trial) => trial.attempts === 2).length >= 6);
    assert.ok(wallMs < 5000);
  });

  it('has the key in no event, trial or record, even when servers echo it', async () => {
    const { record, events } = await probe(
      6,
      {
        answer: (_wire, _model, _index, request) => JSON.stringify(request.headers),
        behave: (_wire, index, request) =>
          index % 3 === 1 ? { status: 400, errorBody: { error: { message: JSON.stringify(request.headers) } } } : {},
      },
      { concurrency: 2 },
    );
    assert.equal(record.run.status, 'partial');
    assert.ok(!JSON.stringify([record, events]).includes(KEY));
    assert.ok(JSON.stringify(record).includes('[key removed]'));
  });
});

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
