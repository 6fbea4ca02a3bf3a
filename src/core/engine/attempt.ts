import type { Attempt, Clock, CompletionRequest, Provider } from '../ports.ts';

/** One call with its times. */
export interface TimedAttempt {
  readonly attempt: Attempt;
  /** ISO-8601 UTC with milliseconds. */
  readonly startedAt: string;
  readonly latencyMs: number;
}

/** How a call is made. */
export interface AttemptOptions {
  readonly clock: Clock;
  /** Longest the call may take, ms. */
  readonly timeoutMs: number;
  /** Ends the call; what it then resolves with is of no interest to anyone. */
  readonly controller: AbortController;
}

/**
 * Makes one call and always resolves: what a provider throws, and a call that does not end in time, are failed
 * attempts. A provider that ignores its signal is left behind, not waited for.
 */
export async function makeAttempt(
  provider: Provider,
  request: CompletionRequest,
  { clock, timeoutMs, controller }: AttemptOptions,
): Promise<TimedAttempt> {
  const startedAt = clock.now().toISOString();
  const startedMs = clock.monotonicMs();
  const timer = new AbortController();
  controller.signal.addEventListener('abort', () => timer.abort(), { once: true });
  const timeout = clock.sleep(timeoutMs, timer.signal).then(
    () => timedOut(timeoutMs),
    () => ABANDONED, // the call was faster, or was given up
  );
  const attempt = await Promise.race([timeout, call(provider, request, controller.signal)]);
  if (attempt.kind === 'failed' && attempt.error.reason === 'timeout') controller.abort(new Error('timed out'));
  timer.abort();
  return { attempt, startedAt, latencyMs: tenths(clock.monotonicMs() - startedMs) };
}

/** Milliseconds to a tenth, never below 0: the clock gives more digits than a network has meaning for. */
function tenths(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10);
}

async function call(provider: Provider, request: CompletionRequest, signal: AbortSignal): Promise<Attempt> {
  try {
    return await provider.complete(request, signal);
  } catch (error) {
    if (signal.aborted) return ABANDONED;
    // Against its contract. The message is left out: the engine does not know which part of it is a key.
    const name = error instanceof Error ? error.name : typeof error;
    return failed('unknown', `The provider ${provider.id} broke down unexpectedly (${name}).`, false);
  }
}

function timedOut(timeoutMs: number): Attempt {
  const seconds = Math.round(timeoutMs / 100) / 10;
  return failed('timeout', `No answer within ${seconds} s; a longer timeout can be set.`, true);
}

function failed(reason: 'unknown' | 'timeout', message: string, retryable: boolean): Attempt {
  return {
    kind: 'failed',
    error: { reason, message, status: null },
    retryable,
    retryAfterMs: null,
    parameter: null,
    stopsTarget: false,
    // Nobody knows what the provider makes of it.
    maybeBilled: true,
  };
}

/** Loses every race or belongs to a trial that is settled already. */
const ABANDONED = failed('unknown', 'The call was abandoned.', false);
