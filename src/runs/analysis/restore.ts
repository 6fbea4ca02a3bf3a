import { AnalysisSession } from '../../core/analysis/session.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import { headerOf } from '../../core/model/events.ts';
import { journalLine, parseJournal } from '../../core/run-file/journal.ts';
import type { RunRecord } from '../../core/model/run.ts';

/** The analysis of a run that is there already, whole or in part; `isKept` as a session takes it. */
export function sessionFrom(
  { run, trials, edits, semantic }: RunRecord,
  options: AnalysisOptions,
  isKept?: boolean,
): AnalysisSession {
  const session = new AnalysisSession(run, options, edits, semantic, isKept);
  session.add(trials);
  if (run.status !== 'running') session.finish(run.status, run.finishedAt, run.endNote);
  return session;
}

/** The analysis of the run in a journal. One without an end was cut off, unless it is `running`. */
export function restoreSession(journal: string, options: AnalysisOptions, running: boolean): AnalysisSession {
  const { header, trials, edits, finished, semantic } = parseJournal(journal);
  const session = new AnalysisSession(header, options, edits, semantic);
  session.add(trials);
  if (finished)
    session.finish(finished.status, finished.finishedAt === '' ? null : finished.finishedAt, finished.endNote);
  else if (!running) session.finish('partial', lastStart(trials.map((trial) => trial.startedAt)));
  return session;
}

/** The latest of some ISO-8601 times: a run that was cut off lasted at least until then. */
function lastStart(times: readonly (string | null)[]): string | null {
  return times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);
}

/** The journal that tells this run; an unfinished one gets no end. Edits stand before the trials (see `hasGrown`). */
export function journalOf({ run, trials, edits, semantic }: RunRecord): string {
  const { status, finishedAt, endNote } = run;
  const lines = [
    journalLine({ type: 'started', header: headerOf(run) }),
    ...(edits.length > 0 ? [journalLine({ type: 'edited', edits })] : []),
    ...trials.map((trial) => journalLine({ type: 'settled', trial })),
  ];
  if (status !== 'running') {
    // An imported run may not say when it ended; the empty string stands for that in a journal.
    const end = { status, finishedAt: finishedAt ?? '', ...(endNote !== undefined && { endNote }) };
    lines.push(journalLine({ type: 'finished', ...end }));
  }
  if (semantic) lines.push(journalLine({ type: 'grouped', semantic }));
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}
