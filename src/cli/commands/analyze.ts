import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { importRun } from '../../core/export/import.ts';
import { nodeHasher, systemClock } from '../../providers/node-ports.ts';
import type { AnalyzeArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import { readText } from '../io/files.ts';
import type { Io } from '../io/io.ts';
import { checkReport, deliver, fileOf } from '../report/deliver.ts';

/** Reports on a file. Uses no network and no key. */
export async function analyzeCommand({ file, report }: AnalyzeArguments, io: Io): Promise<number> {
  checkReport(report);
  const now = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
  const record = importRun(await readText(file), path.basename(file), now, nodeHasher);
  await deliver(fileOf(record, report), record, report, io);
  return EXIT.ok;
}
