import { capitalised, shorten } from '../text/words.ts';
import { wantedOf } from './report.ts';
import type { Screen } from './screen.ts';
import { withoutTrailing } from '../../src/core/trailing.ts';
import { REMAINDER } from '../text/strings.ts';

/** What is left to send of a run, in words. */

/** The line above every tab that says what is missing. */
export interface Remainder {
  readonly sentence: string;
  /** Trials that "Resume" would send; 0 when nothing can be sent from here. */
  readonly sendable: number;
}

/** Longest reason that is shown; the run may come from a file that anyone wrote. */
const LONGEST_NOTE = 200;

type Shown = Pick<Screen, 'run' | 'running' | 'snapshot'>;

/** What is missing and why; `null` while the run is going and when nothing is left to say. */
export function remainderOf({ run, running, snapshot }: Shown): Remainder | null {
  if (running) return null;
  const missing = snapshot.next?.missing ?? 0;
  const reason = endReason(run.endNote);
  if (snapshot.next?.elsewhere === true) {
    return { sentence: REMAINDER.elsewhere, sendable: 0 };
  }
  if (missing === 0) return reason === '' ? null : { sentence: `${reason}.`, sendable: 0 };
  const lead = reason === '' ? END[run.status] : reason;
  // A reason with a colon of its own is a sentence of its own.
  const join = lead.includes(': ') ? '. ' : ': ';
  return { sentence: `${lead}${join}${REMAINDER.missing(missing, wantedOf(run))}`, sendable: missing };
}

const END = {
  cancelled: REMAINDER.stopped,
  partial: REMAINDER.cutOff,
  complete: REMAINDER.incomplete,
  running: REMAINDER.cutOff,
} as const;

/** As the start of a sentence, without its end. */
function endReason(note = ''): string {
  return capitalised(withoutTrailing(shorten(note, LONGEST_NOTE), /[.\s]/));
}

/** Failed trials that can be sent again now, by target id; empty while nothing can be sent. */
export function retriesOf({ running, snapshot }: Pick<Screen, 'running' | 'snapshot'>): ReadonlyMap<string, number> {
  const { next } = snapshot;
  if (running || next === undefined || next.elsewhere) return new Map();
  return new Map(Object.entries(next.failed).filter(([, count]) => count > 0));
}

/** Runs a cell that can be added now; 0 for none. */
export function moreOf({ running, snapshot }: Pick<Screen, 'running' | 'snapshot'>): number {
  const { next } = snapshot;
  return running || next === undefined || next.elsewhere ? 0 : next.more;
}
