import { planRun } from '../../../../src/core/engine/plan.ts';
import type { EngineOptions } from '../../../../src/core/engine/run-probe.ts';
import { runProbe } from '../../../../src/core/engine/run-probe.ts';
import type { RunEvent } from '../../../../src/core/model/events.ts';
import type { RunHeader, RunRecord, Source, TrialError } from '../../../../src/core/model/run.ts';
import type { Attempt, CompletionRequest, FailedAttempt, Hasher, Provider } from '../../../../src/core/ports.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

/** Not a digest, but different for different texts. */
export const plainHasher: Hasher = { sha256: (text) => `sha(${text})` };

/** A header for these targets, `provider:model` each. */
export function headerFor(targets: readonly string[], trialsPerCell: number): RunHeader {
  return planRun(
    {
      id: 'run',
      createdAt: '2026-11-20T00:00:00.000Z',
      tool: { name: 'test', version: '0' },
      prompt: 'Pick one.',
      system: null,
      targets: targets.map((name) => {
        const [provider = '', model = ''] = name.split(':');
        return { provider, model, baseUrl: null, parameters: { temperature: 1, seed: 7 } };
      }),
      trialsPerCell,
      seed: 5,
    },
    plainHasher,
  );
}

/** An answer with this text. */
export function answer(text: string): Attempt {
  return {
    kind: 'answered',
    outcome: 'completed',
    text,
    finishReason: 'stop',
    truncated: false,
    usage: null,
    modelReported: null,
    note: null,
  };
}

/** A failure for this reason; may pass unless said otherwise. */
export function failure(reason: TrialError['reason'], facts: Partial<FailedAttempt> = {}): Attempt {
  return {
    kind: 'failed',
    error: { reason, message: `${reason} happened.`, status: null },
    retryable: true,
    retryAfterMs: null,
    parameter: null,
    stopsTarget: false,
    ...facts,
  };
}

/** One call as a scripted provider saw it. */
export interface Call {
  readonly target: string;
  readonly request: CompletionRequest;
  readonly startedMs: number;
  endedMs: number;
}

/** What a call brings and how long it takes, ms. `obeys` false ignores the signal. */
export interface Script {
  readonly attempt: Attempt;
  readonly takesMs: number;
  readonly obeys?: boolean;
}

/** All that happened in a run on a fake clock. */
export interface Scripted {
  readonly header: RunHeader;
  readonly record: RunRecord;
  readonly events: readonly RunEvent[];
  readonly calls: readonly Call[];
  readonly clock: FakeClock;
  /** Most calls in flight at the same time, by lane. */
  readonly peaks: ReadonlyMap<string, number>;
}

/** Runs targets whose every call is decided by `script(target, request, call number of that target)`. */
export async function runScripted(
  header: RunHeader,
  script: (target: string, request: CompletionRequest, call: number) => Script,
  changes: Partial<EngineOptions> & { readonly clock?: FakeClock; readonly source?: Source } = {},
): Promise<Scripted> {
  const clock = changes.clock ?? new FakeClock();
  const events: RunEvent[] = [];
  const calls: Call[] = [];
  const counts = new Map<string, number>();
  const open = new Map<string, number>();
  const peaks = new Map<string, number>();
  const lanes = changes.lanes ?? new Map(header.targets.map(({ id, provider }) => [id, provider]));
  const provider = (target: string): Provider => ({
    id: 'scripted',
    source: changes.source ?? 'simulated',
    listModels: () => Promise.resolve([]),
    async complete(request, signal) {
      const number = counts.get(target) ?? 0;
      counts.set(target, number + 1);
      const { attempt, takesMs, obeys = true } = script(target, request, number);
      const call: Call = { target, request, startedMs: clock.monotonicMs(), endedMs: Infinity };
      calls.push(call);
      const lane = lanes.get(target)!;
      open.set(lane, (open.get(lane) ?? 0) + 1);
      peaks.set(lane, Math.max(peaks.get(lane) ?? 0, open.get(lane)!));
      try {
        await clock.sleep(takesMs, obeys ? signal : new AbortController().signal);
      } finally {
        open.set(lane, open.get(lane)! - 1);
        call.endedMs = clock.monotonicMs();
      }
      return attempt;
    },
  });
  const work = runProbe(header, {
    providers: new Map(header.targets.map(({ id }) => [id, provider(id)])),
    lanes,
    concurrency: 4,
    timeoutMs: 60_000,
    maxAttempts: 4,
    clock,
    hasher: plainHasher,
    random: () => 0.5,
    signal: new AbortController().signal,
    ...changes,
    onEvent: (event) => {
      events.push(event);
      changes.onEvent?.(event);
    },
  });
  const record = await clock.runUntil(work);
  return { header, record, events, calls, clock, peaks };
}
