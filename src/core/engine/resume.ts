import { missingTrials } from '../run-file/journal.ts';
import type { RunHeader, Trial, TrialKey } from '../model/run.ts';

/** What is sent at one go: a new run, or what a resumed one lacks. */
export interface RunPart {
  readonly header: RunHeader;
  /** Trials of earlier parts that stay as they are: the engine's `settled`. */
  readonly kept: readonly Trial[];
  /** Exactly what will be sent, by target, condition and index. */
  readonly missing: readonly TrialKey[];
}

/** A new run. */
export function newRun(header: RunHeader): RunPart {
  return { header, kept: [], missing: missingTrials(header, []) };
}

/** How a run that is over, or was cut off, is resumed. */
export interface ResumeOptions {
  /** ISO-8601 UTC. */
  readonly now: string;
  /** Runs to add to every cell, at least 0. */
  readonly more?: number;
  /** Whether failed trials are sent again: all of them, or those of these target ids. */
  readonly retryFailed?: boolean | readonly string[];
}

/** Milliseconds that all parts of a run so far were being sent, the last one to the end of its last call; `null` when that is not known. */
function sentFor({ createdAt, continuedAt, earlierMs }: RunHeader, trials: readonly Trial[]): number | null {
  if (continuedAt !== undefined && earlierMs === undefined) return null;
  const begun = Date.parse(continuedAt ?? createdAt);
  const ends = trials.map(({ startedAt, latencyMs }) => Date.parse(startedAt ?? '') + (latencyMs ?? 0));
  const last = ends.reduce((latest, end) => (end > latest ? end : latest), begun);
  return Number.isNaN(last) ? null : Math.round(last - begun) + (earlierMs ?? 0);
}

/** Lays out what is left of a run. Cancelled trials never ended, so they are missing; failed ones only when asked for. */
export function planResume(
  header: RunHeader,
  trials: readonly Trial[],
  { now, more = 0, retryFailed = false }: ResumeOptions,
): RunPart {
  const again = ({ target, outcome }: Trial): boolean =>
    outcome === 'failed' && (Array.isArray(retryFailed) ? retryFailed.includes(target) : retryFailed === true);
  const { earlierMs: _, ...before } = header;
  const took = sentFor(header, trials);
  const longer = {
    ...before,
    ...{ trialsPerCell: header.trialsPerCell + more, continuedAt: now },
    ...(took !== null && { earlierMs: took }),
    ...(more > 0 && { grown: [...(header.grown ?? []), header.trialsPerCell] }),
  };
  const kept = trials.filter((trial) => trial.outcome !== 'cancelled' && !again(trial));
  return { header: longer, kept, missing: missingTrials(longer, kept) };
}
