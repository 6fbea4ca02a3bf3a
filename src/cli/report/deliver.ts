import { DEFAULT_ANALYSIS, type AnalysisOptions } from '../../core/analysis/summarize.ts';
import { EXPORT_FORMATS, findFormat } from '../../core/export/registry.ts';
import { parseExtractor } from '../../core/extraction/registry.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { ReportArguments } from '../arguments/invocation.ts';
import { didYouMean } from '../arguments/suggest.ts';
import { ARGUMENTS } from '../strings/arguments.ts';

/** Refuses a format or an extractor that does not exist. Asked before calls are paid for. */
export function checkReport({ format, extract }: ReportArguments): void {
  if (extract !== 'auto') parseExtractor(extract);
  if (format === 'table' || findFormat(format) !== undefined) return;
  const known = ['table', ...EXPORT_FORMATS.map((candidate) => candidate.id)];
  throw new UsageError(ARGUMENTS.oneOf('format', known, format, didYouMean(format, known)));
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
