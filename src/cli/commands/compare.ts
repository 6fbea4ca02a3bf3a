import { randomUUID } from 'node:crypto';
import type { Comparison } from '../../core/compare/comparison.ts';
import { comparisonMarkdown } from '../../core/export/comparison-markdown.ts';
import { systemClock } from '../../providers/node-ports.ts';
import { ReportGivenUp } from '../../runs/analysis/client.ts';
import { refuseOddities } from '../../storage/files.ts';
import type { CompareArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import { inTime } from '../io/in-time.ts';
import type { Io } from '../io/io.ts';
import { comparisonText } from '../report/comparison-text.ts';
import { checkReport } from '../report/deliver.ts';
import { checkForm, printForm, type Forms } from '../report/forms.ts';
import { RunReport } from '../report/run-report.ts';
import { printable } from '../terminal/printable.ts';
import { RUNS } from '../strings/runs.ts';

const FORMS: Forms<Comparison> = { table: comparisonText, texts: { markdown: comparisonMarkdown } };

/** Compares two runs. Uses no network and no key. */
export async function compareCommand({ files, report: how }: CompareArguments, io: Io): Promise<number> {
  checkForm('compare', how.format, FORMS);
  checkReport({ ...how, format: 'table' });
  io.lastWords = RUNS.interrupted.bothUnchanged;
  for (const file of files) await refuseOddities(file);
  const stamp = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
  try {
    const work = RunReport.ofFiles(files, stamp, how, io).then((report) => report.comparison());
    const comparison = await inTime(work, io);
    if (comparison === null) {
      await io.err.write(`${printable(io.lastWords)}\n`);
      return EXIT.interrupted;
    }
    await printForm(comparison, how.format, FORMS, io);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof ReportGivenUp)) throw error;
    await io.err.write(`${printable(error.message)}\n`);
    return EXIT.someFailed;
  }
}
