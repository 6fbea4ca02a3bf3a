import type { TargetProgress } from '../../src/core/model/events.ts';

/** How long a run still takes, judged by its pace since this panel first saw it going. */

/** Before so long, and before so many answers of each model, no pace is known. */
const LEAST_MS = 5_000;
const LEAST_ANSWERS = 3;

/** What had settled of each model when the run was first seen going. */
export interface Start {
  /** ms since 1970. */
  readonly at: number;
  /** By target id. */
  readonly settled: ReadonlyMap<string, number>;
}

export function startOf(progress: readonly TargetProgress[], now: number): Start {
  return { at: now, settled: new Map(progress.map(({ target, settled }) => [target, settled])) };
}

/** Milliseconds that the slowest model still takes; `null` while the pace of one that is not done is not known. */
export function timeLeft(
  { at, settled: before }: Start,
  progress: readonly TargetProgress[],
  now: number,
): number | null {
  const elapsed = now - at;
  if (elapsed < LEAST_MS) return null;
  const lefts = progress.map(({ target, wanted, settled, state }) => {
    if (settled >= wanted || state === 'done' || state === 'stopped') return 0;
    const since = settled - (before.get(target) ?? 0);
    return since < LEAST_ANSWERS ? null : ((wanted - settled) * elapsed) / since;
  });
  return lefts.reduce<number | null>((most, left) => (most === null || left === null ? null : Math.max(most, left)), 0);
}

/** `about 40 s left`, in steps, so that it does not jump with every answer; empty when it is not known, or over. */
export function timeLeftText(left: number | null): string {
  if (left === null || left <= 0) return '';
  const seconds = left / 1000;
  if (seconds <= 10) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} s left`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} h left`;
}
