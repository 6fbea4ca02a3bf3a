import type { TargetProgress } from '../model/events.ts';
import type { FailureReason } from '../model/run.ts';
import type { Clock } from '../ports.ts';
import type { Waiting } from './lane.ts';
import type { TargetState } from './target-state.ts';

/** A target that is asked less often than this waits visibly between two calls, ms. */
const VISIBLE_MS = 1500;

/** What surrounds a target. */
export interface Surroundings {
  readonly clock: Clock;
  readonly waiting: Waiting | null;
  /** Calls a second, learnt or set; `null` while nothing limits them. */
  readonly ratePerSecond: number | null;
  /** Why the whole run has ended early; `null` when it has not. */
  readonly halted: string | null;
}

/** What a target is doing. */
export function progressOf(target: TargetState, around: Surroundings): TargetProgress {
  const { wanted, settled, failed, inFlight, isUnheard, stop, lastError } = target;
  const state = stateOf(target, around);
  const { waiting, clock, halted, ratePerSecond } = around;
  const untilMs = state === 'paused' ? (waiting?.untilMs ?? null) : null;
  let reason = stop?.message ?? (failed > 0 || isUnheard ? (lastError?.message ?? null) : null);
  if (state === 'paused') reason = waitReason(target, waiting!);
  else if (state === 'stopped' && stop === null) reason = halted;
  return {
    target: target.target.id,
    wanted,
    settled,
    failed,
    inFlight,
    state,
    reason,
    resumesAt: untilMs === null ? null : timeOf(untilMs, clock),
    ratePerSecond: state === 'done' || state === 'stopped' ? null : ratePerSecond,
  };
}

function stateOf(target: TargetState, around: Surroundings): TargetProgress['state'] {
  const { settled, wanted, inFlight, stop } = target;
  if ((stop !== null || around.halted !== null) && inFlight === 0) return 'stopped';
  if (settled === wanted) return 'done';
  if (isPaused(target, around)) return 'paused';
  return inFlight > 0 || settled > 0 ? 'running' : 'waiting';
}

/** A pause of the server holds everything; other waits are seen when nothing is in flight, and a quick pace never. */
function isPaused({ inFlight }: TargetState, { waiting, clock, ratePerSecond }: Surroundings): boolean {
  if (waiting === null) return false;
  if (waiting.cause === 'server') return true;
  if (inFlight > 0) return false;
  if (waiting.cause !== 'pace') return true;
  const isSlow = ratePerSecond !== null && 1000 / ratePerSecond >= VISIBLE_MS;
  return isSlow || waiting.untilMs! - clock.monotonicMs() >= VISIBLE_MS;
}

function waitReason({ lastError }: TargetState, { cause }: Waiting): string {
  if (cause === 'budget') return 'waiting for calls in flight, so that the budget is kept';
  if (lastError === null || cause === 'pace') return 'rate limited';
  if (cause === 'server' && !LIMITS.has(lastError.reason)) return 'rate limited';
  return WAIT_REASONS[lastError.reason] ?? lastError.message;
}

/** For which a server asks everybody to wait. */
const LIMITS = new Set<FailureReason>(['rate-limited', 'overloaded']);

/** What a wait is about, in a few words; the full sentence is kept for what ends a trial. */
const WAIT_REASONS: Partial<Record<FailureReason, string>> = {
  'rate-limited': 'rate limited',
  overloaded: 'the server is overloaded',
  network: 'no connection',
  timeout: 'no answer in time',
};

function timeOf(monotonicMs: number, clock: Clock): string {
  return new Date(clock.now().getTime() + Math.max(0, monotonicMs - clock.monotonicMs())).toISOString();
}
