import type { GroupingMode } from '../model/grouping-mode.ts';
import type { Interval, Report } from '../model/report.ts';
import type { RunRecord } from '../model/run.ts';
import { analyse } from './analyse.ts';

/** How the answers of a run are read and compared. */
export interface AnalysisOptions {
  /** `auto` (as the run's probe file says, else found out), or an extractor as `--extract` takes it, for example `choice:A,B`. */
  readonly extractor: string;
  /** Whether `auto` means to find out how to read the answers, whatever the run's probe file says; false when absent. */
  readonly findsExtractor?: boolean;
  readonly grouping: GroupingMode;
  /** Lowest and highest allowed number; `auto` takes it from the run's probe file or reads it off the prompt, `null` means that there is none. */
  readonly domain: Interval | null | 'auto';
  /** Leaves answers that their own prompt or system prompt holds out of all figures of convergence; false when absent. */
  readonly leaveOutEcho?: boolean;
}

/** What the command line, the panel and the exports use unless told otherwise. */
export const DEFAULT_ANALYSIS: AnalysisOptions = { extractor: 'auto', grouping: 'lexical', domain: 'auto' };

/**
 * Everything derived from a run. Pure: the same trials give the same report, in whatever order they came.
 * Throws `UsageError` when `options.extractor` names no extractor, and for grouping by meaning without `record.semantic`.
 */
export function summarize(record: RunRecord, options: AnalysisOptions): Report {
  return analyse(record, options).report;
}
