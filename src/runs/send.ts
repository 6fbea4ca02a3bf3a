import type { RunPart } from '../core/engine/resume.ts';
import { runProbe } from '../core/engine/run-probe.ts';
import type { RunEvent } from '../core/model/events.ts';
import type { RunHeader, RunRecord, Target } from '../core/model/run.ts';
import { isAskedLive } from '../core/money/price-table.ts';
import type { Provider } from '../core/ports.ts';
import { connect, type Connections, type ConnectOptions } from '../providers/connect.ts';
import { nodeHasher, systemClock } from '../providers/node-ports.ts';
import type { RunJournal } from './journal.ts';
import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_MS, MAX_ATTEMPTS } from './limits.ts';

/** From a part that is laid out to its answers: keys, prices, who answers, the question, and then the calls. */

/** What each shell does in its own way before anything is sent. Each throws a `UsageError` for what cannot be sent. */
export interface SendingPorts {
  /** Sees to it that those who are asked may be asked, and have their keys. False: the user went back. */
  readonly keys: (asked: readonly Target[]) => Promise<boolean>;
  /** The header with the prices of this moment. */
  readonly price: (header: RunHeader) => Promise<RunHeader>;
  /** Finds who answers each target. Sends nothing. */
  readonly connect: (part: RunPart) => Promise<Connections>;
  /** Says what the calls take, and asks where that is wanted. False: the user went back. */
  readonly confirm: (part: RunPart) => Promise<boolean>;
}

/** A part of which nothing is left to ask. */
export interface ReadyPart extends RunPart {
  readonly connections: Connections;
}

/**
 * Makes a part ready to be sent. All that can be refused is refused before the question, so that a yes is the last word.
 * `null` when the user went back.
 */
export async function prepare(part: RunPart, ports: SendingPorts): Promise<ReadyPart | null> {
  if (!(await ports.keys(askedTargets(part)))) return null;
  const priced = { ...part, header: await ports.price(part.header) };
  const connections = await ports.connect(priced);
  return (await ports.confirm(priced)) ? { ...priced, connections } : null;
}

/** The targets that something is missing of. */
export function askedTargets({ header, missing }: RunPart): readonly Target[] {
  const ids = new Set(missing.map(({ target }) => target));
  return header.targets.filter(({ id }) => ids.has(id));
}

/** Connects the targets that something is missing of. Loads their SDKs; the others need no key, no file and no server. */
export async function connectPart(part: RunPart, options: Omit<ConnectOptions, 'header'>): Promise<Connections> {
  const { header } = part;
  const { providers, lanes } = await connect(askedTargets(part), { ...options, header });
  const all = header.targets.map((target) => [target.id, providers.get(target.id) ?? idle(target)] as const);
  return { providers: new Map(all), lanes };
}

/** Stands for a model of which nothing is missing. */
function idle(target: Target): Provider {
  const unasked = (): Promise<never> => Promise.reject(new Error(`Nothing of ${target.id} is missing.`));
  return {
    id: target.provider,
    source: isAskedLive(target) ? 'live' : 'recorded',
    complete: unasked,
    listModels: unasked,
  };
}

/** How fast, how long and for how much money calls are sent; `null` stands for the default, or for no limit. */
export interface SendingLimits {
  readonly concurrency: number | null;
  readonly timeoutMs: number | null;
  /** Calls a second of one provider. */
  readonly ratePerSecond?: number | null;
  readonly budgetUsd: number | null;
}

/** Where a part is written to, and who hears of it. */
export interface Sending {
  readonly journal: RunJournal;
  readonly limits: SendingLimits;
  /** Ends the sending; what is missing then counts as cancelled. */
  readonly signal: AbortSignal;
  /** Hears of each event once it is in the journal. */
  readonly onEvent: (event: RunEvent) => void;
}

/** Sends a part and folds the run out of its events. What goes wrong with a call is data in its trial. */
export function sendPart(
  { header, kept, connections }: ReadyPart,
  { journal, limits, signal, onEvent }: Sending,
): Promise<RunRecord> {
  const { concurrency, timeoutMs, ratePerSecond = null, budgetUsd } = limits;
  return runProbe(header, {
    ...connections,
    settled: kept,
    concurrency: concurrency ?? DEFAULT_CONCURRENCY,
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxAttempts: MAX_ATTEMPTS,
    ratePerSecond,
    budgetUsd,
    signal,
    clock: systemClock,
    hasher: nodeHasher,
    random: Math.random,
    onEvent: (event) => {
      journal.event(event);
      onEvent(event);
    },
  });
}
