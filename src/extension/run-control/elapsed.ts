import type { Run, Source } from '../../core/model/run.ts';

/** Sources whose times belong to another run, or to none. */
const NOT_TIMED: readonly Source[] = ['recorded', 'imported'];

/**
 * How long a run was being sent by `now`, or took, ms: all its parts together, the pauses between them left out. `null` for one that
 * was resumed and does not say how long its earlier parts took, and for one that does not say when it ended. Replaying a recording
 * is over in no time and says nothing.
 */
export function elapsedMs(
  { status, createdAt, continuedAt, earlierMs, finishedAt }: Run,
  sources: readonly Source[],
  now: number,
): number | null {
  const isRunning = status === 'running';
  if (continuedAt !== undefined && earlierMs === undefined) return null;
  if (!isRunning && sources.some((source) => NOT_TIMED.includes(source))) return null;
  const ms = (isRunning ? now : Date.parse(finishedAt ?? '')) - Date.parse(continuedAt ?? createdAt);
  return Number.isNaN(ms) ? null : Math.max(0, ms) + (earlierMs ?? 0);
}
