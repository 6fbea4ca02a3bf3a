import { randomUUID } from 'node:crypto';
import type { Comparison } from '../../core/compare/comparison.ts';
import { comparisonMarkdown } from '../../core/export/comparison-markdown.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { systemClock } from '../../providers/node-ports.ts';
import { ReportGivenUp } from '../../runs/analysis/client.ts';
import { refuseOddities } from '../../storage/files.ts';
import type { CompareArguments } from '../arguments/invocation.ts';
import { didYouMean } from '../arguments/suggest.ts';
import { EXIT } from '../exit-code.ts';
import { inTime } from '../io/in-time.ts';
import type { Io } from '../io/io.ts';
import { comparisonText } from '../report/comparison-text.ts';
import { checkReport } from '../report/deliver.ts';
import { RunReport } from '../report/run-report.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { styleFor } from '../terminal/style.ts';

const FORMATS = ['table', 'json', 'markdown'];

/** Compares two runs. Uses no network and no key. */
export async function compareCommand({ files, report: how }: CompareArguments, io: Io): Promise<number> {
  if (!FORMATS.includes(how.format)) {
    throw new UsageError(
      `\`compare\` takes --format ${FORMATS.join(', ')}, not "${how.format}"${didYouMean(how.format, FORMATS)}`,
    );
  }
  checkReport({ ...how, format: 'table' });
  io.lastWords = 'Interrupted; both files are as they were.';
  for (const file of files) await refuseOddities(file);
  const stamp = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
  try {
    const work = RunReport.ofFiles(files, stamp, how, io).then((report) => report.comparison());
    const comparison = await inTime(work, io);
    if (comparison === null) {
      await io.err.write(`${printable(io.lastWords)}\n`);
      return EXIT.interrupted;
    }
    await print(comparison, how.format, io);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof ReportGivenUp)) throw error;
    await io.err.write(`${printable(error.message)}\n`);
    return EXIT.someFailed;
  }
}

/** Pipes get the exact bytes; a terminal never gets control characters. */
async function print(comparison: Comparison, format: string, { out, env }: Io): Promise<void> {
  const { isTerminal, columns } = out;
  if (format === 'table') {
    return out.write(comparisonText(comparison, { columns, style: styleFor(isTerminal, env) }));
  }
  const text =
    format === 'json'
      ? `${JSON.stringify({ schemaVersion: 1, ...comparison }, null, 2)}\n`
      : comparisonMarkdown(comparison);
  const harmless = format === 'json' ? printableJson : printable;
  await out.write(isTerminal ? harmless(text) : text);
}
