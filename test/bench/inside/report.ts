import { AnalysisSession } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import { type AnswerKind, madeUpRun } from './answers.ts';

/**
 * Two reports in a fresh process, as the analysis thread makes them: one when a run is opened, with nothing warm, and one
 * after two of its answers were merged by hand. Arguments: kind, number of answers, number of models. Prints JSON.
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

const [kind = 'numbers', answers = '150', models = '3'] = process.argv.slice(2);
const { run, trials } = madeUpRun(kind as AnswerKind, Number(answers), Number(models));
const session = new AnalysisSession(run, DEFAULT_ANALYSIS);
session.add(trials);
session.finish('complete', run.finishedAt);

function timed(): readonly [wallMs: number, cpuMs: number] {
  const before = process.cpuUsage();
  const begun = performance.now();
  session.report();
  const wallMs = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return [wallMs, (user + system) / 1000];
}

const [wallMs, cpuMs] = timed();
const { counts, groups } = session.report();
if (counts.completed !== trials.length) throw new Error('The report does not count every answer.');
session.setEdits(session.editsAfter({ kind: 'merge', groups: groups.slice(0, 2).map(({ id }) => id) }));
const [againMs, againCpuMs] = timed();
const time: ReportTime = { wallMs, cpuMs, againMs, againCpuMs };
process.stdout.write(JSON.stringify(time));
