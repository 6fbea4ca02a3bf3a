import { runFileReader } from '../../core/run-file/run-reader.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { isFile, readRunIn, refuseOddities } from '../../storage/files.ts';
import { isJournalFile, isStump, keptRunReader, mergedRecord, naming } from '../../runs/read-kept.ts';
import { journalBeside, outOf } from './places.ts';
import { RUNS } from '../strings/runs.ts';

/** Where the parts of a run are that a person names by one of them. Names come from the command line alone. */
export interface RunPlaces {
  /** The journal, which may not be there yet. */
  readonly journal: string;
  /** The run file, which may not be there yet; `null` for a journal that belongs to none. */
  readonly file: string | null;
}

/** The run file beside a journal that a person names. A file is made for no journal but those that `--out` made. */
async function fileBeside(journal: string, folder: string): Promise<string | null> {
  const file = outOf(journal, folder);
  return file !== null && (/\.probe\.json$/i.test(file) || (await isFile(file))) ? file : null;
}

/**
 * Finds a run by its file, whether that was written yet or not, or by its journal. With another file to save to (`out`),
 * what stands beside a named journal is of no interest.
 */
export async function findRun(named: string, out: string | null, folder: string): Promise<RunPlaces> {
  await refuseOddities(named);
  if (!(await isFile(named))) {
    const journal = journalBeside(named);
    if (!/\.jsonl$/i.test(named) && (await isFile(journal))) return { journal, file: named };
    throw new UsageError(RUNS.noFile(named, /\.jsonl$/i.test(named) ? null : journal));
  }
  if (/\.jsonl$/i.test(named) && isStump(named)) throw nothingSent(named);
  // Refuses what is neither, by the name that the person gave it.
  await naming(named, () => readRunIn(named, keptRunReader(named)));
  if (isJournalFile(named)) return { journal: named, file: out === null ? await fileBeside(named, folder) : null };
  return { journal: journalBeside(named), file: named };
}

function nothingSent(journal: string): UsageError {
  return new UsageError(RUNS.nothingIn(journal));
}

/** What file and journal tell of the run together, and what the file alone tells. */
export interface FoundRun {
  readonly record: RunRecord;
  /** `null` when there is no file yet, or it is of another run. */
  readonly saved: RunRecord | null;
}

/** The run file; `null` when there is none. */
async function savedRecord({ file }: RunPlaces): Promise<RunRecord | null> {
  if (file === null || !(await isFile(file))) return null;
  try {
    return await readRunIn(file, runFileReader());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(RUNS.otherFile(file));
  }
}

/** Reads the run. `journal` is what its journal tells; `null` when there is none. */
export async function readRun(places: RunPlaces, journal: RunRecord | null): Promise<FoundRun> {
  const saved = await savedRecord(places);
  if (saved === null && journal === null) {
    throw nothingSent(places.journal);
  }
  const record = mergedRecord(saved, journal);
  return { record, saved: saved !== null && saved.run.id === record.run.id ? saved : null };
}
