import type { EditStep } from '../../core/analysis/edit-wish.ts';
import type { ByHand } from '../../core/analysis/edits.ts';
import type { GalleryQuery, PageRow, PageRows } from '../../core/gallery/gallery-pages.ts';
import type { OutputPage } from '../../core/gallery/page-of.ts';
import type { Comparison } from '../../core/compare/comparison.ts';
import type { CompactReport, RowQuery } from '../../core/analysis/rows.ts';
import type { Settlement } from '../../core/analysis/insight/settlement.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { GroupEdit, Run, RunHeader, RunStatus, Source, Trial, TrialKey } from '../../core/model/run.ts';
import type { FailureSummary } from '../../protocol/trial-summary.ts';
import type { Left } from '../left.ts';

/** What is known of a run at one moment. */
export interface Overview {
  /** `null` before the first trial. */
  readonly report: CompactReport | null;
  readonly sources: readonly Source[];
  readonly failures: readonly FailureSummary[];
  readonly left: Left;
  /** What merges and splits by hand did to the groups; `null` when there are none. */
  readonly byHand: ByHand | null;
}

/** A run that was read from a text. */
export interface LoadedRun {
  readonly run: Run;
  readonly trials: number;
}

/**
 * What the analysis thread does. `key` names the run within this window; it is the id under which it is kept.
 */
export interface AnalysisCalls {
  /** Begins a run that is about to be sent. */
  create: {
    params: { readonly key: string; readonly header: RunHeader; readonly options: AnalysisOptions };
    result: null;
  };
  add: { params: { readonly key: string; readonly trials: readonly Trial[] }; result: null };
  finish: {
    params: {
      readonly key: string;
      readonly status: Exclude<RunStatus, 'running'>;
      readonly finishedAt: string;
      readonly endNote?: string;
    };
    result: null;
  };
  /** The settled trials without their texts: what the engine needs to send the rest of the run. */
  settled: { params: { readonly key: string }; result: readonly Trial[] };
  /** Resumes a run; the trials that are about to be sent are no longer part of it. */
  continue: {
    params: { readonly key: string; readonly header: RunHeader; readonly missing: readonly TrialKey[] };
    result: null;
  };
  /** Takes a kept run from its journal. A run that was cut off comes back as `partial`, unless it is still being sent. */
  restore: {
    params: {
      readonly key: string;
      readonly journal: string;
      readonly options: AnalysisOptions;
      readonly running: boolean;
    };
    result: LoadedRun;
  };
  /** Takes a run from a file of any kind; `journal` is how to keep it. */
  import: {
    params: {
      readonly key: string;
      readonly content: Uint8Array;
      readonly fileName: string;
      /** ISO-8601 UTC, for files that do not say when. */
      readonly createdAt: string;
      readonly options: AnalysisOptions;
    };
    /** `notice`: what is wrong with a damaged file, and how much of it was read. `hadReport`: whether it holds a report as well. */
    result: LoadedRun & { readonly journal: string; readonly notice?: string; readonly hadReport?: true };
  };
  /** Reads the answers anew, after a setting changed. */
  reread: { params: { readonly key: string; readonly options: AnalysisOptions }; result: null };
  /** What the edits would be after one more step; rejects when it would change nothing. */
  'edits-after': { params: { readonly key: string; readonly step: EditStep }; result: readonly GroupEdit[] };
  /** Puts these edits in the place of all before. */
  'set-edits': { params: { readonly key: string; readonly edits: readonly GroupEdit[] }; result: null };
  overview: { params: { readonly key: string }; result: Overview };
  /** How a run that is sent until it is settled stands. */
  settlement: { params: { readonly key: string }; result: Settlement };
  /** The overview without the report. */
  outline: { params: { readonly key: string }; result: Overview };
  query: { params: { readonly key: string; readonly query: RowQuery }; result: unknown };
  /** Pages and drawings among the outputs, without their code. */
  pages: { params: { readonly key: string; readonly query: GalleryQuery }; result: PageRows };
  /** What can be shown of one of them without running it; `null` when there is none. */
  'page-row': { params: { readonly key: string; readonly trial: TrialKey }; result: PageRow | null };
  /** One of them with its code; `null` when there is none. */
  page: { params: { readonly key: string; readonly trial: TrialKey }; result: OutputPage | null };
  /** The whole run as the text of a file. */
  export: { params: { readonly key: string; readonly format: string }; result: string };
  /** The run file without its report, for a run whose report cannot be made. */
  'run-file': { params: { readonly key: string }; result: string };
  /** What changed between two runs, by their journals. */
  compare: {
    params: {
      readonly key: string;
      readonly before: string;
      readonly after: string;
      readonly options: AnalysisOptions;
    };
    result: Comparison;
  };
  close: { params: { readonly key: string }; result: null };
}

/** Name of a call. */
export type AnalysisMethod = keyof AnalysisCalls;

/** Calls that make the report; the others are answered also when it cannot be made. */
export const NEEDS_REPORT: readonly AnalysisMethod[] = [
  ...(['overview', 'settlement', 'query', 'edits-after', 'export', 'compare'] as const),
];
