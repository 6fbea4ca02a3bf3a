import type { RunEvent } from '../model/events.ts';
import type { RunHeader, RunRecord, Trial } from '../model/run.ts';
import type { Clock, Hasher, Provider } from '../ports.ts';
import { ProbeRun } from './probe-run.ts';

/** What a run needs from outside. */
export interface EngineOptions {
  /** By target id. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** Target id -> lane (one for each origin and key); each has its own concurrency and its own rate. */
  readonly lanes: ReadonlyMap<string, string>;
  /** Most calls in flight in one lane. */
  readonly concurrency: number;
  /** Longest one call may take, ms. */
  readonly timeoutMs: number;
  /** Most calls for one trial, waits that the server asked for while it answered others not counted. */
  readonly maxAttempts: number;
  readonly clock: Clock;
  readonly hasher: Hasher;
  /** Numbers in [0, 1) for the jitter of waits. */
  readonly random: () => number;
  /** Ends the run; what has arrived is kept. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  /** Trials of an earlier part of this run, kept as they are. Cancelled ones are sent again. */
  readonly settled?: readonly Trial[];
  /** Most calls a second in one lane, above 0; `null` or absent: as fast as its server takes them. */
  readonly ratePerSecond?: number | null;
  /**
   * US dollars that the whole run may cost, earlier parts included as far as `settled` tells: calls that were in flight
   * when it was interrupted are not known any more. Needs `header.prices`. `null` or absent: no limit.
   */
  readonly budgetUsd?: number | null;
}

/**
 * Sends every trial of a run and resolves with the run when each has settled, exactly once. What goes wrong with a
 * call is data in its trial; this rejects only when `onEvent` throws, a target has no provider, or a budget is asked
 * for that cannot be kept (a `UsageError`).
 */
export async function runProbe(header: RunHeader, options: EngineOptions): Promise<RunRecord> {
  return new ProbeRun(header, options).start();
}
