import path from 'node:path';
import type { RunPart } from '../../core/engine/resume.ts';
import { headerOf } from '../../core/model/events.ts';
import type { GroupEdit, RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { ResumeArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import { canWriteInto, checkWritable, isFile } from '../../storage/files.ts';
import type { Io } from '../io/io.ts';
import { findRun, readRun, type FoundRun, type RunPlaces } from '../journal/find-run.ts';
import { journalBeside, stateFolder, thisMachine } from '../journal/places.ts';
import { openReadJournal, type ReadJournal } from '../../runs/journal.ts';
import { notIn } from '../../runs/read-kept.ts';
import { resumePart } from '../../runs/plan.ts';
import { sendScreening, wholeScreening } from '../../runs/screening.ts';
import type { ReadyPart } from '../../runs/send.ts';
import { checkReport } from '../report/deliver.ts';
import { HeldRun } from '../report/held-run.ts';
import { RunReport } from '../report/run-report.ts';
import { finish } from './finish.ts';
import type { Keeping } from './keeping.ts';
import { groupByMeaning, orInterrupted, planMeaning, withMeaning } from './meaning.ts';
import { addressed, addressNotes, recordingsFor, serversFor, withRunLimits } from './resume-plan.ts';
import { screeningPorts } from './screening-ports.ts';
import { Notices, prepareOrRefuse, send } from './send.ts';
import { SENDING } from '../strings/sending.ts';
import { RUNS } from '../strings/runs.ts';

/** Resumes a run: sends exactly what is missing, and reports on the whole. */
export async function resumeCommand(wanted: ResumeArguments, io: Io): Promise<number> {
  checkReport(wanted.report);
  if (wanted.out !== null) await checkWritable(wanted.out);
  const folder = stateFolder(thisMachine(io.env));
  const found = await findRun(wanted.file, wanted.out, folder);
  const fresh = !(await isFile(found.journal));
  // A finished run needs no journal, so it can be read where nothing can be written.
  const alone = fresh ? await finishedAlone(found, wanted, folder, io) : null;
  if (alone !== null) return alone;
  const places = await writable(found, wanted.out);
  const notices = new Notices(io);
  // Whoever holds the journal has the run: only then is read what is missing.
  const journal = await openReadJournal(places.journal, notices.problem);
  try {
    return await resumeKept({ wanted, places, folder, journal, notices, io });
  } finally {
    // A journal that nothing was written into goes as it came.
    if (fresh && journal.unused) await journal.discard();
    else await journal.close();
  }
}

/** A run whose journal this command holds. */
interface OpenedRun {
  readonly wanted: ResumeArguments;
  readonly places: RunPlaces;
  readonly folder: string;
  readonly journal: ReadJournal;
  readonly notices: Notices;
  readonly io: Io;
}

/** The places of the run, with a journal that can be written. */
async function writable(found: RunPlaces, out: string | null): Promise<RunPlaces> {
  if ((await isFile(found.journal)) || (await canWriteInto(path.dirname(found.journal)))) return found;
  // A run file in a folder that cannot be written, to be saved elsewhere: its journal goes there too.
  if (out !== null) return { ...found, journal: journalBeside(out) };
  if (found.file !== null) await checkWritable(found.file);
  return found;
}

function partOf(record: RunRecord, { more, retryFailed }: ResumeArguments): RunPart {
  return wholeScreening(resumePart(headerOf(record.run), record.trials, { more: more ?? 0, retryFailed }));
}

async function resumeKept(asked: OpenedRun): Promise<number> {
  const { places, journal, io } = asked;
  const found = await readRun(places, journal.before);
  refuseForeign(journal, found, places);
  const wanted = withRunLimits(asked.wanted, found.record.run);
  const opened = { ...asked, wanted };
  checkMeaning(found, wanted);
  const part = partOf(found.record, wanted);
  const keeping = keepingOf(found, opened);
  if (part.missing.length === 0) return nothingMissing(found, keeping, io);
  if (keeping.out !== null) await checkWritable(keeping.out);
  const meaning = await planMeaning(wanted, io);
  const { edits, semantic } = found.record;
  const sent = await sendMissing(part, edits, opened);
  const record = await withMeaning({ ...sent, ...(semantic && { semantic }) }, meaning, wanted, { journal, io });
  const code = await finish(new HeldRun(record), { ...keeping, write: true }, io);
  return meaning !== null && io.interrupted.aborted ? EXIT.interrupted : code;
}

/** A report by meaning needs somebody who was asked, now or before. */
function checkMeaning({ record }: FoundRun, { report }: ResumeArguments): void {
  if (report.group !== 'semantic' || report.meaning !== undefined || record.semantic !== undefined) return;
  throw new UsageError(SENDING.meaning.neverAsked);
}

/** A journal beside the file may be that of another, unfinished run: it must neither grow nor vanish. */
function refuseForeign({ before, file }: ReadJournal, { record }: FoundRun, places: RunPlaces): void {
  if (before === null || before.run.id === record.run.id) return;
  throw new UsageError(RUNS.foreign(file, places.file));
}

/** Where the run is kept from now on. */
function keepingOf({ record, saved }: FoundRun, { wanted, places, folder, journal }: OpenedRun): Keeping {
  const moved = wanted.out !== null && places.journal === journalBeside(wanted.out);
  return {
    journal,
    out: wanted.out ?? places.file,
    // What is in the file and was made with care (its reading, its edits) is not made anew for nothing.
    write:
      wanted.out !== null ||
      saved === null ||
      notIn(saved, record.trials).length > 0 ||
      record.semantic?.at !== saved.semantic?.at,
    resumable: moved ? (wanted.out ?? wanted.file) : wanted.file,
    further: wanted.out === null || moved ? [] : ['--out', wanted.out],
    folder,
    wanted,
  };
}

/** Reports on a run that needs no sending. To ask about its meaning may be all that was wanted of it. */
async function nothingMissing({ record }: FoundRun, keeping: Keeping, io: Io): Promise<number> {
  await io.err.write(`${RUNS.nothingMissing}\n`);
  const { wanted, out, journal } = keeping;
  const meaning = await planMeaning(wanted, io);
  if (meaning === null) return finish(new HeldRun(ended(record)), keeping, io);
  if (out !== null) await checkWritable(out);
  // Nothing else is sent, so the budget is for this alone.
  const asking = { spentUsd: 0, io };
  const whole = ended(record);
  const report = await RunReport.of(whole, wanted.report, io);
  const semantic = await orInterrupted(groupByMeaning(report, meaning, wanted, asking), io);
  if (semantic === null) return EXIT.interrupted;
  // A journal that has no header yet tells of no run.
  if (journal?.before) journal.event({ type: 'grouped', semantic });
  return finish(new HeldRun({ ...whole, semantic }), { ...keeping, write: true }, io);
}

/** Prints the report of a finished run that has no journal; `null` when there is something to send. */
async function finishedAlone(
  places: RunPlaces,
  asked: ResumeArguments,
  folder: string,
  io: Io,
): Promise<number | null> {
  const found = await readRun(places, null);
  const wanted = withRunLimits(asked, found.record.run);
  checkMeaning(found, wanted);
  if (partOf(found.record, wanted).missing.length > 0) return null;
  const { file, out } = wanted;
  const keeping = { journal: null, out: out ?? places.file, write: out !== null, resumable: file, further: [], folder };
  return nothingMissing(found, { ...keeping, wanted }, io);
}

/** A run whose end was never written down has ended all the same when nothing is missing. */
function ended(record: RunRecord): RunRecord {
  const { run, trials } = record;
  const { endNote: _, ...rest } = run;
  const status = trials.some(({ outcome }) => outcome === 'failed') ? 'partial' : 'complete';
  return { ...record, run: { ...rest, status } };
}

async function sendMissing(
  part: RunPart,
  edits: readonly GroupEdit[],
  { wanted, journal, notices, io }: OpenedRun,
): Promise<RunRecord> {
  const servers = serversFor(part.header.targets, wanted, io.env);
  const ready = await prepareOrRefuse(
    { ...part, header: addressed(part.header, wanted, servers) },
    {
      ...{ wanted, servers, io },
      recordings: (asked) => recordingsFor(asked, wanted.recordings),
      notes: (asked) => addressNotes(asked, wanted),
    },
  );
  const sendOne = (one: ReadyPart) => send(one, edits, wanted, { journal, notices, io });
  return sendScreening(ready, screeningPorts(sendOne, wanted, io));
}
