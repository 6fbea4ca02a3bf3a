import { runProbe } from '../../core/engine/run-probe.ts';
import type { RunEvent } from '../../core/model/events.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { connect } from '../../providers/connect.ts';
import { nodeHasher, systemClock } from '../../providers/node-ports.ts';
import type { RunArguments } from '../arguments/invocation.ts';
import { exitCodeOf } from '../exit-code.ts';
import { checkWritable, writeWhole } from '../io/files.ts';
import type { Io } from '../io/io.ts';
import { Progress } from '../io/progress.ts';
import { checkReport, deliver, fileOf, savedText } from '../report/deliver.ts';
import { Servers } from '../servers.ts';
import { planOf, type RunPlan } from './run-plan.ts';

const DEFAULT_CONCURRENCY = 10;
/** A thinking model may take minutes over one answer. */
const TIMEOUT_MS = 300_000;
const MAX_ATTEMPTS = 6;

/** Runs a probe and prints its report. Everything that can be refused is refused before the first call is paid for. */
export async function runCommand(
  wanted: RunArguments,
  tool: { readonly name: string; readonly version: string },
  io: Io,
): Promise<number> {
  checkReport(wanted.report);
  if (wanted.out !== null) await checkWritable(wanted.out);
  const servers = new Servers(wanted, io.env);
  const plan = await planOf(wanted, tool, servers, io);
  for (const note of plan.notes) await io.err.write(`Note: ${note}\n`);
  const record = await perform(plan, wanted, servers, io);
  const file = fileOf(record, wanted.report);
  // What was paid for is shown even when the disk turns out to be full.
  const unsaved = wanted.out === null ? null : await save(wanted.out, savedText(file));
  await deliver(file, record, wanted.report, io);
  if (unsaved !== null) throw unsaved;
  return exitCodeOf(record);
}

async function save(file: string, text: string): Promise<UsageError | null> {
  try {
    await writeWhole(file, text);
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

async function perform(plan: RunPlan, wanted: RunArguments, servers: Servers, io: Io): Promise<RunRecord> {
  const { header } = plan;
  const { providers, lanes } = await connect(header.targets, {
    keyFor: (provider, baseUrl) => Promise.resolve(servers.key(provider, baseUrl)),
    recordingFor: (target) => {
      const record = plan.recordings.get(target.id);
      return record === undefined
        ? Promise.reject(new UsageError(`There is no recording for ${target.id}.`))
        : Promise.resolve(record);
    },
    definitionFor: (provider) => servers.definition(provider),
    header,
  });
  const progress = new Progress(header, io.err, () => systemClock.monotonicMs());
  const onInterrupt = (): void => {
    progress.interrupted();
  };
  io.interrupted.addEventListener('abort', onInterrupt);
  const record = await runProbe(header, {
    providers,
    lanes,
    concurrency: wanted.concurrency ?? DEFAULT_CONCURRENCY,
    timeoutMs: TIMEOUT_MS,
    maxAttempts: MAX_ATTEMPTS,
    clock: systemClock,
    hasher: nodeHasher,
    random: Math.random,
    signal: io.interrupted,
    onEvent: (event: RunEvent) => {
      progress.event(event);
    },
  });
  io.interrupted.removeEventListener('abort', onInterrupt);
  progress.end();
  return record;
}
