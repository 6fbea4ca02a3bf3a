import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasGrown } from '../core/run-file/journal-lines.ts';
import { isRunId } from '../core/model/run-id.ts';
import { makeFolder } from '../storage/make-folder.ts';
import { isBeingWritten, isWrittenElsewhere } from '../storage/journal.ts';
import { identityOf, journalIdentity, type FileIdentity } from '../storage/journal-file.ts';
import { readJournalText, summarizeJournal, type JournalSummary } from '../storage/read-journal.ts';
import { removeJournal } from '../storage/remove-journal.ts';
import { isHalfWritten, writeWhole } from '../storage/write-whole.ts';
import { openRunJournal, type OnProblem, type RunJournal } from './journal.ts';
import { keptRunOf, type KeptRun } from './kept-run.ts';

const EXTENSION = '.jsonl';
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

interface Known {
  readonly size: bigint;
  readonly time: number;
  readonly summary: JournalSummary | null;
}

/** Runs that are kept: one journal for each, in a folder that windows or commands share. */
export class RunStore {
  private readonly folder: string;
  private readonly now: () => number;
  /** Summaries by key, good as long as the file is as it was. */
  private readonly known = new Map<string, Known>();

  constructor(folder: string, now: () => number = () => Date.now()) {
    this.folder = folder;
    this.now = now;
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

  /** The kept runs, the latest first. */
  async list(): Promise<readonly KeptRun[]> {
    const runs = await inTurn(await this.journals(), async (place) => {
      const summary = await this.summaryOf(place);
      return summary && keptRunOf(place.key, summary, await isWrittenElsewhere(place.path));
    });
    return runs.filter((run) => run !== null);
  }

  /**
   * Lets the oldest runs go until `keep` are left. Those that are open, or that any window or process writes, stay;
   * unfinished ones of the last day go only when there is nothing else to let go.
   */
  async prune(keep: number, isOpen: (key: string) => boolean = () => false): Promise<void> {
    await this.sweep();
    const places = await this.journals();
    if (places.length <= keep) return;
    const precious = new Set<Place>();
    await inTurn(places, async (place) => {
      const recent = this.now() - place.time < RECENT_MS;
      if (recent && ((await this.summaryOf(place))?.missing ?? 0) > 0) precious.add(place);
    });
    const first = places.filter((place) => precious.has(place));
    const ranked = [...first, ...places.filter((place) => !precious.has(place))];
    await inTurn(
      ranked.slice(keep).filter(({ key }) => !isOpen(key)),
      async (place) => {
        if (await removeJournal(place.path, place)) this.known.delete(place.key);
      },
    );
  }

  private async sweep(): Promise<void> {
    const names = (await this.names()).filter(isHalfWritten);
    await inTurn(names, async (name) => {
      const place = placeOf(path.join(this.folder, name), identityOf);
      if (place !== null && this.now() - place.time > LEFTOVER_MS) await rm(place.path, { force: true });
    });
  }

  private async summaryOf({ key, path: file, size, time }: Place): Promise<JournalSummary | null> {
    const known = this.known.get(key);
    if (known?.size === size && known.time === time) return known.summary;
    const summary = await summarizeJournal(file);
    this.known.set(key, { size, time, summary });
    return summary;
  }

  /** Journals, the one written last first. */
  private async journals(): Promise<readonly Place[]> {
    const names = (await this.names()).filter(
      (name) => name.endsWith(EXTENSION) && isRunId(path.basename(name, EXTENSION)),
    );
    // A link is no journal of ours, and what it leads to is none at all.
    const places = names.map((name) => placeOf(path.join(this.folder, name), journalIdentity));
    return places.filter((place) => place !== null).sort((a, b) => b.time - a.time);
  }

  private async names(): Promise<readonly string[]> {
    return readdir(this.folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
  }

  private fileOf(key: string): string {
    if (!isRunId(key)) throw new Error('Not the id of a run.');
    return path.join(this.folder, key + EXTENSION);
  }
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
