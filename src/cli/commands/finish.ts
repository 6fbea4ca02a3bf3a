import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAskedLive } from '../../core/money/price-table.ts';
import { batches } from '../../core/export/batches.ts';
import { runFilePieces } from '../../core/export/json.ts';
import { savedRun } from '../../core/run-file/run-file.ts';
import { missingTrials } from '../../core/run-file/journal.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { ReportGivenUp } from '../../runs/analysis/client.ts';
import { makeFolder } from '../../storage/make-folder.ts';
import { writeWhole } from '../../storage/write-whole.ts';
import type { ReportArguments } from '../arguments/invocation.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { resumeLine, type ResumeWords } from '../resume-line.ts';
import { isFile } from '../../storage/files.ts';
import { inTime } from '../io/in-time.ts';
import type { Io } from '../io/io.ts';
import { keyHints } from '../key-hints.ts';
import { journalBeside } from '../journal/places.ts';
import type { ReadJournal } from '../../runs/journal.ts';
import { DEFAULT_KEPT_RUNS } from '../../runs/limits.ts';
import { RunStore } from '../../runs/store.ts';
import { counted } from '../report/figures.ts';
import type { HeldRun } from '../report/held-run.ts';
import { RunReport } from '../report/run-report.ts';
import { analyzeCommandOf, notReported, tryAnotherWay } from '../report/ways-out.ts';
import { printable } from '../terminal/printable.ts';

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
async function saved(file: string, record: RunRecord): Promise<UsageError | null> {
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
async function holdsAll({ whole, file }: ReadJournal): Promise<boolean> {
  return whole && (await isFile(file));
}

/** The sentence for a run that is not where it should be. */
async function unkept(why: string, whole: RunRecord, { journal, folder, wanted }: Keeping): Promise<UsageError> {
  if (journal !== null && (await holdsAll(journal))) {
    const command = resumeLine(journal.file, ['--out', 'OTHER.probe.json'], wanted);
    return new UsageError(`${why}; nothing is lost, save it elsewhere with: ${command}`);
  }
  const place = await rescued(whole, folder);
  return new UsageError(
    place === null
      ? `${why}; no other place took it, so only what is printed here is left of this run.`
      : `${why}; the run was saved as ${place} instead.`,
  );
}

/**
 * Whether the journal may go: its run has ended and is in a file, or nothing in it was paid for. That of an interrupted
 * run stays, so that a new run of the same name does not take its place unasked; and so does one that was there before
 * and belongs to another file than the one that is saved.
 */
function isSpare({ run, trials, semantic }: RunRecord, { journal, out }: Keeping): boolean {
  if (journal === null || missingTrials(run, trials).length > 0) return false;
  const isNew = journal.before === null;
  if (out === null) return isNew && semantic === undefined && !run.targets.some(isAskedLive);
  return isNew || path.resolve(journal.file) === path.resolve(journalBeside(out));
}

/** How to resume a run of which something is missing, or how to make it longer; the last line is the command. */
function nextSteps(record: RunRecord, keeping: Keeping): readonly string[] {
  const { out, resumable, further, wanted, journal } = keeping;
  const { run, trials } = record;
  const failed = trials.filter(({ outcome, source }) => outcome === 'failed' && source !== 'recorded').length;
  const missing = missingTrials(run, trials).length;
  if (missing > 0) {
    const retry = failed > 0 ? `; with --retry-failed also the ${counted(failed, 'failed call')}` : '';
    // Under the same budget it would end at once.
    const spent = run.endNote !== undefined && wanted.budgetUsd !== null;
    const budgetUsd = spent ? 2 * wanted.budgetUsd : wanted.budgetUsd;
    const how = spent ? ' with a larger budget' : '';
    return [
      `${counted(missing, 'call')} ${missing === 1 ? 'is' : 'are'} missing. To resume${how}${retry}:`,
      resumeLine(resumable, further, { ...wanted, budgetUsd }),
    ];
  }
  if (failed > 0) {
    return [
      `To send the ${counted(failed, 'failed call')} again:`,
      resumeLine(resumable, ['--retry-failed', ...further], wanted),
    ];
  }
  return out === null && journal !== null && !isSpare(record, keeping)
    ? [`The answers are kept in ${journal.file} (analyze reads it, resume --more N adds runs).`]
    : [];
}

/** What was paid for is reported by wording when nobody could be asked about meaning. */
function withoutMeaning({ semantic }: RunRecord, report: ReportArguments): ReportArguments {
  return report.group === 'semantic' && semantic === undefined ? { ...report, group: 'lexical' } : report;
}

/** Where the run is; `null` when no disk took it. */
async function placeOf({ journal, out, write, resumable }: Keeping, isSaved: boolean): Promise<string | null> {
  if (out !== null && isSaved) return out;
  if (journal === null) return write ? null : resumable;
  return (await holdsAll(journal)) ? journal.file : null;
}

/**
 * Saves a run, makes and prints its report, and says how to resume it. The run is safe before anything reads its answers: what
 * was paid for is kept and printed even when it cannot be saved, when no report can be made of it, and when nobody waits
 * for that. The journal goes only when the run is safe without it.
 */
export async function finish(held: HeldRun, keeping: Keeping, io: Io): Promise<number> {
  const { journal, out, write, folder } = keeping;
  await journal?.close();
  const unsaved = out === null || !write ? null : await saved(out, held.record);
  const place = await placeOf(keeping, unsaved === null);
  const { steps, code, mayGo } = closing(held.record, keeping);
  io.lastWords = [notReported(place), ...steps].join('\n');
  const { isReported, problem } = await reported(held, { ...keeping, write: write && unsaved === null }, io);
  const spare = unsaved === null && mayGo && (isReported || out !== null);
  if (spare) await journal?.discard();
  if (problem !== null) {
    const how = place === null ? '' : ` The run is in ${place}. ${tryAnotherWay(analyzeCommandOf(place))}`;
    await io.err.write(`${printable(`${problem.message}${how}`)}\n`);
  } else if (!isReported) await io.err.write(`${printable(notReported(place))}\n`);
  if (unsaved !== null) throw await unkept(unsaved.message.replace(/\.$/, ''), held.record, keeping);
  if (out === null && journal !== null && !spare && !(await holdsAll(journal))) {
    throw await unkept('The journal of this run could not be written', held.record, keeping);
  }
  await new RunStore(folder).prune(DEFAULT_KEPT_RUNS).catch(() => undefined); // tried again after the next run
  for (const line of steps) await io.err.write(`${printable(line)}\n`);
  if (isReported) return code;
  return problem === null ? EXIT.interrupted : EXIT.someFailed;
}

/** What the end of a command needs to know of a run that may have been let go by then. */
interface Closing {
  readonly steps: readonly string[];
  /** The exit code when there is a report. */
  readonly code: number;
  /** Whether the journal may go, as `isSpare` says. */
  readonly mayGo: boolean;
}

function closing(record: RunRecord, keeping: Keeping): Closing {
  const { run, trials } = record;
  const hints = keyHints({ targets: run.targets.filter(({ baseUrl }) => baseUrl !== null), trials }, keeping.wanted);
  return {
    steps: [...hints, ...nextSteps(record, keeping)],
    code: exitCodeOf(record),
    mayGo: isSpare(record, keeping),
  };
}

/**
 * Makes the report, saves the run anew with it, and prints it; or the reason why none can be made. A run that its file holds
 * is let go as soon as the thread that reports on it has it: nothing of it is held twice.
 */
async function reported(
  held: HeldRun,
  { out, write, wanted }: Keeping,
  io: Io,
): Promise<{ readonly isReported: boolean; readonly problem: UsageError | null }> {
  const how = withoutMeaning(held.record, wanted.report);
  if (how.isLeftOut) return { isReported: true, problem: null };
  const work = async (): Promise<true> => {
    const report =
      out !== null && write ? await RunReport.ofSaved(held, out, how, io) : await RunReport.of(held.record, how, io);
    await report.make();
    const unsaved = out === null || !write ? null : await report.save(out);
    if (unsaved !== null) await io.err.write(`Note: ${printable(unsaved.message)} It is there without its report.\n`);
    await report.print(how, io);
    return true;
  };
  try {
    return { isReported: (await inTime(work(), io)) !== null, problem: null };
  } catch (error) {
    if (!(error instanceof ReportGivenUp)) throw error;
    return { isReported: false, problem: error };
  }
}
