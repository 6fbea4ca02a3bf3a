import type { Run, Source } from '../../core/model/run.ts';

/** Sources whose times belong to another run, or to none. */
const NOT_TIMED: readonly Source[] = ['recorded', 'imported'];

/**
 * How long a run took, or its part under way has taken by `now`, ms. `null` for a run that was resumed and is over, as
 * nobody measured the pauses between its parts, and for one that does not say when it ended. Replaying a recording is over
 * in no time and says nothing.
 */
export function elapsedMs(
  { status, createdAt, continuedAt, finishedAt }: Run,
  sources: readonly Source[],
  now: number,
): number | null {
  const isRunning = status === 'running';
  if (!isRunning && (continuedAt !== undefined || sources.some((source) => NOT_TIMED.includes(source)))) return null;
  const ms = (isRunning ? now : Date.parse(finishedAt ?? '')) - Date.parse(continuedAt ?? createdAt);
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
