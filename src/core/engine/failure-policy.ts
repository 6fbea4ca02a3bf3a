import type { FailureReason, TrialError } from '../model/run.ts';
import type { FailedAttempt } from '../ports.ts';
import { backoffMs, LONGEST_WAIT_MS } from './retry.ts';
import type { TrialTask } from './target-state.ts';

/**
 * A server that answered nothing for so long, ms, and only said to ask later, will not answer in this run: limits are
 * kept by the second or by the minute, and what is used up for longer comes with a wait.
 */
export const PATIENCE_MS = 70_000;

/** What was asked that no server would take. */
const REFUSALS = new Set<FailureReason>(['bad-request', 'content-filter']);

/** Nothing was heard of the server at all. */
const SILENCES = new Set<FailureReason>(['timeout', 'network']);

/** What follows from a failed call. */
export type Next =
  /** The trial goes again. */
  | { readonly kind: 'again'; readonly afterMs: number }
  /** The trial has failed. `stop`: why no further trial of the target is sent; `null` when others may do better. */
  | { readonly kind: 'failed'; readonly stop: TrialError | null };

/** What counts when a call has failed. */
export interface Circumstances {
  /** Trials of the lane that got an answer so far. */
  readonly answered: number;
  /** Ms since the lane got its last answer, or since it began; 0 while others of its calls are out. */
  readonly silentMs: number;
  /** Waits in a row that the lane sat out and was refused again, without an answer in between. */
  readonly waits: number;
  /** Most calls for one trial. */
  readonly maxAttempts: number;
  readonly random: () => number;
}

/** Whether the server asks for less, rather than fails. A wait of hours is no limit of pace: it ends its target. */
export function isLimit({ error, retryAfterMs }: FailedAttempt): boolean {
  return retryAfterMs === null ? error.reason === 'rate-limited' : retryAfterMs <= LONGEST_WAIT_MS;
}

/** Whether the server has not been heard. */
export function isSilence({ error }: FailedAttempt): boolean {
  return SILENCES.has(error.reason);
}

/** Whether the same call would be refused again, whoever asks. */
export function isRefusal({ error, retryable }: FailedAttempt): boolean {
  return !retryable && REFUSALS.has(error.reason);
}

/**
 * What follows from a failed call, which is counted against its trial. A server that asks it to wait while it answers
 * others only says that it is not yet its turn: that does not count.
 */
export function afterFailure(task: TrialTask, attempt: FailedAttempt, around: Circumstances): Next {
  const { error, retryAfterMs } = attempt;
  if (attempt.stopsTarget) return { kind: 'failed', stop: error };
  if (retryAfterMs !== null && retryAfterMs > LONGEST_WAIT_MS) {
    return { kind: 'failed', stop: { ...error, message: longWait(error, retryAfterMs) } };
  }
  if (!attempt.retryable) return { kind: 'failed', stop: null };
  countStrike(task, attempt, around.answered);
  const isLimited = error.reason === 'rate-limited';
  const tries = isLimited ? Math.max(task.strikes, around.waits) : task.strikes;
  if (tries < around.maxAttempts) return again(task, attempt, around);
  if (!isLimited) return { kind: 'failed', stop: null };
  if (around.silentMs < PATIENCE_MS) return again(task, attempt, around);
  return { kind: 'failed', stop: { ...error, message: noAnswer(error, around.silentMs) } };
}

function countStrike(task: TrialTask, { error }: FailedAttempt, answered: number): void {
  const progressed = error.reason === 'rate-limited' && answered > task.answeredBefore && answered > 0;
  task.answeredBefore = answered;
  if (!progressed) task.strikes++;
}

function again({ strikes }: TrialTask, { retryAfterMs }: FailedAttempt, { random }: Circumstances): Next {
  // A wait of 0 is no wait: without one of our own the trial would come back at once, for ever.
  return { kind: 'again', afterMs: retryAfterMs || backoffMs(Math.max(1, strikes), random) };
}

function longWait(error: TrialError, waitMs: number): string {
  return `${open(error.message)}; it asks to wait ${Math.round(waitMs / 360_000) / 10} hours, so try again later.`;
}

function noAnswer(error: TrialError, silentMs: number): string {
  return `${open(error.message)}; it has answered nothing for ${Math.round(silentMs / 1000)} s, so try again later.`;
}

function open(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
