import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import type { RunHeader } from '../../../src/core/model/run.ts';
import type { Attempt, CompletionRequest } from '../../../src/core/ports.ts';
import type { AnalysisClient } from '../../../src/runs/analysis/client.ts';
import { analysisHandlers } from '../../../src/runs/analysis/sessions.ts';
import type { Settings } from '../../../src/extension/config/settings.ts';
import type { RunPart } from '../../../src/core/engine/resume.ts';
import type { Step } from '../../../src/runs/next-steps.ts';
import type { AskingPorts } from '../../../src/extension/run-control/sending-ports.ts';
import type { OpenRun } from '../../../src/extension/run-control/open-run.ts';
import { RunControl, type Started } from '../../../src/extension/run-control/run-control.ts';
import type { Recordings } from '../../../src/extension/storage/recordings.ts';
import { RunStore } from '../../../src/runs/store.ts';
import { nodeHasher } from '../../../src/providers/node-ports.ts';
import { failed } from '../../../src/providers/wire/failures.ts';
import { answered } from '../../../src/providers/wire/reply.ts';

/** Windows for tests: run control on a folder of its own, with stand-ins for the analysis thread and the servers. */

/** What the user has set. */
export const settings = {
  ...{ concurrency: 4, timeoutMs: 60_000, analysis: DEFAULT_ANALYSIS, keepRuns: 50 },
  ...{ budgetUsd: null, prices: {}, confirmAbove: 300, confirmAboveCost: 1 },
} as unknown as Settings;

/** A probe of two models, ten runs each. */
export const request = {
  ...{ prompt: 'Pick a number', system: null, trialsPerCell: 10 },
  targets: [
    { provider: 'a', model: 'm', baseUrl: null, parameters: {} },
    { provider: 'b', model: 'm', baseUrl: null, parameters: {} },
  ],
};

/** The analysis without its thread; what goes in and out is copied, as between threads. */
function inlineAnalysis(calls: string[]): AnalysisClient {
  const handlers = analysisHandlers(nodeHasher) as unknown as Record<string, (params: unknown) => unknown>;
  return {
    keep: () => undefined,
    forgive: () => undefined,
    close: () => Promise.resolve(),
    async call(method: string, params: unknown) {
      calls.push(method);
      await Promise.resolve();
      return structuredClone(await handlers[method]?.(structuredClone(params)));
    },
  } as unknown as AnalysisClient;
}

/** A reply with this text. */
export const say = (text: string): Attempt =>
  answered({ text, finishReason: 'stop', usage: null, modelReported: null, refusal: null });
/** A reply that is none. */
export const busy = (): Attempt => failed('quota', 'No credit is left.');
/** Never answers; ends with the call. */
export const hang = (signal: AbortSignal): Promise<Attempt> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

/** Answers a call. */
export type Serve = (provider: string, request: CompletionRequest, signal: AbortSignal) => Promise<Attempt> | Attempt;

/** One window on a folder of runs. `serve` answers its calls; `sent` is what it asked for, `calls` those of its analysis. */
export function openWindow(t: TestContext, folder: string, serve: Serve) {
  const sent: string[] = [];
  const calls: string[] = [];
  const runs = new RunControl({
    tool: { name: 'convergence-probe', version: '0' },
    log: { info: () => undefined, warn: () => undefined },
    recordings: {} as Recordings,
    store: new RunStore(folder),
    analysis: inlineAnalysis(calls),
    connect: ({ header }: RunPart) =>
      Promise.resolve({
        lanes: new Map(header.targets.map(({ id }) => [id, id])),
        providers: new Map(
          header.targets.map(({ id, provider }) => [
            id,
            {
              ...{ id: provider, source: 'live' as const, listModels: () => Promise.resolve([]) },
              complete: async (request: CompletionRequest, signal: AbortSignal) => {
                sent.push(`${provider} ${request.trialIndex}`);
                return serve(provider, request, signal);
              },
            },
          ]),
        ),
      }),
  });
  t.after(() => {
    runs.dispose();
  });
  return { runs, sent, calls };
}

/** A folder for one test. */
export async function scratch(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'run-control-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A user with all keys who agrees to everything. */
export const agreeing: AskingPorts = {
  keys: () => Promise.resolve(true),
  price: (header) => Promise.resolve(header),
  confirm: () => Promise.resolve(true),
};

/** Starts a run as its user agrees to it. */
export async function start(runs: RunControl, header: RunHeader): Promise<Started> {
  const started = await runs.start(header, settings, agreeing);
  assert.ok(started);
  return started;
}

/** Resumes a run as its user agrees to it. */
export async function resume(runs: RunControl, run: OpenRun, step: Step): Promise<Started> {
  const started = await runs.resume(run, step, settings, agreeing);
  assert.ok(started);
  return started;
}

/** Closes a window in the middle of a run; its journal is free a moment later. */
export async function close(runs: RunControl, folder: string, { id }: RunHeader): Promise<void> {
  runs.dispose();
  await until(async () => !(await new RunStore(folder).isBeingWritten(id)));
}

/** Waits for it, five seconds at most. */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 500 && !(await done()); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(await done(), 'it did not come to that');
}
