import type { Settlement } from '../../core/analysis/insight/settlement.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { RewritesReport } from '../../core/model/rewrites-report.ts';
import type { CheckWishes, GroupEdit, Run, SemanticGrouping, ShareBound, Trial } from '../../core/model/run.ts';
import type { FoundBound } from '../../core/compare/bounds.ts';
import type { ReportSummary } from '../../core/export/summary.ts';
import type { Comparison } from '../../core/compare/comparison.ts';
import type { Margins } from '../../core/compare/margins.ts';
import type { Compared } from '../../core/semantic/ask.ts';

/** How a report is written. */
export interface Printing {
  /** As in `--format`. */
  readonly format: string;
  /** All tables instead of one screen; only for people. */
  readonly isFull: boolean;
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly isColoured: boolean;
}

interface OfRun {
  readonly key: string;
}

/** What the thread of the command line does: it reads, reports, saves and writes, so that the main thread hears signals. */
export interface ReportCalls {
  /** Begins a run of which the trials follow. */
  take: {
    params: OfRun & {
      readonly run: Run;
      readonly edits: readonly GroupEdit[];
      readonly semantic?: SemanticGrouping;
      readonly options: AnalysisOptions;
    };
    result: null;
  };
  add: { params: OfRun & { readonly trials: readonly Trial[] }; result: null };
  /** Reads a run from a file of any kind; `stamp` is for files that do not say what they are, `null` for a run file. */
  open: {
    params: OfRun & {
      readonly file: string;
      readonly stamp: { readonly id: string; readonly createdAt: string } | null;
      readonly options: AnalysisOptions;
    };
    result: null;
  };
  /** Reads two runs from files of any kind, to compare them. */
  'open-pair': {
    params: OfRun & {
      readonly files: readonly [before: string, after: string];
      /** For files that do not say what they are. */
      readonly stamp: { readonly id: string; readonly createdAt: string };
      readonly options: AnalysisOptions;
    };
    /** What the later run is to be held to, as its probe file said. */
    result: CheckWishes;
  };
  /** Compares the two. */
  comparison: { params: OfRun & { readonly margins: Margins }; result: Comparison };
  /** How large shares of the outputs of the later run are. */
  bounds: { params: OfRun & { readonly bounds: readonly ShareBound[] }; result: readonly FoundBound[] };
  compared: { params: OfRun & { readonly method: SemanticGrouping['method'] }; result: Compared };
  /** Takes in what a model said about the answers. */
  grouped: { params: OfRun & { readonly semantic: SemanticGrouping }; result: null };
  /** How a run that is sent until it is settled stands. */
  settlement: { params: OfRun; result: Settlement };
  /** What rewrites of the prompt are worth; `null` where none were tried. */
  rewrites: { params: OfRun; result: RewritesReport | null };
  /** Makes the report, and tells the short one of it: as figures and as a text of so many columns. */
  glance: {
    params: OfRun & { readonly columns: number };
    result: { readonly summary: ReportSummary; readonly text: string };
  };
  /** Places of the parts of the prompt that fresh runs are to check. */
  strongest: { params: OfRun; result: readonly number[] };
  /** Makes the report. */
  report: { params: OfRun; result: null };
  /** Writes run and report into a file. */
  save: { params: OfRun & { readonly file: string }; result: null };
  /** Begins to write the report for `next`. */
  print: { params: OfRun & Printing; result: null };
  /** The next piece; `null` at the end. */
  next: { params: OfRun; result: string | null };
}

/** The calls that make the report. */
export const NEEDS_REPORT: readonly (keyof ReportCalls)[] = [
  ...([
    'settlement',
    'strongest',
    'rewrites',
    'comparison',
    'compared',
    'glance',
    'report',
    'save',
    'print',
    'next',
  ] as const),
];
