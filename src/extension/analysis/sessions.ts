import { AnalysisSession, panelReport } from '../../core/analysis/session.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import { buildProbeFile } from '../../core/export/probe-file.ts';
import { findFormat } from '../../core/export/registry.ts';
import { importRun } from '../../core/export/import.ts';
import { journalLine, parseJournal } from '../../core/model/record.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Hasher } from '../../core/ports.ts';
import { failuresOf, sourcesOf } from '../../protocol/trial-summary.ts';
import type { AnalysisCalls, AnalysisMethod, LoadedRun, Overview, RowQuery } from './calls.ts';

type Handlers = {
  readonly [M in AnalysisMethod]: (params: AnalysisCalls[M]['params']) => AnalysisCalls[M]['result'];
};

/** The runs the analysis thread holds, and what it does with them. */
export function analysisHandlers(hasher: Hasher): Handlers {
  const sessions = new Map<string, AnalysisSession>();
  const sessionOf = (key: string): AnalysisSession => {
    const session = sessions.get(key);
    if (!session) throw new UsageError('This run is no longer open; open it again.');
    return session;
  };
  return {
    create: ({ key, header, options }) => {
      sessions.set(key, new AnalysisSession(header, options));
      return null;
    },
    add: ({ key, trials }) => {
      sessionOf(key).add(trials);
      return null;
    },
    finish: ({ key, status, finishedAt }) => {
      sessionOf(key).finish(status, finishedAt);
      return null;
    },
    restore: ({ key, journal, options, running }) => {
      const session = restoreSession(journal, options, running);
      sessions.set(key, session);
      return loaded(session.record());
    },
    import: ({ key, text, fileName, createdAt, options }) => {
      const record = importRun(text, fileName, { id: key, createdAt }, hasher);
      sessions.set(key, sessionFrom(record, options));
      return { ...loaded(record), journal: journalOf(record) };
    },
    reread: ({ key, options }) => {
      sessions.set(key, sessionFrom(sessionOf(key).record(), options));
      return null;
    },
    overview: ({ key }) => overviewOf(sessionOf(key)),
    query: ({ key, query }) => answer(sessionOf(key), query),
    export: ({ key, format }) => exportRun(sessionOf(key), format),
    close: ({ key }) => {
      sessions.delete(key);
      return null;
    },
  };
}

function sessionFrom(record: RunRecord, options: AnalysisOptions): AnalysisSession {
  const { run, trials, edits } = record;
  const session = new AnalysisSession(run, options, edits);
  session.add(trials);
  if (run.status !== 'running') session.finish(run.status, run.finishedAt);
  return session;
}

function restoreSession(journal: string, options: AnalysisOptions, running: boolean): AnalysisSession {
  const { header, trials, finished } = parseJournal(journal);
  const session = new AnalysisSession(header, options);
  session.add(trials);
  if (finished) session.finish(finished.status, finished.finishedAt === '' ? null : finished.finishedAt);
  else if (!running) session.finish('partial', lastStart(trials.map((trial) => trial.startedAt)));
  return session;
}

/** The latest of some ISO-8601 times: a run that was cut off lasted at least until then. */
function lastStart(times: readonly (string | null)[]): string | null {
  return times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);
}

function loaded(record: RunRecord): LoadedRun {
  return { run: record.run, trials: record.trials.length };
}

/** The journal that tells this run; an unfinished one gets no end. */
export function journalOf({ run, trials }: RunRecord): string {
  const { status, finishedAt, ...header } = run;
  const lines = [
    journalLine({ type: 'started', header }),
    ...trials.map((trial) => journalLine({ type: 'settled', trial })),
  ];
  if (status !== 'running') {
    // An imported run may not say when it ended; the empty string stands for that in a journal.
    lines.push(journalLine({ type: 'finished', status, finishedAt: finishedAt ?? '' }));
  }
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}

function overviewOf(session: AnalysisSession): Overview {
  const { trials } = session.record();
  return {
    report: trials.length === 0 ? null : panelReport(session.report()),
    sources: sourcesOf(trials),
    failures: failuresOf(trials),
  };
}

function answer(session: AnalysisSession, query: RowQuery): unknown {
  switch (query.method) {
    case 'groups':
      return session.groups(...query.params);
    case 'variants':
      return session.variants(...query.params);
    case 'rung':
      return session.rung(...query.params);
    case 'outputs':
      return session.outputs(...query.params);
    case 'text':
      return session.text(...query.params);
  }
}

function exportRun(session: AnalysisSession, id: string): string {
  const format = findFormat(id);
  if (!format) throw new UsageError(`There is no export format "${id}".`);
  const record = session.record();
  // A run is exported as far as it got; a saved file never says that it is running.
  const run = record.run.status === 'running' ? { ...record.run, status: 'partial' as const } : record.run;
  return format.render(buildProbeFile({ ...record, run }, session.report()));
}
