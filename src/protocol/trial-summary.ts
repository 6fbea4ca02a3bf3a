import type { FailureReason, Source, Trial } from '../core/model/run.ts';

/** Trials of one target that ended in the same way for the same reason. */
export interface FailureSummary {
  /** Target id. */
  readonly target: string;
  readonly outcome: 'failed' | 'refused' | 'empty';
  /** `null` for refused and empty answers, which are no errors. */
  readonly reason: FailureReason | null;
  /** One plain sentence; empty when nothing is known. */
  readonly message: string;
  readonly count: number;
}

/** The trials without an answer, counted by target and sentence, in order of appearance. Cancelled ones are left out. */
export function failuresOf(trials: readonly Trial[]): readonly FailureSummary[] {
  const found = new Map<string, FailureSummary>();
  for (const { target, outcome, error, note } of trials) {
    if (outcome === 'completed' || outcome === 'cancelled') continue;
    const message = error?.message ?? note ?? '';
    const reason = outcome === 'failed' ? (error?.reason ?? 'unknown') : null;
    const key = JSON.stringify([target, outcome, reason, message]);
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { target, outcome, reason, message, count });
  }
  return [...found.values()];
}

/** Every source that occurs in `trials`, once, in order of appearance. */
export function sourcesOf(trials: readonly Trial[]): readonly Source[] {
  return [...new Set(trials.map((trial) => trial.source))];
}
