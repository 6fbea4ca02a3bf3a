import { missingTrials } from '../../core/run-file/journal.ts';
import { runFileReader } from '../../core/run-file/run-reader.ts';
import { trialsOf } from '../../core/model/planned-trials.ts';
import type { RunHeader, RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import path from 'node:path';
import type { RunArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import { resumeLine } from '../resume-line.ts';
import { checkWritable, isFile, readRunIn } from '../../storage/files.ts';
import type { Io } from '../io/io.ts';
import { journalBeside, stateFolder, stateName, thisMachine } from '../journal/places.ts';
import { openReadJournal, type ReadJournal } from '../../runs/journal.ts';
import type { ReadyPart } from '../../runs/send.ts';
import { sendUntilSettled, type LookPorts } from '../../runs/until-settled.ts';
import { sendScreening, wholeScreening } from '../../runs/screening.ts';
import { beginPart, planRequest, type Tool } from '../../runs/plan.ts';
import { checkReport } from '../report/deliver.ts';
import { HeldRun } from '../report/held-run.ts';
import { RunReport } from '../report/run-report.ts';
import { Servers } from '../servers.ts';
import { oneLine } from '../terminal/printable.ts';
import { finish } from './finish.ts';
import { planMeaning, withMeaning } from './meaning.ts';
import { checkTargets, openDesign, withDesign } from './probe-design.ts';
import { requestOf, type CommandRequest } from './run-request.ts';
import { screeningPorts } from './screening-ports.ts';
import { Notices, prepareOrRefuse, send } from './send.ts';
import { SENDING } from '../strings/sending.ts';
import { RUNS } from '../strings/runs.ts';

/** Runs a probe and prints its report. Everything that can be refused is refused before the first call is paid for. */
export async function runCommand(asked: RunArguments, tool: Tool, io: Io): Promise<number> {
  const { out } = asked;
  checkReport(asked.report);
  if (out !== null) await checkWritable(out);
  const servers = new Servers(asked, io.env);
  const probe = asked.probeFile === null ? null : await openDesign(asked.probeFile);
  const wanted = probe === null ? asked : withDesign(asked, probe.design);
  if (wanted.targets.length === 0) {
    throw new UsageError(SENDING.prompt.noTargets);
  }
  if (probe !== null && asked.targets.length === 0) checkTargets(probe, servers);
  const requested = await requestOf(wanted, probe, servers, io);
  for (const note of requested.notes) await io.err.write(`${SENDING.note(oneLine(note))}\n`);
  const part = wholeScreening(beginPart(planRequest(requested.request, tool)));
  const meaning = await planMeaning(wanted, io);
  const recordings = recordingsOf(part.header, requested);
  const ports = { wanted, servers, io, recordings: () => Promise.resolve(recordings), notes: () => [] };
  const ready = await prepareOrRefuse(part, ports);
  const folder = stateFolder(thisMachine(io.env));
  const notices = new Notices(io);
  const journal = await newJournal(ready.header, out, folder, notices);
  // In a function of its own: what is waiting for the report must not hold the run.
  const answered = async (): Promise<HeldRun> => {
    const sendOne = (one: ReadyPart) => send(one, [], wanted, { journal, notices, io });
    const sent = await (wanted.untilSettled
      ? sendUntilSettled(ready, looking(sendOne, wanted, io))
      : sendScreening(ready, screeningPorts(sendOne, wanted, io)));
    return new HeldRun(await withMeaning(sent, meaning, wanted, { journal, io }));
  };
  const resumeWords = { ...wanted, recordings: requested.recordingFiles };
  const resumable = out ?? journal.file;
  const keeping = { journal, out, write: true, resumable, further: [], folder, wanted: resumeWords };
  const code = await finish(await answered(), keeping, io);
  return meaning !== null && io.interrupted.aborted ? EXIT.interrupted : code;
}

/** How a command line looks at a run that is sent until it is settled. */
function looking(send: LookPorts['send'], wanted: RunArguments, io: Io): LookPorts {
  return {
    send,
    judge: async (record) => (await RunReport.of(record, wanted.report, io)).settlement(),
    onOpen: ({ run }, { open }, next) => {
      void io.err.write(`${oneLine(SENDING.until.notYet(run.trialsPerCell, open, next))}\n`);
    },
  };
}

/** What the targets of a run replay, by target id: they are in the order of the request. */
function recordingsOf({ targets }: RunHeader, { recordings }: CommandRequest): ReadonlyMap<string, RunRecord> {
  return new Map(
    targets.flatMap(({ id }, index) => {
      const record = recordings[index];
      return record ? [[id, record] as const] : [];
    }),
  );
}

/** A journal with nothing in it: beside the file that is saved, or in the state folder. */
export async function newJournal(
  header: RunHeader,
  out: string | null,
  folder: string,
  notices: Notices,
): Promise<ReadJournal> {
  const file = out === null ? path.join(folder, stateName(header, new Date())) : journalBeside(out);
  const journal = await openReadJournal(file, notices.problem);
  if (journal.before === null && !journal.torn) return journal;
  try {
    if (journal.before !== null && (out === null || !(await isSaved(journal, out))))
      throw new UsageError(unfinished(journal, out ?? file));
  } catch (error) {
    await journal.close();
    throw error;
  }
  // Cut off before anything was sent, or between saving the run and taking its journal away.
  await journal.discard();
  return openReadJournal(file, notices.problem);
}

/** Whether the file holds the whole run that the journal tells of. */
async function isSaved({ before }: ReadJournal, out: string): Promise<boolean> {
  if (before === null || !(await isFile(out)) || missingTrials(before.run, before.trials).length > 0) return false;
  try {
    const { run, trials } = await readRunIn(out, runFileReader());
    return run.id === before.run.id && trials.length >= before.trials.length;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

function unfinished({ file, before }: ReadJournal, resumable: string): string {
  const { run, trials } = before!;
  const missing = missingTrials(run, trials).length;
  const all = trialsOf(run);
  const command = resumeLine(resumable, [], null);
  return missing === 0 ? RUNS.unsaved(file, command) : RUNS.unfinished(file, all - missing, all, command);
}
