import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { importReader } from '../../core/export/import.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { nodeHasher, systemClock } from '../../providers/node-ports.ts';
import type { AnalyzeArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import { readRunIn, refuseOddities } from '../io/files.ts';
import type { Io } from '../io/io.ts';
import { checkReport, deliver, fileOf } from '../report/deliver.ts';

/** Reports on a file. Uses no network and no key, unless a model is to be asked about meaning. */
export async function analyzeCommand(wanted: AnalyzeArguments, io: Io): Promise<number> {
  const { file, report } = wanted;
  checkReport(report);
  const now = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
  await refuseOddities(file);
  const read = await readRunIn(file, importReader(path.basename(file), now, nodeHasher));
  const record = report.meaning === undefined ? read : await asked(read, wanted, io);
  if (record === null) return EXIT.interrupted;
  await deliver(fileOf(record, report), record, report, io);
  return EXIT.ok;
}

/** The run with what a model said about its answers; `null` when that was interrupted. */
async function asked(record: RunRecord, wanted: AnalyzeArguments, io: Io): Promise<RunRecord | null> {
  // Loaded only here: without it the command needs no provider.
  const { groupByMeaning, orInterrupted, planMeaning } = await import('./meaning.ts');
  const { checkNames } = await import('./pricing.ts');
  checkNames([], wanted);
  const plan = await planMeaning(wanted, io);
  if (plan === null) return record;
  const grouped = await orInterrupted(groupByMeaning(record, plan, wanted, { spentUsd: 0, io }), io);
  if (grouped !== null && wanted.report.format !== 'json') {
    await io.err.write(
      'The run file that --format json prints holds what was found, so that it need not be asked again.\n',
    );
  }
  return grouped;
}
