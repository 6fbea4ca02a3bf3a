import { GalleryPages } from '../../core/gallery/gallery-pages.ts';
import { answerRows } from '../../core/analysis/rows.ts';
import { settlementIn } from '../../core/analysis/insight/settlement.ts';
import { AnalysisSession } from '../../core/analysis/session.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import { combineRuns } from '../../core/compare/combine-runs.ts';
import { comparisonOf } from '../../core/compare/comparison.ts';
import { wholeText } from '../../core/export/batches.ts';
import { runFilePieces } from '../../core/export/json.ts';
import { buildProbeFile, savedRun } from '../../core/run-file/run-file.ts';
import { salvageRun } from '../../core/run-file/salvage.ts';
import { findFormat } from '../../core/export/registry.ts';
import { importContent } from '../../core/import/import.ts';
import { trialName } from '../../core/run-file/journal.ts';
import type { HandlersOf } from '../../core/model/calls.ts';
import type { RunHeader, RunRecord, TrialKey } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Hasher } from '../../core/ports.ts';
import { beginStage } from '../../core/watch.ts';
import { failuresOf, sourcesOf } from '../../protocol/trial-summary.ts';
import type { AnalysisCalls, LoadedRun, Overview } from './calls.ts';
import { leftOf } from '../left.ts';
import { journalOf, restoreSession, sessionFrom } from './restore.ts';

/** A run in a thread. */
export interface Held {
  readonly session: AnalysisSession;
  /** How its answers are read. */
  readonly options: AnalysisOptions;
}

/**
 * The runs the analysis thread holds, and what it does with them. `prepare` is called before a report is made, to do what is done
 * quicker elsewhere.
 */
export function analysisHandlers(
  hasher: Hasher,
  prepare: (session: AnalysisSession) => Promise<void> = () => Promise.resolve(),
): HandlersOf<AnalysisCalls> {
  const held = new Map<string, Held>();
  const gallery = new GalleryPages();
  const keep = (key: string, session: AnalysisSession, options: AnalysisOptions): void => {
    held.set(key, { session, options });
  };
  const heldOf = (key: string): Held => {
    const found = held.get(key);
    if (!found) throw new UsageError('This run is no longer open; open it again.');
    return found;
  };
  const sessionOf = (key: string): AnalysisSession => heldOf(key).session;
  /** The session of a call that makes the report. */
  const preparedOf = async (key: string): Promise<AnalysisSession> => {
    const session = sessionOf(key);
    await prepare(session);
    return session;
  };
  return {
    create: ({ key, header, options }) => {
      keep(key, new AnalysisSession(header, options), options);
      return null;
    },
    add: ({ key, trials }) => {
      sessionOf(key).add(trials);
      return null;
    },
    finish: ({ key, status, finishedAt, endNote }) => {
      sessionOf(key).finish(status, finishedAt, endNote);
      return null;
    },
    settled: ({ key }) => {
      const { trials } = sessionOf(key).record();
      return trials.map((trial) => ({ ...trial, text: '' }));
    },
    continue: ({ key, header, missing }) => {
      const { session, options } = heldOf(key);
      keep(key, without(session.record(), header, missing, options), options);
      return null;
    },
    restore: ({ key, journal, options, running }) => {
      const session = restoreSession(journal, options, running);
      keep(key, session, options);
      return loaded(session.record());
    },
    import: ({ key, content, fileName, createdAt, options }) => {
      const { record, notice } = importOrSalvage(content, fileName, (from) =>
        importContent(from, fileName, { id: key, createdAt }, hasher),
      );
      const journal = journalOf(record);
      keep(key, sessionFrom(record, options), options);
      const { hadReport } = record;
      return { ...loaded(record), journal, ...(notice !== undefined && { notice }), ...(hadReport && { hadReport }) };
    },
    reread: ({ key, options }) => {
      keep(key, sessionFrom(sessionOf(key).record(), options), options);
      return null;
    },
    'edits-after': async ({ key, step }) => (await preparedOf(key)).editsAfter(step),
    'set-edits': ({ key, edits }) => {
      sessionOf(key).setEdits(edits);
      return null;
    },
    overview: async ({ key }) => overviewOf(await preparedOf(key)),
    settlement: async ({ key }) => {
      const session = await preparedOf(key);
      return settlementIn(session.record(), session.report());
    },
    outline: ({ key }) => ({ ...outlineOf(sessionOf(key)), report: null, byHand: null }),
    query: async ({ key, query }) => answerRows(await preparedOf(key), query),
    pages: ({ key, query }) => gallery.rows(sessionOf(key).record(), query),
    'page-row': ({ key, trial }) => gallery.row(sessionOf(key).record(), trial),
    page: ({ key, trial }) => gallery.page(sessionOf(key).record(), trial),
    export: async ({ key, format }) => exportRun(await preparedOf(key), format),
    'run-file': ({ key }) => wholeText(runFilePieces(savedRun(sessionOf(key).record()))),
    compare: async ({ before, after, options }) => {
      const recordOf = (journal: string): RunRecord => restoreSession(journal, options, false).record();
      const pair = combineRuns(recordOf(before), recordOf(after));
      // One report is made of it: nothing is remembered for a second one.
      const session = sessionFrom(pair.record, options, false);
      await prepare(session);
      return comparisonOf(pair, session.report());
    },
    close: ({ key }) => {
      held.delete(key);
      return null;
    },
  };
}

/** The run in a file; as much as there is of it in a run file that is damaged or of another version. */
function importOrSalvage(
  content: Uint8Array,
  fileName: string,
  read: (content: Uint8Array) => RunRecord,
): { readonly record: RunRecord; readonly notice?: string } {
  try {
    return { record: read(content) };
  } catch (error) {
    const isRunFile = error instanceof UsageError && /\.json$/i.test(fileName);
    const salvaged = isRunFile ? salvageRun(new TextDecoder().decode(content)) : null;
    if (salvaged === null) throw error;
    return salvaged;
  }
}

function loaded({ run, trials }: RunRecord): LoadedRun {
  return { run, trials: trials.length };
}

/** The run as it is resumed: without the trials that are sent again. */
function without(
  { trials, edits, semantic }: RunRecord,
  header: RunHeader,
  missing: readonly TrialKey[],
  options: AnalysisOptions,
): AnalysisSession {
  const again = new Set(missing.map(trialName));
  const session = new AnalysisSession(header, options, edits, semantic);
  session.add(trials.filter((trial) => !again.has(trialName(trial))));
  return session;
}

function outlineOf(session: AnalysisSession): Omit<Overview, 'report' | 'byHand'> {
  const { run, trials } = session.record();
  return { sources: sourcesOf(trials), failures: failuresOf(trials), left: leftOf(run, trials) };
}

function overviewOf(session: AnalysisSession): Overview {
  const report = session.isEmpty ? null : session.panelReport();
  return { report, ...outlineOf(session), byHand: session.byHand() };
}

function exportRun(session: AnalysisSession, id: string): string {
  const format = findFormat(id);
  if (!format) throw new UsageError(`There is no export format "${id}".`);
  const report = session.report();
  beginStage('writing');
  return wholeText(format.pieces(buildProbeFile(session.record(), report)));
}
