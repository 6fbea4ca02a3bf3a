import type { RunEvent } from '../core/model/events.ts';
import { journalLine } from '../core/run-file/journal.ts';
import type { GroupEdit, RunRecord, Trial } from '../core/model/run.ts';
import { openJournal, type Journal, type StorageProblem } from '../storage/journal.ts';
import { removeJournal } from '../storage/remove-journal.ts';
import { storedBefore, notIn, type StoredBefore } from './read-kept.ts';

/** The journal of a run that this process alone writes, from event to line. */
export class RunJournal {
  readonly file: string;
  readonly #journal: Journal;
  #unused = true;
  #isAbandoned = false;

  constructor(file: string, journal: Journal) {
    this.file = file;
    this.#journal = journal;
  }

  /** Writes an event down. It is on disk when this returns, unless the disk does not take it. */
  event(event: RunEvent): void {
    const line = journalLine(event);
    if (line === null || this.#isAbandoned) return;
    this.#unused = false;
    this.#journal.line(line);
  }

  /** Whether nothing was written into it by this process. */
  get unused(): boolean {
    return this.#unused;
  }

  /** Whether everything is on disk. */
  get whole(): boolean {
    return this.#journal.missing === 0;
  }

  async close(): Promise<void> {
    await this.#journal.close();
  }

  /** Closes it in the middle of the sending: what still comes is not written, as if the process had ended. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    await this.close();
  }

  /** Closes and removes it: it holds nothing, or what it holds is safe elsewhere. */
  async discard(): Promise<void> {
    await this.#journal.close();
    const { identity } = this.#journal;
    if (identity === null) return;
    await removeJournal(this.file, identity).catch(() => undefined); // it stays, which harms nobody
  }
}

/** A journal that was read when it was opened. */
export class ReadJournal extends RunJournal {
  /** What it held before; `null` when it is new. */
  readonly before: RunRecord | null;
  /** Whether it holds nothing but a part of a first line. */
  readonly torn: boolean;
  #earlier: readonly RunEvent[] = [];

  constructor(file: string, { before, torn }: StoredBefore, journal: Journal) {
    super(file, journal);
    this.torn = torn;
    this.before = before;
  }

  /** Edits and trials of an earlier part, written down behind the header where the journal does not hold them yet. */
  keep(trials: readonly Trial[], edits: readonly GroupEdit[]): void {
    const stored = JSON.stringify(this.before?.edits ?? []);
    this.#earlier = [
      ...(JSON.stringify(edits) === stored ? [] : [{ type: 'edited', edits } as const]),
      ...notIn(this.before, trials).map((trial) => ({ type: 'settled', trial }) as const),
    ];
  }

  override event(event: RunEvent): void {
    super.event(event);
    if (event.type !== 'started') return;
    for (const earlier of this.#earlier) super.event(earlier);
  }
}

/** What `openRunJournal` and `openReadJournal` tell of problems with the disk. */
export type OnProblem = (problem: StorageProblem) => void;

/**
 * Opens a journal and takes its lock; throws `JournalBusy` when another process holds it, and a `UsageError` when the file
 * is something else.
 */
export async function openRunJournal(file: string, onProblem: OnProblem): Promise<RunJournal> {
  return new RunJournal(file, await openJournal({ file, onProblem }));
}

/** The same, with what is in it. That is read only when the lock is held, so that nothing is added meanwhile. */
export async function openReadJournal(file: string, onProblem: OnProblem): Promise<ReadJournal> {
  const journal = await openJournal({ file, onProblem });
  try {
    return new ReadJournal(file, await storedBefore(file), journal);
  } catch (error) {
    await journal.close();
    throw error;
  }
}
