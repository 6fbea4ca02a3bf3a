import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { planRun, type TargetRequest } from '../../core/engine/plan.ts';
import type { RunHeader, RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { ProviderDefinition } from '../../providers/definition.ts';
import { nodeHasher, systemClock } from '../../providers/node-ports.ts';
import type { RunArguments } from '../arguments/invocation.ts';
import type { Io } from '../io/io.ts';
import { openRecording, type RecordedTarget } from '../recordings.ts';
import type { Servers } from '../servers.ts';
import { checkParameters, leftOut, parametersFor } from './parameters.ts';
import { promptOf } from './prompt.ts';

const DEFAULT_RUNS = 10;
/** One seed for all runs, so that what is simulated or resampled comes out the same again. */
const SEED = 1;

/** A run that is ready to start. */
export interface RunPlan {
  readonly header: RunHeader;
  /** By target id, for the targets that are replayed. */
  readonly recordings: ReadonlyMap<string, RunRecord>;
  /** The files they are from, as the command line names them. */
  readonly recordingFiles: readonly string[];
  /** What the person should know beforehand; one sentence each. */
  readonly notes: readonly string[];
}

interface Wish {
  readonly request: TargetRequest;
  readonly recorded: RecordedTarget | null;
}

async function wishes(wanted: RunArguments, servers: Servers, now: { id: string; createdAt: string }): Promise<Wish[]> {
  const all: Wish[] = [];
  for (const { provider, rest } of wanted.targets) {
    const definition = servers.demand(provider);
    if (definition.kind === 'recorded') {
      for (const recorded of await openRecording(rest, now)) all.push({ request: replayOf(recorded), recorded });
      continue;
    }
    const parameters = parametersFor(provider, definition, wanted);
    all.push({ request: { provider, model: rest, baseUrl: servers.baseUrl(provider), parameters }, recorded: null });
  }
  return all;
}

/** A replayed target goes by the name of its file without the folder: a run file holds no paths of this machine. */
function replayOf({ file, target, record }: RecordedTarget): TargetRequest {
  const simulated = record.trials.some(({ source }) => source === 'simulated') && !/simulated/i.test(target.label);
  const label = simulated ? `${target.label} (simulated)` : target.label;
  return { provider: 'recorded', model: `${path.basename(file)}#${target.id}`, label, baseUrl: null, parameters: {} };
}

/** N: what was asked for, else what the recordings hold, else the default. */
function runsOf(wanted: RunArguments, recorded: readonly RecordedTarget[], live: boolean): number {
  const held = Math.min(...recorded.map(({ runs }) => runs));
  if (wanted.runs === null) return recorded.length === 0 ? DEFAULT_RUNS : live ? Math.min(DEFAULT_RUNS, held) : held;
  const short = recorded.find(({ runs }) => runs < (wanted.runs ?? 0));
  if (short !== undefined) {
    throw new UsageError(
      `${short.file} holds ${String(short.runs)} runs of ${short.target.id}; ask for at most as many with --runs.`,
    );
  }
  return wanted.runs;
}

/** A missing key is known beforehand, so it is said before the other models are paid for. */
function checkKeys(providers: Iterable<string>, servers: Servers): void {
  for (const provider of providers) {
    const missing = servers.missing(provider);
    if (missing !== null) throw new UsageError(`There is no key for ${provider}: ${missing}.`);
  }
}

/** Checks all that was asked and lays out the run. Sends nothing. */
export async function planOf(
  wanted: RunArguments,
  tool: { readonly name: string; readonly version: string },
  servers: Servers,
  io: Io,
): Promise<RunPlan> {
  const now = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
  const definitions = new Map<string, ProviderDefinition>(
    wanted.targets.map(({ provider }) => [provider, servers.demand(provider)]),
  );
  checkParameters(wanted, definitions);
  checkKeys(definitions.keys(), servers);
  const all = await wishes(wanted, servers, now);
  const recorded = all.flatMap((wish) => wish.recorded ?? []);
  const prompt = await promptOf(wanted, recorded, io);
  const files = new Set(recorded.map(({ file }) => file));
  const provenance =
    files.size === 1 && recorded.length === all.length ? recorded[0]?.record.run.provenance : undefined;
  const header = planRun(
    {
      ...now,
      tool,
      prompt: prompt.text,
      system: prompt.system,
      ...(prompt.messages && { messages: prompt.messages }),
      targets: all.map(({ request }) => request),
      trialsPerCell: runsOf(wanted, recorded, recorded.length < all.length),
      seed: SEED,
      ...(provenance && { provenance }),
    },
    nodeHasher,
  );
  const recordings = header.targets.flatMap(({ id }, index) => {
    const record = all[index]?.recorded?.record;
    return record === undefined ? [] : [[id, record] as const];
  });
  const notes = leftOut(wanted, definitions);
  return { header, recordings: new Map(recordings), recordingFiles: [...files], notes };
}
