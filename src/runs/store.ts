import { copyFile, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasGrown } from '../core/run-file/journal-lines.ts';
import { NO_MARKS, type IndexEntry, type RunDigest, type RunMarks } from '../core/model/kept-runs.ts';
import { isRunId } from '../core/model/run-id.ts';
import { UsageError } from '../core/model/usage-error.ts';
import { lockOf } from '../storage/lock.ts';
import { makeFolder } from '../storage/make-folder.ts';
import { isBeingWritten, isWrittenElsewhere } from '../storage/journal.ts';
import { identityOf, journalIdentity, type FileIdentity } from '../storage/journal-file.ts';
import { readJournalText, summarizeJournal } from '../storage/read-journal.ts';
import { removeJournal } from '../storage/remove-journal.ts';
import { isHalfWritten, writeWhole } from '../storage/write-whole.ts';
import { openRunJournal, type OnProblem, type RunJournal } from './journal.ts';
import { outlineOf, type KeptRun } from './kept-run.ts';
import { RunIndex } from './run-index.ts';
import { MARKS_EXTENSION, readMarks, writeMarks } from './run-marks.ts';

const EXTENSION = '.jsonl';
/** Where deleted runs are until it is too late to take that back. */
const DELETED = 'deleted';
/** A half-written file that is so old, ms, was left by a window that was killed. */
const LEFTOVER_MS = 3_600_000;
/** Journals that are read at the same time. */
const AT_ONCE = 8;
/** An unfinished run is somebody's work in progress for so long, ms. */
const RECENT_MS = 24 * 3_600_000;

interface Place extends FileIdentity {
  readonly key: string;
  readonly path: string;
  /** When it was last written, ms since 1970. */
  readonly time: number;
}

/** Which journal it is, and how far it got. */
const stampOf = ({ number, size, time }: Place): string => `${number}.${size}.${time}`;

/** What a store may be given. */
export interface StoreOptions {
  /** Ms since 1970. */
  readonly now?: () => number;
  /** Where what is remembered of the journals is written; beside the folder when absent. */
  readonly index?: string;
}

/** Runs that are kept: one journal for each, in a folder that windows or commands share. */
export class RunStore {
  readonly folder: string;
  private readonly now: () => number;
  private readonly index: RunIndex;

  constructor(folder: string, { now = () => Date.now(), index = `${folder}-index.json` }: StoreOptions = {}) {
    this.folder = folder;
    this.now = now;
    this.index = new RunIndex(index);
  }

  /**
   * Opens the journal of a run, new or kept, to write into while the run is sent. Throws `JournalBusy` when another
   * window or process writes it. `onProblem` hears once of each reason why the disk does not take it.
   */
  async open(key: string, onProblem: OnProblem): Promise<RunJournal> {
    return openRunJournal(this.fileOf(key), onProblem);
  }

  /** Whether any window or process, this one included, is writing a run. */
  async isBeingWritten(key: string): Promise<boolean> {
    return isRunId(key) && isBeingWritten(this.fileOf(key));
  }

  /**
   * Keeps a run that is already whole. When it is kept here and has grown since, in this window or another, it stays
   * as it is: it holds what this journal holds, and more.
   */
  async write(key: string, journal: string): Promise<void> {
    const file = this.fileOf(key);
    await makeFolder(this.folder);
    if ((await isBeingWritten(file)) || hasGrown(await readJournalText(file))) return;
    await writeWhole(file, journal);
  }

  /** The journal of a run; `null` when it is not kept any more. */
  async read(key: string): Promise<string | null> {
    return isRunId(key) ? readJournalText(this.fileOf(key)) : null;
  }

  /** Length of the journal of a run, bytes: it stays as long as nobody writes into it. `null` when that cannot be told. */
  async sizeOf(key: string): Promise<number | null> {
    if (!isRunId(key)) return null;
    return stat(this.fileOf(key)).then(
      ({ size }) => size,
      () => null, // who cannot be told reads it again, and hears then what is wrong
    );
  }

  /** The kept runs, the latest first. Journals that are as they were the last time are not read again. */
  async list(): Promise<readonly KeptRun[]> {
    const names = new Set(await this.names());
    const places = this.places(names, identityOf);
    const runs = await inTurn(places, async (place): Promise<KeptRun | null> => {
      const { outline, digest = null } = await this.entryOf(place);
      if (outline === null) return null;
      const { key, path: file } = place;
      const isLocked = names.has(path.basename(lockOf(file)));
      const marks = names.has(key + MARKS_EXTENSION) ? await readMarks(this.marksOf(key)) : NO_MARKS;
      return { ...outline, key, digest, marks, elsewhere: isLocked && (await isWrittenElsewhere(file)) };
    });
    const kept = new Set(places.map(({ key }) => key));
    // A disk that takes nothing costs the time of reading the journals again.
    await this.index.save((key) => kept.has(key)).catch(() => undefined);
    return runs.filter((run) => run !== null);
  }

  /** Remembers what the report of a run said, unless the run has changed since `make` was given its journal. */
  async digest(key: string, make: (journal: string) => Promise<RunDigest>): Promise<RunDigest | null> {
    const before = placeOf(this.fileOf(key), identityOf);
    const journal = before && (await this.read(key));
    if (before === null || journal === null) return null;
    const digest = await make(journal);
    const after = placeOf(this.fileOf(key), identityOf);
    if (after === null || stampOf(after) !== stampOf(before)) return null;
    await this.index.set(key, { ...(await this.entryOf(before)), digest });
    return digest;
  }

