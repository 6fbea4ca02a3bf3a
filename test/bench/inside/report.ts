import { isMainThread } from 'node:worker_threads';
import type { EditWish } from '../../../src/core/analysis/edit-wish.ts';
import { AnalysisSession } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import type { Report } from '../../../src/core/model/report.ts';
import { PAGE_HANDLERS, readAhead } from '../../../src/runs/analysis/page-threads.ts';
import { serve } from '../../../src/runs/analysis/serve.ts';
import { UnreadableTexts } from '../../../src/runs/analysis/unreadable-texts.ts';
import { type AnswerKind, madeUpRun } from './answers.ts';

/**
 * Two reports in a fresh process, as the analysis thread makes them: one when a run is opened, with nothing warm, and one
 * after its answers were edited by hand. As there, many pages are parsed by further threads, which run this file, too. Arguments: kind, number of answers, number of models. Prints JSON.
 */

/** What two reports took. */
export interface ReportTime {
  /** Ms on the clock. */
  readonly wallMs: number;
  /** Ms of CPU, the compiler's and the collector's threads included. */
  readonly cpuMs: number;
  /** The same of the second report. */
  readonly againMs: number;
  readonly againCpuMs: number;
}

async function measure(kind: AnswerKind, answers: number, models: number): Promise<ReportTime> {
  const { run, trials } = madeUpRun(kind, answers, models);
  const session = new AnalysisSession(run, DEFAULT_ANALYSIS);
  session.add(trials);
  session.finish('complete', run.finishedAt);
  const [wallMs, cpuMs] = await timed(session);
  const { counts, groups } = session.report();
  if (counts.completed !== trials.length) throw new Error('The report does not count every answer.');
  session.setEdits(session.editsAfter(editOf(groups)));
  const [againMs, againCpuMs] = await timed(session);
  return { wallMs, cpuMs, againMs, againCpuMs };
}

/** Merges the first two answers; where all are one answer, takes one output out of it. */
function editOf(groups: Report['groups']): EditWish {
  if (groups.length > 1) return { kind: 'merge', groups: groups.slice(0, 2).map(({ id }) => id) };
  return { kind: 'split', members: groups[0]!.members.slice(0, 1) };
}

async function timed(session: AnalysisSession): Promise<readonly [wallMs: number, cpuMs: number]> {
  const before = process.cpuUsage();
  const begun = performance.now();
  await readAhead(session, { file: __filename, unreadable: new UnreadableTexts(1) });
  session.report();
  const wallMs = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return [wallMs, (user + system) / 1000];
}

if (isMainThread) {
  const [kind = 'numbers', answers = '150', models = '3'] = process.argv.slice(2);
  void measure(kind as AnswerKind, Number(answers), Number(models)).then((time) => {
    process.stdout.write(JSON.stringify(time));
  });
} else serve(() => PAGE_HANDLERS);
