import { DEFAULT_ANALYSIS, summarize, type AnalysisOptions } from '../../core/analysis/summarize.ts';
import { buildProbeFile } from '../../core/export/probe-file.ts';
import { json } from '../../core/export/json.ts';
import { EXPORT_FORMATS, exported, findFormat } from '../../core/export/registry.ts';
import { parseExtractor } from '../../core/extraction/registry.ts';
import type { ProbeFile } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { ReportArguments } from '../arguments/invocation.ts';
import { didYouMean } from '../arguments/suggest.ts';
import type { Io } from '../io/io.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { styleFor } from '../terminal/style.ts';
import { reportTable } from './report-table.ts';

/** Refuses a format or an extractor that does not exist. Asked before calls are paid for. */
export function checkReport({ format, extract }: ReportArguments): void {
  if (extract !== 'auto') parseExtractor(extract);
  if (format === 'html') throw new UsageError('`--format html` is not available in this version.');
  if (format === 'table' || findFormat(format) !== undefined) return;
  const known = ['table', ...EXPORT_FORMATS.map((candidate) => candidate.id)];
  throw new UsageError(`--format takes ${known.join(', ')}, not "${format}"${didYouMean(format, known)}`);
}

/** How the report that was asked for is made. */
export function analysisOptions(wanted: ReportArguments): AnalysisOptions {
  const { extract, findsExtractor, group, domain, withoutEcho } = wanted;
  const echo = withoutEcho === true ? { leaveOutEcho: true } : {};
  return {
    ...DEFAULT_ANALYSIS,
    extractor: extract,
    grouping: group,
    domain,
    ...(findsExtractor && { findsExtractor }),
    ...echo,
  };
}

/** The saved file of a run, with the report that was asked for. */
export function fileOf(record: RunRecord, wanted: ReportArguments): ProbeFile {
  return buildProbeFile(record, summarize(record, analysisOptions(wanted)));
}

/** Prints the report in the format that was asked for. Pipes get the exact bytes; a terminal never gets control characters. */
export async function deliver(file: ProbeFile, record: RunRecord, { format }: ReportArguments, io: Io): Promise<void> {
  for (const piece of rendered(file, record, format, io)) await io.out.write(piece);
}

/** What `--out` writes: the very bytes that `--format json` prints. */
export function savedPieces(file: ProbeFile): Iterable<string> {
  return exported(json, file);
}

function* rendered(file: ProbeFile, record: RunRecord, wanted: string, { out, env }: Io): Generator<string> {
  const format = findFormat(wanted);
  if (format === undefined) {
    yield reportTable(file.report, record, { columns: out.columns, style: styleFor(out.isTerminal, env) });
    return;
  }
  const harmless = format.id === 'json' ? printableJson : printable;
  for (const piece of exported(format, file)) yield out.isTerminal ? harmless(piece) : piece;
}
