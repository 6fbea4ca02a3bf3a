import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { RunEvent } from '../../core/model/events.ts';
import { journalLine } from '../../core/run-file/journal.ts';
import type { GroupEdit, RunRecord, Trial } from '../../core/model/run.ts';
import { openJournal, type Journal, type StorageProblem } from '../../storage/journal.ts';
import { journalIdentity } from '../../storage/journal-file.ts';
import { removeJournal } from '../../storage/remove-journal.ts';
import { toldBefore, untold, type ToldBefore } from './kept-run.ts';

/** The journal of the run that this process sends, from its first event on. Nobody else writes it meanwhile. */
export class RunJournal {
  readonly file: string;
  /** What it told before; `null` when it is new. */
  readonly before: RunRecord | null;
  /** Whether there is nothing but the begin of a first line in it. */
  readonly torn: boolean;
  readonly #journal: Journal;
  #kept: readonly RunEvent[] = [];
  #unused = true;

  constructor(file: string, { before, torn }: ToldBefore, journal: Journal) {
    this.file = file;
    this.torn = torn;
    this.before = before;
    this.#journal = journal;
  }

  /** Edits and trials of an earlier part, written down behind the header where the journal does not tell them yet. */
  keep(trials: readonly Trial[], edits: readonly GroupEdit[]): void {
    const told = JSON.stringify(this.before?.edits ?? []);
    this.#kept = [
      ...(JSON.stringify(edits) === told ? [] : [{ type: 'edited', edits } as const]),
      ...untold(trials, this.before).map((trial) => ({ type: 'settled', trial }) as const),
    ];
  }

  /** Writes an event down. It is on disk when this returns, unless the disk does not take it. */
  event(event: RunEvent): void {
    const line = journalLine(event);
    if (line === null) return;
    this.#unused = false;
    this.#journal.line(line);
    if (event.type !== 'started') return;
    for (const kept of this.#kept) this.#journal.line(JSON.stringify(kept));
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

  /** Closes it and takes it away: it told nothing, or what it told is safe elsewhere. */
  async discard(): Promise<void> {
    await this.#journal.close();
    const { identity } = this.#journal;
    if (identity === null) return;
    await removeJournal(this.file, identity).catch(() => undefined); // it stays, which harms nobody
  }
}

/**
 * Opens a journal and takes its lock; throws `JournalBusy` when another process holds it, and a `UsageError` when the file
 * is something else. What is in it is read only then, so that nothing is added meanwhile.
 */
export async function openRunJournal(file: string, onProblem: (problem: StorageProblem) => void): Promise<RunJournal> {
  const writer = await openJournal({ file, onProblem });
  try {
    return new RunJournal(file, await toldBefore(file), writer);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/** Lets the oldest journals of the state folder go until `keep` are left; those that are being written stay. */
export async function prune(folder: string, keep: number): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jsonl'));
  if (names.length <= keep) return;
  // A link is no journal of ours, and what it leads to is none at all.
  const journals = names.flatMap((name) => {
    const file = path.join(folder, name);
    const identity = journalIdentity(file);
    return identity === null ? [] : [{ file, identity }];
  });
  const old = journals.sort((a, b) => b.identity.mtimeMs - a.identity.mtimeMs).slice(keep);
  for (const { file, identity } of old) {
    await removeJournal(file, identity).catch(() => undefined); // next time
  }
}
