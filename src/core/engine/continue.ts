import { missingTrials } from '../run-file/journal.ts';
import type { RunHeader, Trial, TrialKey } from '../model/run.ts';

/** How a run that is over, or was cut off, is taken up again. */
export interface ContinueOptions {
  /** ISO-8601 UTC. */
  readonly now: string;
  /** Runs to add to every cell, at least 0. */
  readonly more?: number;
  /** Whether failed trials are sent again: all of them, or those of these target ids. */
  readonly retryFailed?: boolean | readonly string[];
}

/** The second part of a run. */
export interface Continuation {
  readonly header: RunHeader;
  /** Trials that stay as they are: the engine's `settled`. */
  readonly kept: readonly Trial[];
  /** Exactly what will be sent, by target, condition and index. */
  readonly missing: readonly TrialKey[];
}

/** Lays out what is left of a run. Cancelled trials never ended, so they are missing; failed ones only when asked for. */
export function continueRun(
  header: RunHeader,
  trials: readonly Trial[],
  { now, more = 0, retryFailed = false }: ContinueOptions,
): Continuation {
  const again = ({ target, outcome }: Trial): boolean =>
    outcome === 'failed' && (Array.isArray(retryFailed) ? retryFailed.includes(target) : retryFailed === true);
  const longer = { ...header, trialsPerCell: header.trialsPerCell + more, continuedAt: now };
  const kept = trials.filter((trial) => trial.outcome !== 'cancelled' && !again(trial));
  return { header: longer, kept, missing: missingTrials(longer, kept) };
}
