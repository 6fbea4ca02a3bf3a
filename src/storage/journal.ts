import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../core/model/usage-error.ts';
import { canonicalPath } from './canonical-path.ts';
import { JournalFile, type FileIdentity } from './journal-file.ts';
import { makeFolder } from './make-folder.ts';
import { LineWriter, removed } from './line-writer.ts';
import { lockHolder, takeLock, type Held, type Lock } from './lock.ts';
import { BEAT_MS, isOwnedHere, type LockOwner } from './lock-owner.ts';
import { problem, problemOf, type StorageProblem } from './problem.ts';
import { realProcesses } from './processes.ts';
import { placeInFolder } from './write-whole.ts';

export type { StorageProblem } from './problem.ts';

/** A run's journal while it is being written. */
export interface Journal {
  /**
   * Appends a line, given without its line feed. When this returns the system has it, so that it outlives this process
   * however that ends; a disk that refuses is reported, and the line is kept for later.
   */
  line(text: string): void;
  /** Lines taken that are not on the disk; 0 when all is well. */
  readonly missing: number;
  /** Which file it was when it was closed; `null` before, and when there was none. */
  readonly identity: FileIdentity | null;
  /** Tries once more what failed, has the disk flush it, and gives the lock back. Never rejects. */
  close(): Promise<void>;
}

/** What `openJournal` needs. */
export interface JournalOptions {
  /** Made when it is not there, with its folders; lines are added at its end. */
  readonly file: string;
  /** Hears of each kind of problem once. */
  readonly onProblem: (problem: StorageProblem) => void;
}

/** Another window or process is writing this run. */
export class JournalBusy extends UsageError {}

/**
 * Opens a journal for this process alone. Throws `JournalBusy` when another one writes it, and a `UsageError` when the
 * file is something else. A disk that cannot be written is a problem, not an exception: the run goes on in memory.
 */
export async function openJournal({ file, onProblem }: JournalOptions): Promise<Journal> {
  const journal = new OpenJournal(file, onProblem);
  await journal.open();
  return journal;
}

/** Whether any window or process, this one included, is writing this journal. */
export async function isBeingWritten(file: string): Promise<boolean> {
  return (await holderOf(file)) !== null;
}

/** Whether another window or process is writing this journal. */
export async function isWrittenElsewhere(file: string): Promise<boolean> {
  const holder = await holderOf(file);
  return holder !== null && (holder.heldBy === null || !isOwnedHere(holder.heldBy, realProcesses()));
}

async function holderOf(file: string): Promise<Held | null> {
  return lockHolder(await canonicalPath(file), realProcesses());
}

/** A lock not looked at for so long, ms, is looked at before a line is written: this process may have slept. */
const LOOK_MS = 2 * BEAT_MS;

/** `waiting`: lines are collected until the disk takes them again. `lost`: another process writes now. */
type State = 'writing' | 'waiting' | 'lost' | 'closed';

class OpenJournal implements Journal {
  private readonly name: string;
  private readonly onProblem: (problem: StorageProblem) => void;
  private readonly lines = new LineWriter();
  private readonly reported = new Set<StorageProblem['kind']>();
  private readonly timer: NodeJS.Timeout;
  private state: State = 'waiting';
  private file: JournalFile | null = null;
  private lock: Lock | null = null;
  private lookedAt = 0;
  private closedAs: FileIdentity | null = null;
  /** Lines taken after the lock was lost: whoever writes now sends these trials anew. */
  private lateLines = 0;
  private catching: Promise<void> | null = null;
  private closing: Promise<void> | null = null;

  constructor(name: string, onProblem: (problem: StorageProblem) => void) {
    this.name = name;
    this.onProblem = onProblem;
    this.timer = setInterval(() => {
      this.beat();
    }, BEAT_MS).unref();
  }

  get missing(): number {
    return this.lines.missing + this.lateLines;
  }

  get identity(): FileIdentity | null {
    return this.closedAs;
  }

  async open(): Promise<void> {
    try {
      await this.acquire();
      this.state = 'writing';
    } catch (error) {
      if (!(error instanceof UsageError)) return this.report(problemOf(error, this.name));
      clearInterval(this.timer);
      throw error;
    }
  }

  line(text: string): void {
    if (text.includes('\n')) throw new Error('A line of a journal has no line feed.');
    if (this.state === 'closed') throw new Error('This journal is closed.');
    if (this.state === 'lost') this.lateLines++;
    else this.lines.take(text);
    this.drain();
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    clearInterval(this.timer);
    await this.catching;
    if (this.missing > 0) await this.catchUp();
    this.state = 'closed';
    try {
      await this.file?.flush();
      this.closedAs = this.file?.identity() ?? null;
      this.file?.close();
    } catch (error) {
      this.report(problemOf(error, this.name));
    }
    this.lock?.release();
  }

  /** Takes the lock and opens the file, as far as that is still to do. */
  private async acquire(): Promise<void> {
    const place = await placeInFolder(this.name);
    // A new file would lack the lines so far, and so be no journal.
    if (this.file?.status().removed === true && !existsSync(place)) throw removed();
    await makeFolder(path.dirname(place));
    if (this.lock?.hold() === false) throw new JournalBusy(busy(null));
    const lock = this.lock ?? (await takeLock(place, realProcesses()));
    if ('heldBy' in lock) throw new JournalBusy(busy(lock.heldBy));
    this.lock = lock;
    this.lookedAt = Date.now();
    try {
      this.file = this.reopened(place);
    } catch (error) {
      lock.release();
      this.lock = null;
      throw error;
    }
  }

  /** The file under its name. An editor that saves puts another one there, which holds the lines so far. */
  private reopened(place: string): JournalFile {
    const { file } = this;
    if (file !== null && !file.status().removed) return file;
    const opened = JournalFile.open(place);
    file?.close();
    return opened;
  }

  private drain(): void {
    if (this.state !== 'writing' || this.file === null || !this.isHeld()) return;
    try {
      this.lines.drain(this.file);
    } catch (error) {
      this.state = 'waiting';
      this.report(problemOf(error, this.name));
    }
  }

  /** Tries again what the disk refused. */
  private async catchUp(): Promise<void> {
    if (this.state !== 'waiting') return;
    try {
      await this.acquire();
      this.state = 'writing';
      this.drain();
    } catch (error) {
      if (error instanceof JournalBusy) this.lose();
      else if (error instanceof UsageError) this.report({ kind: 'other', message: error.message });
      else this.report(problemOf(error, this.name));
    }
  }

  private beat(): void {
    if (this.state === 'writing') this.look();
    // Space may have been freed: then what is waiting is safe within seconds, not only when the run ends.
    if (this.state !== 'waiting' || this.catching !== null) return;
    this.catching = this.catchUp().finally(() => {
      this.catching = null;
    });
  }

  private isHeld(): boolean {
    const elapsed = Date.now() - this.lookedAt;
    if (elapsed < 0 || elapsed > LOOK_MS) this.look();
    return this.state === 'writing';
  }

  private look(): void {
    this.lookedAt = Date.now();
    if (this.lock?.hold() === false) this.lose();
  }

  private lose(): void {
    this.state = 'lost';
    this.report(problem('lost', this.name));
  }

  private report(found: StorageProblem): void {
    if (this.reported.has(found.kind)) return;
    this.reported.add(found.kind);
    this.onProblem(found);
  }
}

function busy(owner: LockOwner | null): string {
  const who = owner === null ? '' : ` (process ${String(owner.pid)} on ${owner.host})`;
  return `Another window or process${who} is writing this run; stop it there or wait until it is done.`;
}
