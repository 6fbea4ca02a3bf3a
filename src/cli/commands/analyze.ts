import { randomUUID } from 'node:crypto';
import { systemClock } from '../../providers/node-ports.ts';
import { ReportGivenUp } from '../../runs/analysis/client.ts';
import type { AnalyzeArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import { refuseOddities } from '../../storage/files.ts';
import { inTime } from '../io/in-time.ts';
import type { Io } from '../io/io.ts';
import { checkReport } from '../report/deliver.ts';
import { analyzeCommandOf, tryAnotherWay } from '../report/ways-out.ts';
import { RunReport } from '../report/run-report.ts';
import { printable } from '../terminal/printable.ts';
import { groupByMeaning, orInterrupted, planMeaning } from './meaning.ts';
import { checkNames } from './pricing.ts';
import { SENDING } from '../strings/sending.ts';
import { RUNS } from '../strings/runs.ts';

/** Reports on a file. Uses no network and no key, unless a model is to be asked about meaning. */
export async function analyzeCommand(wanted: AnalyzeArguments, io: Io): Promise<number> {
  const { file, report: how } = wanted;
  checkReport(how);
  io.lastWords = RUNS.interrupted.unchanged(file);
  await refuseOddities(file);
  const stamp = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
  try {
    const report = await inTime(RunReport.ofFile(file, stamp, how, io), io);
    if (report === null || !(await askedFor(report, wanted, io))) return await interrupted(io);
    const done = await inTime(
      report.make().then(() => report.print(how, io).then(() => true)),
      io,
    );
    return done === null ? await interrupted(io) : EXIT.ok;
  } catch (error) {
    if (!(error instanceof ReportGivenUp)) throw error;
    await io.err.write(`${printable(`${error.message} ${tryAnotherWay(analyzeCommandOf(file))}`)}\n`);
    return EXIT.someFailed;
  }
}

async function interrupted({ err, lastWords }: Io): Promise<number> {
  await err.write(`${printable(lastWords)}\n`);
  return EXIT.interrupted;
}

/** Asks a model about meaning where that is wanted; false when that was interrupted. */
async function askedFor(report: RunReport, wanted: AnalyzeArguments, io: Io): Promise<boolean> {
  if (wanted.report.meaning === undefined) return true;
  checkNames([], wanted);
  const plan = await planMeaning(wanted, io);
  if (plan === null) return true;
  const semantic = await orInterrupted(groupByMeaning(report, plan, wanted, { spentUsd: 0, io }), io);
  if (semantic === null) return false;
  await report.group(semantic);
  if (wanted.report.format !== 'json') {
    await io.err.write(`${SENDING.meaning.held}\n`);
  }
  return true;
}
