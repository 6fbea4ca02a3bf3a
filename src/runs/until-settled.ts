import type { Settlement } from '../core/analysis/insight/settlement.ts';
import type { RunPart } from '../core/engine/resume.ts';
import { missingTrials } from '../core/run-file/journal.ts';
import type { RunRecord, Trial } from '../core/model/run.ts';
import { hasEndedEarly } from './ended-early.ts';
import type { ReadyPart } from './send.ts';

/** A run that is sent look by look until it is settled. */

/** What a shell does at each look. */
export interface LookPorts {
  /** Sends a part, of which the first is the one up to the first look, and gives the run with all that it has so far. */
  readonly send: (part: ReadyPart) => Promise<RunRecord>;
  /** Reads the answers. */
  readonly judge: (record: RunRecord) => Promise<Settlement>;
  /** Hears what is still open after a look that is not the last. */
  readonly onOpen: (record: RunRecord, settlement: Settlement, next: number) => void;
}

/** What is sent up to the first look at a run; all of it when it has none. */
export function firstPart<Part extends RunPart>(whole: Part): Part {
  const [trialsPerCell = whole.header.trialsPerCell] = whole.header.looks ?? [];
  return partUpTo(whole, trialsPerCell, whole.kept);
}

function partUpTo<Part extends RunPart>(whole: Part, trialsPerCell: number, kept: readonly Trial[]): Part {
  const header = { ...whole.header, trialsPerCell };
  return { ...whole, header, kept, missing: missingTrials(header, kept) };
}

/**
 * Sends a run up to its looks, one after the other, until it is settled, futile, at its last look, or ended otherwise. `whole` is
 * the part up to the last look, as it was confirmed.
 */
export async function sendUntilSettled(whole: ReadyPart, ports: LookPorts): Promise<RunRecord> {
  const { looks = [whole.header.trialsPerCell] } = whole.header;
  let kept: readonly Trial[] = whole.kept;
  for (const [place, trialsPerCell] of looks.entries()) {
    const record = await ports.send(partUpTo(whole, trialsPerCell, kept));
    const next = looks[place + 1];
    if (next === undefined || hasEnded(record, looks[place - 1] ?? 0)) return record;
    const settlement = await ports.judge(record);
    if (settlement.kind !== 'open') return record;
    ports.onOpen(record, settlement, next);
    kept = record.trials;
  }
  throw new Error('A run has a look.');
}

/** Whether nothing more is to be sent: it has ended early, or a model gave nothing at this look. */
function hasEnded(record: RunRecord, before: number): boolean {
  if (hasEndedEarly(record)) return true;
  const { run, trials } = record;
  const fresh = trials.filter(({ trialIndex, outcome }) => trialIndex >= before && outcome !== 'failed');
  const answering = new Set(fresh.map(({ target }) => target));
  return run.targets.some(({ id }) => !answering.has(id));
}
