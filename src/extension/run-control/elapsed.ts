import type { Run, Source } from '../../core/model/run.ts';

/** Sources whose times belong to another run, or to none. */
const NOT_TIMED: readonly Source[] = ['recorded', 'imported'];

/** Whether these answers took time in this program; replaying a recording is over in no time and says nothing. */
export function isTimed(sources: readonly Source[]): boolean {
  return !sources.some((source) => NOT_TIMED.includes(source));
}

/** Milliseconds a run that is over took; `null` when it was not measured by this program. */
export function elapsedOf(run: Run, sources: readonly Source[]): number | null {
  if (run.finishedAt === null || !isTimed(sources)) return null;
  const elapsed = Date.parse(run.finishedAt) - Date.parse(run.createdAt);
  return Number.isFinite(elapsed) && elapsed >= 0 ? elapsed : null;
}
