import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { batches } from '../../core/export/batches.ts';
import { runFilePieces } from '../../core/export/json.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import { missingTrials } from '../../core/run-file/journal.ts';
import { savedRun } from '../../core/run-file/run-file.ts';
import type { ReadJournal } from '../../runs/journal.ts';
import { isFile } from '../../storage/files.ts';
import { makeFolder } from '../../storage/make-folder.ts';
import { writeWhole } from '../../storage/write-whole.ts';
import { journalBeside } from '../journal/places.ts';
import { resumeLine, type ResumeWords } from '../resume-line.ts';
import { RUNS } from '../strings/runs.ts';

/** Where a run is: in its file, in its journal, or, when neither took it, wherever there is room. */

/** Where a run is kept. */
export interface Keeping {
  /** `null` when there is none, as nothing was sent. */
  readonly journal: ReadJournal | null;
  /** The run file to save to; `null`: none, the journal alone keeps it. */
  readonly out: string | null;
  /** Whether that is to be done: it may hold the run already. */
  readonly write: boolean;
  /** What a person names to resume it. */
  readonly resumable: string;
  /** Options of `resume` that say where to save, where that is not the file that is resumed. */
  readonly further: readonly string[];
  /** The folder of journals that belong to no file. */
  readonly folder: string;
  readonly wanted: ResumeWords;
}

/** Saves a run without a report; the sentence when that fails. */
export async function saved(file: string, record: RunRecord): Promise<UsageError | null> {
  try {
    await writeWhole(file, batches(runFilePieces(savedRun(record))));
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

/** Puts a run that neither its file nor its journal holds where only its owner reads it; `null` when no place takes it. */
async function rescued(whole: RunRecord, folder: string): Promise<string | null> {
  const name = `${whole.run.id.replace(/[^\w-]/g, '').slice(0, 40)}.probe.json`;
  const places = [
    async () => {
      await makeFolder(folder);
      return folder;
    },
    () => mkdtemp(path.join(tmpdir(), 'convergence-probe-')),
  ];
  for (const place of places) {
    const found = await place().catch(() => null); // not to be had: the next one may be
    const file = found === null ? null : path.join(found, name);
    if (file !== null && (await saved(file, whole)) === null) return file;
  }
  return null;
}

/** Whether a journal is whole, and still where it was: its folder may have been moved away meanwhile. */
export async function holdsAll({ whole, file }: ReadJournal): Promise<boolean> {
  return whole && (await isFile(file));
}

/** The sentence for a run that is not where it should be. */
export async function unkept(why: string, whole: RunRecord, { journal, folder, wanted }: Keeping): Promise<UsageError> {
  if (journal !== null && (await holdsAll(journal))) {
    const command = resumeLine(journal.file, ['--out', 'OTHER.probe.json'], wanted);
    return new UsageError(RUNS.saving.elsewhere(why, command));
  }
  const place = await rescued(whole, folder);
  return new UsageError(place === null ? RUNS.saving.lost(why) : RUNS.saving.rescued(why, place));
}

/**
 * Whether the journal may go: its run has ended and is in a file, or nothing in it was paid for. That of an interrupted
 * run stays, so that a new run of the same name does not take its place unasked; and so does one that was there before
 * and belongs to another file than the one that is saved.
 */
export function isSpare({ run, trials, semantic }: RunRecord, { journal, out }: Keeping): boolean {
  if (journal === null || missingTrials(run, trials).length > 0) return false;
  const isNew = journal.before === null;
  if (out === null) return isNew && semantic === undefined && !run.targets.some(isAskedLive);
  return isNew || path.resolve(journal.file) === path.resolve(journalBeside(out));
}

/** Where the run is; `null` when no disk took it. */
export async function placeOf({ journal, out, write, resumable }: Keeping, isSaved: boolean): Promise<string | null> {
  if (out !== null && isSaved) return out;
  if (journal === null) return write ? null : resumable;
  return (await holdsAll(journal)) ? journal.file : null;
}
