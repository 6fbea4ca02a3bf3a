import path from 'node:path';
import { continueRun, type Continuation } from '../../core/engine/continue.ts';
import { headerOf } from '../../core/model/events.ts';
import type { RunHeader, RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { systemClock } from '../../providers/node-ports.ts';
import type { ResumeArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import { canWriteInto, checkWritable, isFile } from '../../storage/files.ts';
import type { Io } from '../io/io.ts';
import { findRun, readRun, type FoundRun, type RunPlaces } from '../journal/find-run.ts';
import { journalBeside, stateFolder, thisMachine } from '../journal/places.ts';
import { openReadJournal, type ReadJournal } from '../../runs/journal.ts';
import { notIn } from '../../runs/read-kept.ts';
import { checkReport } from '../report/deliver.ts';
import { HeldRun } from '../report/held-run.ts';
import { RunReport } from '../report/run-report.ts';
import { oneLine } from '../terminal/printable.ts';
import { finish, type Keeping } from './finish.ts';
import { groupByMeaning, orInterrupted, planMeaning, withMeaning } from './meaning.ts';
import { pricedRun } from './pricing.ts';
import {
  addressed,
  addressNotes,
  checkAskable,
  checkSize,
  recordingsFor,
  serversFor,
  targetsOf,
  withOwnLimits,
} from './resume-plan.ts';
import { announce, connectMissing, Notices, send, type Dispatch } from './send.ts';

/** Goes on with a run: sends exactly what is missing, and reports on the whole. */
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
    return await goOn({ wanted, places, folder, journal, notices, io });
  } finally {
    // A journal that nothing was written into goes as it came.
    if (fresh && journal.unused) await journal.discard();
    else await journal.close();
  }
}

interface Going {
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

function continued(record: RunRecord, { more, retryFailed }: ResumeArguments): Continuation {
  const header = headerOf(record.run);
  checkSize(header, more ?? 0);
  return continueRun(header, record.trials, {
    now: systemClock.now().toISOString(),
    more: more ?? 0,
    retryFailed,
  });
}

async function goOn(asked: Going): Promise<number> {
  const { places, journal, io } = asked;
  const found = await readRun(places, journal.before);
  refuseForeign(journal, found, places);
  const wanted = withOwnLimits(asked.wanted, found.record.run);
  const going = { ...asked, wanted };
  checkMeaning(found, wanted);
  const next = continued(found.record, wanted);
  const keeping = keepingOf(found, going);
  if (next.missing.length === 0) return nothingMissing(found, keeping, io);
  if (keeping.out !== null) await checkWritable(keeping.out);
  const meaning = await planMeaning(wanted, io);
  const { edits, semantic } = found.record;
  const sent = await sendMissing({ ...next, edits }, going);
  const record = await withMeaning({ ...sent, ...(semantic && { semantic }) }, meaning, wanted, { journal, io });
  const code = await finish(new HeldRun(record), { ...keeping, write: true }, io);
  return meaning !== null && io.interrupted.aborted ? EXIT.interrupted : code;
}

/** A report by meaning needs somebody who was asked, now or before. */
function checkMeaning({ record }: FoundRun, { report }: ResumeArguments): void {
  if (report.group !== 'semantic' || report.meaning !== undefined || record.semantic !== undefined) return;
  throw new UsageError(
    'Nobody was asked what the answers of this run mean: ask with --embed PROVIDER:MODEL or --judge PROVIDER:MODEL.',
  );
}

/** A journal beside the file may be that of another, unfinished run: it must neither grow nor vanish. */
function refuseForeign({ before, file }: ReadJournal, { record }: FoundRun, places: RunPlaces): void {
  if (before === null || before.run.id === record.run.id) return;
  throw new UsageError(
    `${file} belongs to another run than ${places.file ?? 'the file'}: go on with that one by naming it, or move it away.`,
  );
}

/** Where the run is kept from now on. */
function keepingOf({ record, saved }: FoundRun, { wanted, places, folder, journal }: Going): Keeping {
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
  await io.err.write('Nothing is missing from this run, so nothing is sent.\n');
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
  const wanted = withOwnLimits(asked, found.record.run);
  checkMeaning(found, wanted);
  if (continued(found.record, wanted).missing.length > 0) return null;
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
  next: Continuation & Pick<Dispatch, 'edits'>,
  { wanted, journal, notices, io }: Going,
): Promise<RunRecord> {
  const servers = serversFor(next.header.targets, wanted, io.env);
  const header: RunHeader = await pricedRun(addressed(next.header, wanted, servers), wanted);
  const asked = targetsOf(header, next.missing);
  checkAskable(asked, servers);
  const recordings = await recordingsFor(asked, wanted.recordings);
  for (const note of addressNotes(asked, wanted)) await io.err.write(`Note: ${oneLine(note)}\n`);
  const connections = await connectMissing(header, next.missing, recordings, servers);
  const dispatch = { ...next, header, connections };
  await announce(dispatch, wanted, io);
  return send(dispatch, wanted, { journal, notices, io });
}
