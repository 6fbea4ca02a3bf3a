import { checkRecord } from '../core/run-file/run-file.ts';
import { ENOUGH, isJournal, mayBecomeJournal } from '../core/run-file/journal-lines.ts';
import { chosenReader, journalReader, runFileReader, type RunReader } from '../core/run-file/run-reader.ts';
import { readJournalLine, trialName } from '../core/run-file/journal.ts';
import type { Outcome, RunRecord, SemanticGrouping, Trial } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import { beginOf, piecesOf } from '../storage/read-run.ts';
import { isFile, readRunIn } from '../storage/files.ts';

/** What is kept of a run: in its saved file, in its journal, or in both. */

/** Whether a file is the journal of a run; a run file and a list of answers are none. */
export function isJournalFile(file: string): boolean {
  return isJournal(beginOf(file, ENOUGH));
}

/** Whether a file is a journal that ends within its first line: nothing had been sent then. */
export function isStump(file: string): boolean {
  let line = '';
  for (const piece of piecesOf(file)) {
    line += piece;
    if (piece.includes('\n') || !mayBecomeJournal(line)) return false;
  }
  return readJournalLine(line) === null;
}

/** What a journal holds before it is written into. */
export interface StoredBefore {
  /** `null` for a new one. */
  readonly before: RunRecord | null;
  /** Whether it holds nothing but a part of a first line. */
  readonly torn: boolean;
}

/** Reads a journal that may not be there yet. */
export async function storedBefore(file: string): Promise<StoredBefore> {
  const torn = (await isFile(file)) && beginOf(file, 1) !== '' && isStump(file);
  const tells = !torn && (await isFile(file)) && isJournalFile(file);
  return { torn, before: tells ? await naming(file, () => readRunIn(file, journalReader())) : null };
}

/** Reads a file, with its name in what is said when something is wrong with it. */
export async function naming<Value>(file: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message.replace(/^This (run )?file/, () => file));
  }
}

/** Reads a text that is a journal or a run file. `name` is what a person calls it. */
export function keptRunReader(name: string): RunReader {
  return chosenReader((begin) => {
    if (isJournal(begin)) return journalReader();
    if (!/\.(jsonl|ndjson|csv)$/i.test(name)) return runFileReader();
    throw new UsageError(
      `${name} is not the journal of a run, so there is nothing to go on with; \`analyze\` may read it.`,
    );
  });
}

const RANK: Readonly<Record<Outcome, number>> = { completed: 2, refused: 2, empty: 2, failed: 1, cancelled: 0 };

const begun = ({ run }: RunRecord): number => Date.parse(run.continuedAt ?? run.createdAt);

/**
 * One run out of its file and its journal. Either may know more: the file when it was brought here from elsewhere, the
 * journal when what followed was killed. An answer is worth more than a failure, a failure more than nothing. Of two
 * different runs (a new one was to be saved over an old one) the later one counts. By content, not by the times of the
 * files: copies have new ones.
 */
export function mergedRecord(saved: RunRecord | null, journal: RunRecord | null): RunRecord {
  if (saved === null || journal === null) {
    const only = saved ?? journal;
    if (only === null) throw new Error('There is neither a file nor a journal.');
    return only;
  }
  const [first, second] = begun(saved) > begun(journal) ? [saved, journal] : [journal, saved];
  if (first.run.id !== second.run.id) return first;
  const trials = new Map(first.trials.map((trial) => [trialName(trial), trial]));
  for (const trial of second.trials) {
    const known = trials.get(trialName(trial));
    if (known === undefined || RANK[trial.outcome] > RANK[known.outcome]) trials.set(trialName(trial), trial);
  }
  // Edits are made in the editor, which saves a file; a journal only repeats those of the file that it went on with.
  const edits = saved.edits.length > 0 ? saved.edits : journal.edits;
  const trialsPerCell = Math.max(first.run.trialsPerCell, second.run.trialsPerCell);
  const run = { ...first.run, trialsPerCell };
  const semantic = latest(saved.semantic, journal.semantic);
  return checkRecord({ run, trials: [...trials.values()], edits, semantic });
}

/** What was found out about meaning, where both or one of two tell: the later. */
function latest(one: SemanticGrouping | undefined, other: SemanticGrouping | undefined): SemanticGrouping | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(other.at) > Date.parse(one.at) ? other : one;
}

/** The trials that a record lacks, or holds with another outcome. */
export function notIn(record: RunRecord | null, trials: readonly Trial[]): readonly Trial[] {
  const outcomes = new Map((record?.trials ?? []).map((trial) => [trialName(trial), trial.outcome]));
  return trials.filter((trial) => outcomes.get(trialName(trial)) !== trial.outcome);
}
