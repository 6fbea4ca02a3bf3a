import type { TargetProgress } from '../../src/core/model/events.ts';
import type { CellReport } from '../../src/core/model/report.ts';
import { formatCount, formatLatency, formatPace, formatSeconds, secondsUntil } from '../text/format.ts';

/** What models are doing while a run is going: followed from snapshot to snapshot, so that rows do not flicker. */

/** Waits below this belong to a model's pace and are not shown as waits, ms. */
const SHORT_WAIT = 1_000;
/** How long a row says "next try now" before it takes back what it said, ms: the next reply may be one more "wait". */
const HOLD = 700;
/** Waits from here on are read out, ms. */
const LONG_WAIT = 5_000;
/** For so long no further wait of the same model is read out, ms. */
const QUIET = 60_000;

interface Wait {
  /** What is read out of this wait; does not count down. Empty when it is not worth a word. */
  readonly told: string;
  /** When the model was first seen not to wait any more, ms since 1970; `null` while it does. */
  readonly overAt: number | null;
}

/** What a row says of a model. */
export interface ShownProgress extends TargetProgress {
  /** The wait that is shown; `null` when none is. */
  readonly wait: Wait | null;
  /** When a wait of this model was last read out, ms since 1970; `null` when none was. */
  readonly toldAt: number | null;
}

/** What is shown of `latest` after `previous`: short pauses are left out, a long one ends only when it is over for good. */
export function followProgress(
  previous: ShownProgress | undefined,
  latest: TargetProgress,
  now: number,
): ShownProgress {
  const wait = previous?.wait ?? null;
  const toldAt = previous?.toldAt ?? null;
  if (latest.state === 'paused') {
    if (wait !== null) return { ...latest, wait: { ...wait, overAt: null }, toldAt };
    return isShort(latest, now) ? withoutWait(latest, toldAt) : beginWait(latest, toldAt, now);
  }
  const overAt = wait?.overAt ?? now;
  const isEnd = latest.state === 'done' || latest.state === 'stopped';
  if (previous === undefined || wait === null || isEnd || now - overAt >= HOLD)
    return { ...latest, wait: null, toldAt };
  const { reason, resumesAt } = previous;
  return { ...latest, state: 'paused', reason, resumesAt, wait: { ...wait, overAt }, toldAt };
}

function leftOf({ resumesAt }: TargetProgress, now: number): number | null {
  const left = resumesAt === null ? NaN : Date.parse(resumesAt) - now;
  return Number.isNaN(left) ? null : left;
}

function isShort(progress: TargetProgress, now: number): boolean {
  const left = leftOf(progress, now);
  return left !== null && left < SHORT_WAIT;
}

function withoutWait(latest: TargetProgress, toldAt: number | null): ShownProgress {
  const state = latest.settled > 0 || latest.inFlight > 0 ? 'running' : 'waiting';
  return { ...latest, state, reason: null, resumesAt: null, wait: null, toldAt };
}

function beginWait(latest: TargetProgress, toldAt: number | null, now: number): ShownProgress {
  const isLong = (leftOf(latest, now) ?? 0) >= LONG_WAIT;
  const told = isLong && (toldAt === null || now - toldAt >= QUIET) ? waitText(latest, now) : '';
  return { ...latest, wait: { told, overAt: null }, toldAt: told === '' ? toldAt : now };
}

function waitText(progress: TargetProgress, now: number): string {
  const reason = progress.reason ?? 'waiting';
  const { resumesAt } = progress;
  if (resumesAt === null || leftOf(progress, now) === null) return reason;
  const seconds = secondsUntil(Date.parse(resumesAt), now);
  return `${reason}, next try ${seconds === 0 ? 'now' : `in ${formatSeconds(seconds)}`}`;
}

/** What a model is doing, in words: "rate limited, next try in 8 s". `now` is ms since 1970. */
export function progressText(progress: TargetProgress, cell: CellReport | undefined, now: number): string {
  const { state, reason } = progress;
  const lost = lostText(progress);
  switch (state) {
    case 'waiting':
      return join(reason ?? 'waiting for its turn');
    case 'paused':
      return join(waitText(progress, now), lost);
    case 'running':
      return join(because(lost, reason), ...paceParts(progress, cell));
    case 'done':
      return join('done', because(lost, reason));
    case 'stopped':
      return because(lost, reason ?? 'stopped');
  }
}

/** Trials that brought an answer: failed ones have settled, too, but are none. */
export function answeredOf({ settled, failed }: TargetProgress): number {
  return Math.max(0, settled - failed);
}

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

function lostText({ failed }: TargetProgress): string {
  return failed > 0 ? `${formatCount(failed)} failed` : '';
}

function because(lost: string, reason: string | null): string {
  return [lost, reason ?? ''].filter((part) => part !== '').join(': ');
}

/** Where the number of calls a second is limited, it says more than how many are on their way. */
function paceParts({ inFlight, ratePerSecond }: TargetProgress, cell: CellReport | undefined): readonly string[] {
  const latency = cell?.medianLatencyMs == null ? '' : `${formatLatency(cell.medianLatencyMs)} a call`;
  if (ratePerSecond != null && ratePerSecond > 0) return [formatPace(ratePerSecond), latency];
  return [latency, inFlight > 0 ? `${formatCount(inFlight)} at a time` : ''];
}

/** Milliseconds until something on the screen of a running run changes by itself: a countdown, the time it has taken. */
export function nextChangeMs(progress: readonly ShownProgress[], elapsedMs: number | null, now: number): number {
  const lefts = progress.flatMap((shown): number[] => {
    if (shown.wait === null) return [];
    const left = leftOf(shown, now) ?? 0;
    return [...(left > 0 ? [toNextSecond(left)] : []), ...(shown.wait.overAt === null ? [] : [HOLD])];
  });
  // Elapsed times are rounded, so they change at half seconds.
  const elapsed = elapsedMs === null ? 1_000 : 1_000 - ((elapsedMs + 500) % 1_000);
  return Math.min(1_000, elapsed, ...lefts);
}

/** A countdown of whole seconds, rounded up, changes when this much of `left` is gone. */
function toNextSecond(left: number): number {
  const part = left % 1_000;
  return part === 0 ? 1 : part;
}
