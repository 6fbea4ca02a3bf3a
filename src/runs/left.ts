import { planned, trialsOf } from '../core/model/planned-trials.ts';
import { checkedOf } from '../core/design/screening.ts';
import type { FailureReason, RunHeader, Trial } from '../core/model/run.ts';

/** What a run leaves to be sent. */
export interface Left {
  /** Trials that never ended; a cancelled one has not. */
  readonly missing: number;
  /** Failed trials that another try may answer, by target id; targets without any are absent. */
  readonly failed: Readonly<Record<string, number>>;
}

/** Failures that come back however often it is tried: what is asked for does not exist. */
const HOPELESS: ReadonlySet<FailureReason> = new Set(['not-recorded', 'unsupported']);

/** Counts what is left. `trials` holds each trial of the run once at most. */
export function leftOf(header: RunHeader, trials: readonly Trial[]): Left {
  const isPlanned = planned(header);
  const failed = new Map<string, number>();
  let ended = 0;
  for (const trial of trials) {
    const { target, outcome, error } = trial;
    if (outcome !== 'cancelled' && isPlanned(trial)) ended++;
    if (outcome === 'failed' && !HOPELESS.has(error?.reason ?? 'unknown'))
      failed.set(target, (failed.get(target) ?? 0) + 1);
  }
  return {
    missing: Math.max(0, trialsOf(header) + freshOf(header) - ended),
    failed: Object.fromEntries(failed),
  };
}

/** Fresh runs of a screened prompt that are not laid out yet. The header of a journal may be of somebody else's making. */
function freshOf({ screening, targets, trialsPerCell }: RunHeader): number {
  const isOpen = Array.isArray(screening?.parts) && screening.fresh === undefined;
  return isOpen ? targets.length * (1 + checkedOf(screening)) * trialsPerCell : 0;
}
