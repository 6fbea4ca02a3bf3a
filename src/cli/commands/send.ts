import { runProbe } from '../../core/engine/run-probe.ts';
import type { RunEvent } from '../../core/model/events.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import { estimateRun, estimateSentence } from '../../core/money/estimate.ts';
import type { GroupEdit, RunHeader, RunRecord, Target, Trial, TrialKey } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Provider } from '../../core/ports.ts';
import { connect, type Connections } from '../../providers/connect.ts';
import { nodeHasher, systemClock } from '../../providers/node-ports.ts';
import type { StorageProblem } from '../../storage/journal.ts';
import type { SendingArguments } from '../arguments/invocation.ts';
import { giveBackMemory } from '../io/give-back.ts';
import type { Io } from '../io/io.ts';
import { Progress, shapeOf, systemTicks } from '../io/progress.ts';
import type { ReadJournal } from '../../runs/journal.ts';
import { counted } from '../report/figures.ts';
import { warmReport } from '../report/run-report.ts';
import { notReported } from '../report/ways-out.ts';
import type { Servers } from '../servers.ts';
import { oneLine } from '../terminal/printable.ts';
import { confirmRun } from './consent.ts';

const DEFAULT_CONCURRENCY = 12;

/** What a file asks for where the command line says nothing: it may lower the usual concurrency, not raise it. */
export function lowered(concurrency: number | null): number | null {
  return concurrency === null ? null : Math.min(DEFAULT_CONCURRENCY, concurrency);
}

/** Longest a call may take unless told otherwise, ms: a thinking model may take minutes over one answer. */
export const DEFAULT_TIMEOUT_MS = 300_000;
const MAX_ATTEMPTS = 6;
/** Answers after which memory is given back: replies on their way outlive the young ones, and thousands gather before anything collects them. */
const GIVEN_BACK_AFTER = 5_000;

/** Calls that are ready to be sent. */
export interface Dispatch {
  readonly header: RunHeader;
  /** Trials of an earlier part. */
  readonly kept: readonly Trial[];
  /** Merges and splits by hand of an earlier part. */
  readonly edits: readonly GroupEdit[];
  readonly missing: readonly TrialKey[];
  readonly connections: Connections;
}

/** Stands for a model of which nothing is missing: it needs no key, no file and no server. */
function idle(target: Target): Provider {
  const unasked = (): Promise<never> => Promise.reject(new Error(`Nothing of ${target.id} is missing.`));
  return {
    id: target.provider,
    source: isAskedLive(target) ? 'live' : 'recorded',
    complete: unasked,
    listModels: unasked,
  };
}

/** Connects the targets that something is missing of. Loads their SDKs; sends nothing. */
export async function connectMissing(
  header: RunHeader,
  missing: readonly TrialKey[],
  recordings: ReadonlyMap<string, RunRecord>,
  servers: Servers,
): Promise<Connections> {
  const wanted = new Set(missing.map(({ target }) => target));
  const { providers, lanes } = await connect(
    header.targets.filter(({ id }) => wanted.has(id)),
    {
      keyFor: (provider, baseUrl) => Promise.resolve(servers.key(provider, baseUrl)),
      recordingFor: (target) => {
        const record = recordings.get(target.id);
        return record === undefined
          ? Promise.reject(new UsageError(`There is no recording for ${target.id}.`))
          : Promise.resolve(record);
      },
      definitionFor: (provider) => servers.definition(provider),
      header,
    },
  );
  const all = header.targets.map((target) => [target.id, providers.get(target.id) ?? idle(target)] as const);
  return { providers: new Map(all), lanes };
}

const CAUSES: Readonly<Record<StorageProblem['kind'], string>> = {
  full: 'the disk is full',
  'read-only': 'the disk cannot be written to',
  denied: 'you may not write there',
  missing: 'it was removed',
  lost: 'another process has taken it over',
  other: 'the disk does not take it',
};

/** Tells of problems with a journal: on the error stream, and above the bar once there is one. */
export class Notices {
  #line: (text: string) => void;

  constructor({ err }: Io) {
    this.#line = (text) => void err.write(`${oneLine(text)}\n`);
  }

  /** Where lines go from now on. */
  to(line: (text: string) => void): void {
    this.#line = line;
  }

  readonly problem = ({ kind }: StorageProblem): void => {
    this.#line(
      `The journal of this run cannot be written, as ${CAUSES[kind]}: answers are kept in memory until the run ends, so let it end.`,
    );
  };
}

/** What a person should know before anything is sent, in one line. */
function announcement({ header, kept, missing }: Pick<Dispatch, 'header' | 'kept' | 'missing'>): string {
  const all = kept.length + missing.length;
  const calls = counted(missing.length, 'call');
  const whole = shapeOf(header);
  const estimate = estimateRun(header, missing);
  const cost = estimate.calls === 0 ? '' : ` ${estimateSentence(estimate, header)}`;
  if (kept.length > 0)
    return `${whole}, ${String(kept.length)} of ${counted(all, 'call')} are done.${cost || ` ${calls} left.`}`;
  return cost === '' ? `${calls}: ${whole}.` : `${whole}.${cost}`;
}

/** Says what is about to be sent, and asks where that may cost much or nobody knows how much; see `confirmRun`. */
export async function announce(
  dispatch: Pick<Dispatch, 'header' | 'kept' | 'missing'>,
  wanted: SendingArguments,
  io: Io,
): Promise<void> {
  await io.err.write(`${oneLine(announcement(dispatch))}\n`);
  await confirmRun(dispatch.header, dispatch.missing, wanted, io);
}

/** Sends what is missing and writes every event into the journal. What goes wrong with a call is data in its trial. */
export async function send(
  dispatch: Dispatch,
  wanted: SendingArguments,
  { journal, notices, io }: { readonly journal: ReadJournal; readonly notices: Notices; readonly io: Io },
): Promise<RunRecord> {
  const { header, kept, edits, connections } = dispatch;
  io.lastWords = notReported(journal.file);
  warmReport(io);
  const progress = new Progress(header, kept, { screen: io.err, clock: systemClock, every: systemTicks });
  notices.to((text) => {
    progress.line(text);
  });
  const onInterrupt = (): void => {
    progress.interrupted();
  };
  io.interrupted.addEventListener('abort', onInterrupt);
  journal.keep(kept, edits);
  let settled = 0;
  try {
    const record = await runProbe(header, {
      ...connections,
      concurrency: wanted.concurrency ?? DEFAULT_CONCURRENCY,
      timeoutMs: wanted.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      maxAttempts: MAX_ATTEMPTS,
      ratePerSecond: wanted.ratePerSecond,
      budgetUsd: wanted.budgetUsd,
      clock: systemClock,
      hasher: nodeHasher,
      random: Math.random,
      signal: io.interrupted,
      settled: kept,
      onEvent: (event: RunEvent) => {
        // On disk before anybody hears of it.
        journal.event(event);
        progress.event(event);
        if (event.type === 'settled' && ++settled % GIVEN_BACK_AFTER === 0) giveBackMemory();
      },
    });
    return { ...record, edits };
  } finally {
    io.interrupted.removeEventListener('abort', onInterrupt);
    progress.end();
  }
}
