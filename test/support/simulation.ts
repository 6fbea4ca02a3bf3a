import { planRun } from '../../src/core/engine/plan.ts';
import type { EngineOptions } from '../../src/core/engine/run-probe.ts';
import { runProbe } from '../../src/core/engine/run-probe.ts';
import type { RunEvent } from '../../src/core/model/events.ts';
import type { RunHeader, RunRecord } from '../../src/core/model/run.ts';
import { seededRandom } from '../../src/core/statistics/random.ts';
import { FakeClock } from './fake-clock.ts';
import type { ServerConduct } from './simulated-server.ts';
import { SimulatedServer } from './simulated-server.ts';

/** What a simulated run was like. */
export interface Simulated {
  readonly record: RunRecord;
  readonly events: readonly RunEvent[];
  readonly servers: ReadonlyMap<string, SimulatedServer>;
  /** From the first call to the last answer of all servers, ms. */
  readonly wallMs: number;
  readonly sent: number;
  readonly answered: number;
  /** Calls beyond one an answer. */
  readonly wasted: number;
}

/** What is sent, and to which servers: one lane a server. */
export interface SimulationPlan {
  /** Calls to each server. */
  readonly calls: number;
  readonly conducts: Readonly<Record<string, ServerConduct>>;
  readonly concurrency: number;
  readonly seed?: number;
  readonly changes?: Partial<EngineOptions>;
}

/** Runs the engine against simulated servers on a fake clock. */
export async function simulate(plan: SimulationPlan): Promise<Simulated> {
  const { calls, conducts, concurrency, seed = 1, changes = {} } = plan;
  const clock = new FakeClock();
  const names = Object.keys(conducts);
  const header = headerOf(names, calls);
  const servers = new Map(
    names.map((name, at) => [name, new SimulatedServer(clock, { seed: seed * 31 + at, ...conducts[name]! })]),
  );
  const events: RunEvent[] = [];
  const work = runProbe(header, {
    providers: new Map(header.targets.map(({ id, provider }) => [id, servers.get(provider)!])),
    lanes: new Map(header.targets.map(({ id, provider }) => [id, provider])),
    concurrency,
    timeoutMs: 60_000,
    maxAttempts: 5,
    clock,
    hasher: { sha256: (text) => String(text.length) },
    random: seededRandom(seed),
    signal: new AbortController().signal,
    ...changes,
    onEvent: (event) => {
      events.push(event);
      changes.onEvent?.(event);
    },
  });
  const record = await clock.runUntil(work);
  const seen = [...servers.values()].flatMap((server) => server.calls);
  const answers = seen.filter(({ fate }) => fate === 'answered');
  const firstMs = Math.min(...seen.map(({ atMs }) => atMs));
  return {
    record,
    events,
    servers,
    wallMs: answers.reduce((last, { endMs }) => Math.max(last, endMs), 0) - firstMs,
    sent: seen.length,
    answered: answers.length,
    wasted: seen.length - answers.length,
  };
}

function headerOf(providers: readonly string[], trialsPerCell: number): RunHeader {
  return planRun(
    {
      id: 'run',
      createdAt: '2026-11-20T00:00:00.000Z',
      tool: { name: 'test', version: '0' },
      prompt: 'Pick a number.',
      system: null,
      targets: providers.map((provider) => ({ provider, model: 'm', baseUrl: null, parameters: {} })),
      trialsPerCell,
      seed: 5,
    },
    { sha256: (text) => text },
  );
}
