import { missingTrials } from '../core/run-file/journal.ts';
import type { RunRecord } from '../core/model/run.ts';

/** Whether nothing more is to be sent of a run after a part of it: it was stopped, its budget is used up, or calls are missing. */
export function hasEndedEarly({ run, trials }: RunRecord): boolean {
  return run.status === 'cancelled' || run.endNote !== undefined || missingTrials(run, trials).length > 0;
}
