import type { RunRecord } from '../../core/model/run.ts';
import type { UsageError } from '../../core/model/usage-error.ts';
import { ReportGivenUp } from '../../runs/analysis/client.ts';
import { DEFAULT_KEPT_RUNS } from '../../runs/limits.ts';
import { RunStore } from '../../runs/store.ts';
import type { ReportArguments } from '../arguments/invocation.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { inTime } from '../io/in-time.ts';
import type { Io } from '../io/io.ts';
import type { HeldRun } from '../report/held-run.ts';
import { RunReport } from '../report/run-report.ts';
import { analyzeCommandOf, notReported, tryAnotherWay } from '../report/ways-out.ts';
import { printable } from '../terminal/printable.ts';
import { holdsAll, isSpare, type Keeping, placeOf, saved, unkept } from './keeping.ts';
import { nextSteps } from './next-steps.ts';
import { SENDING } from '../strings/sending.ts';
import { RUNS } from '../strings/runs.ts';

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
    const { message } = problem;
    const said = place === null ? message : RUNS.noReport(message, place, tryAnotherWay(analyzeCommandOf(place)));
    await io.err.write(`${printable(said)}\n`);
  } else if (!isReported) await io.err.write(`${printable(notReported(place))}\n`);
  if (unsaved !== null) throw await unkept(unsaved.message.replace(/\.$/, ''), held.record, keeping);
  if (out === null && journal !== null && !spare && !(await holdsAll(journal))) {
    throw await unkept(RUNS.journal.unwritten, held.record, keeping);
  }
  await new RunStore(folder).prune(DEFAULT_KEPT_RUNS).catch(() => undefined); // tried again after the next run
  for (const line of steps) await io.err.write(`${printable(line)}\n`);
  if (isReported) return code;
  return problem === null ? EXIT.interrupted : EXIT.someFailed;
}

/** What the end of a command needs to know of a run that may have been let go by then. */
const closing = (record: RunRecord, keeping: Keeping) => ({
  steps: nextSteps(record, keeping),
  /** The exit code when there is a report. */
  code: exitCodeOf(record),
  /** Whether the journal may go. */
  mayGo: isSpare(record, keeping),
});

/** What was paid for is reported by wording when nobody could be asked about meaning. */
function withoutMeaning({ semantic }: RunRecord, report: ReportArguments): ReportArguments {
  return report.group === 'semantic' && semantic === undefined ? { ...report, group: 'lexical' } : report;
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
    if (unsaved !== null)
      await io.err.write(`${SENDING.note(printable(RUNS.saving.withoutReport(unsaved.message)))}\n`);
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