  /** Says something of a run: its name, its pin, its star. Rejects with a `UsageError` when that cannot be kept. */
  async mark(key: string, marks: Partial<RunMarks>): Promise<void> {
    const file = this.marksOf(key);
    await writeMarks(file, { ...(await readMarks(file)), ...marks });
  }

  /** Takes a run out of the list; `restore` brings it back for a day. Rejects with a `UsageError` while anybody writes it. */
  async delete(key: string): Promise<void> {
    const place = placeOf(this.fileOf(key), journalIdentity);
    if (place === null) return;
    await makeFolder(path.join(this.folder, DELETED));
    const aside = this.asideOf(key + EXTENSION);
    await copyFile(place.path, aside);
    if (!(await removeJournal(place.path, place))) {
      await rm(aside, { force: true });
      throw new UsageError('This run is being sent; stop it first.');
    }
    await rename(this.marksOf(key), this.asideOf(key + MARKS_EXTENSION)).catch(ignoreMissing);
  }

  /** Brings a deleted run back. Rejects with a `UsageError` when it is gone. */
  async restore(key: string): Promise<void> {
    const journal = await readJournalText(this.asideOf(this.checked(key) + EXTENSION));
    if (journal === null) throw new UsageError('This run was removed for good.');
    await rename(this.asideOf(key + MARKS_EXTENSION), this.marksOf(key)).catch(ignoreMissing);
    await writeWhole(this.fileOf(key), journal);
    await rm(this.asideOf(key + EXTENSION), { force: true });
  }

  /**
   * Lets the oldest runs go until `keep` are left. Those that are open, that any window or process writes, or that a user has
   * named, pinned or made a baseline stay; unfinished ones of the last day go only when there is nothing else to let go.
   */
  async prune(keep: number, isOpen: (key: string) => boolean = () => false): Promise<void> {
    await this.sweep();
    const names = new Set(await this.names());
    const places = this.places(names, journalIdentity);
    if (places.length <= keep) return;
    const precious = new Set<Place>();
    await inTurn(places, async (place) => {
      const recent = this.now() - place.time < RECENT_MS;
      if (recent && ((await this.entryOf(place)).outline?.missing ?? 0) > 0) precious.add(place);
    });
    const first = places.filter((place) => precious.has(place));
    const ranked = [...first, ...places.filter((place) => !precious.has(place))];
    await inTurn(
      ranked.slice(keep).filter(({ key }) => !isOpen(key) && !names.has(key + MARKS_EXTENSION)),
      async (place) => removeJournal(place.path, place),
    );
  }

  private async sweep(): Promise<void> {
    await this.sweepIn(this.folder, isHalfWritten, LEFTOVER_MS);
    await this.sweepIn(path.join(this.folder, DELETED), () => true, RECENT_MS);
  }

  private async sweepIn(folder: string, isSwept: (name: string) => boolean, afterMs: number): Promise<void> {
    await inTurn((await namesIn(folder)).filter(isSwept), async (name) => {
      const place = placeOf(path.join(folder, name), identityOf);
      if (place !== null && this.now() - place.time > afterMs) await rm(place.path, { force: true });
    });
  }

  private async entryOf(place: Place): Promise<IndexEntry> {
    const stamp = stampOf(place);
    const known = await this.index.get(place.key, stamp);
    if (known) return known;
    const summary = journalIdentity(place.path) === null ? null : await summarizeJournal(place.path);
    const entry = { stamp, outline: summary && outlineOf(summary) };
    await this.index.set(place.key, entry);
    return entry;
  }

  /** Journals, the one written last first. A link is no journal of ours, and what it leads to is none at all. */
  private places(names: ReadonlySet<string>, identify: typeof identityOf): readonly Place[] {
    const places = [...names]
      .filter((name) => name.endsWith(EXTENSION) && isRunId(path.basename(name, EXTENSION)))
      .map((name) => placeOf(path.join(this.folder, name), identify));
    return places.filter((place) => place !== null).sort((a, b) => b.time - a.time);
  }

  private names(): Promise<readonly string[]> {
    return namesIn(this.folder);
  }

  private fileOf(key: string): string {
    return path.join(this.folder, this.checked(key) + EXTENSION);
  }

  private marksOf(key: string): string {
    return path.join(this.folder, this.checked(key) + MARKS_EXTENSION);
  }

  private asideOf(name: string): string {
    return path.join(this.folder, DELETED, name);
  }

  private checked(key: string): string {
    if (!isRunId(key)) throw new Error('Not the id of a run.');
    return key;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

/** `null` when another window has removed it meanwhile, or it is no plain file. */
function placeOf(file: string, identify: typeof identityOf): Place | null {
  const found = identify(file);
  return found && { ...found, key: path.basename(file, EXTENSION), path: file, time: found.mtimeMs };
}

/** Does the work for each, a few at a time, and keeps their order. */
async function inTurn<A, B>(these: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  for (let from = 0; from < these.length; from += AT_ONCE) {
    done.push(...(await Promise.all(these.slice(from, from + AT_ONCE).map(work))));
  }
  return done;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
