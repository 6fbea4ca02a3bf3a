import type { RunEvent } from '../model/events.ts';

/**
 * What can be said of a journal by the text of its lines, where parsing them would take too long or is not possible yet.
 * Nothing else in the product looks at that text. Quotes in a prompt or an answer are escaped, so neither looks like this.
 */

const begins = (type: Exclude<RunEvent['type'], 'progress'>): string => `{"type":"${type}"`;

const STARTED = begins('started');

/** So many characters at the beginning of a text tell whether it is a journal. */
export const ENOUGH = 200;

/** Whether a text that begins like this is the journal of a run; a run file and a list of answers are none. */
export function isJournal(begin: string): boolean {
  return /^\s*\{\s*"type"\s*:\s*"started"/u.test(begin.slice(0, ENOUGH));
}

/** Whether more text could make a journal of this: its first line may be torn, even before its type. */
export function mayBecomeJournal(begin: string): boolean {
  return STARTED.startsWith(begin.replace(/\s/g, '').slice(0, STARTED.length));
}

const TEXT = String.raw`("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")`;
const SETTLED = new RegExp(
  `^\\${begins('settled')},"trial":\\{"target":${TEXT},"condition":${TEXT},"trialIndex":(\\d{1,9}),`,
);

/** Stands in the line of every cancelled trial. */
export const CANCELLED = '"outcome":"cancelled"';
/** The end of every `settled` line; a torn one rarely has it. */
export const SETTLED_END = '}}';

/** The trial of a `settled` line as this program writes it. */
export interface NamedTrial {
  /** JSON text. */
  readonly target: string;
  /** JSON text. */
  readonly condition: string;
  readonly trialIndex: number;
}

/** The trial that a `settled` line names at its beginning; `null` when the beginning does not tell. */
export function namedTrial(begin: string): NamedTrial | null {
  const [, target, condition, index] = SETTLED.exec(begin) ?? [];
  if (target === undefined || condition === undefined) return null;
  return { target, condition, trialIndex: Number(index) };
}

/** Whether the last whole line of a journal is the end of its run. */
export function hasEnd(journal: string): boolean {
  const text = journal.trimEnd();
  return text.startsWith(begins('finished'), text.lastIndexOf('\n') + 1);
}

/**
 * Whether the run in a journal was resumed (its header was written again then) or edited by hand after the journal was
 * written as a whole. Edits that a file came with are in front of its trials.
 */
export function hasGrown(journal: string | null): boolean {
  if (journal === null) return false;
  if (journal.includes(`\n${STARTED}`)) return true;
  const settled = journal.indexOf(`\n${begins('settled')}`);
  return settled >= 0 && journal.lastIndexOf(`\n${begins('edited')}`) > settled;
}
