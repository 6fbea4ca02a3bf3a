import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { type AnswerKind, madeUpRun } from './answers.ts';

/**
 * One report in a fresh process, as the analysis thread makes it when a run is opened: nothing is warm. Arguments:
 * kind and number of answers. Prints JSON.
 */

/** What one report took. */
export interface ReportTime {
  /** Ms on the clock. */
  readonly wallMs: number;
  /** Ms of CPU, the compiler's and the collector's threads included. */
  readonly cpuMs: number;
}

const [kind = 'numbers', answers = '150'] = process.argv.slice(2);
const record = madeUpRun(kind as AnswerKind, Number(answers));
const cpuBefore = process.cpuUsage();
const begun = performance.now();
const report = summarize(record, DEFAULT_ANALYSIS);
const wallMs = performance.now() - begun;
const { user, system } = process.cpuUsage(cpuBefore);
if (report.counts.completed !== record.trials.length) throw new Error('The report does not count every answer.');
const time: ReportTime = { wallMs, cpuMs: (user + system) / 1000 };
process.stdout.write(JSON.stringify(time));
