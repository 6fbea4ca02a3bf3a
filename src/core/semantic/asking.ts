import { backoffMs } from '../engine/retry.ts';
import type { Price, Usage } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { countedUsage, dollarsOf, picoDollars } from '../money/amount.ts';
import { formatUsd } from '../money/estimate.ts';
import type { Clock, FailedAttempt } from '../ports.ts';

/** Calls about the meaning of answers: a few at once, with retries and an account of what they used. */

/** How calls are made. */
export interface AskingOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** Ends everything; `ask` then rejects with its reason. */
  readonly signal: AbortSignal;
  /** Longest one call may take, ms. */
  readonly timeoutMs: number;
  /** What may be spent, US dollars; `null`: no limit. Kept as far as the price and the usage are known. */
  readonly limitUsd: number | null;
  readonly price: Price | undefined;
}

/** Most calls at once. */
const MOST_AT_ONCE = 4;
/** Most calls for one question. */
const MOST_TRIES = 5;
/** A server that asks for a longer wait has said no, ms. */
const LONGEST_WAIT_MS = 120_000;

/** A reply that is no failure. */
interface Answered {
  readonly kind: 'answered' | 'embedded';
  readonly usage: Usage | null;
}

/** Asks, and remembers what that took. */
export class Asking {
  readonly #options: AskingOptions;
  #calls = 0;
  #input: number | null = 0;
  #output: number | null = 0;

  constructor(options: AskingOptions) {
    this.#options = options;
  }

  /** Calls that were sent, retries included. */
  get calls(): number {
    return this.#calls;
  }

  /** How many questions may be asked at once; one where each call may be the last that is paid for. */
  get atOnce(): number {
    return this.#options.limitUsd === null ? MOST_AT_ONCE : 1;
  }

  /** Tokens of all answered calls; `null` where one did not say. */
  get usage(): Usage {
    return { inputTokens: this.#input, outputTokens: this.#output };
  }

  /**
   * Makes one call, again where that may help. Throws a `UsageError` of one sentence when there is no reply to be had, or
   * when what may be spent is used up.
   */
  async ask<Reply extends Answered>(call: (signal: AbortSignal) => Promise<Reply | FailedAttempt>): Promise<Reply> {
    for (let tries = 1; ; tries++) {
      this.#checkLimit();
      this.#calls++;
      const reply = await inTime(call, this.#options);
      if (reply.kind !== 'failed') {
        this.#add(reply.usage);
        return reply as Reply; // what is no failure is of the caller's kind
      }
      await this.#pause(reply, tries);
    }
  }

  async #pause({ error, retryable, retryAfterMs }: FailedAttempt, tries: number): Promise<void> {
    const { clock, random, signal } = this.#options;
    const waitMs = retryAfterMs || backoffMs(tries, random);
    if (!retryable || tries === MOST_TRIES || waitMs > LONGEST_WAIT_MS) throw new UsageError(error.message);
    await clock.sleep(waitMs, signal);
  }

  #add(usage: Usage | null): void {
    const { input, output } = countedUsage(usage);
    this.#input = this.#input === null || input === null ? null : this.#input + input;
    this.#output = this.#output === null || output === null ? null : this.#output + output;
  }

  #checkLimit(): void {
    const { limitUsd, price } = this.#options;
    if (limitUsd === null || price === undefined || this.#calls === 0) return;
    const spent = picoDollars({ inputTokens: this.#input ?? 0, outputTokens: this.#output ?? 0 }, price);
    if (dollarsOf(spent) < limitUsd) return;
    throw new UsageError(`The ${formatUsd(limitUsd)} that may be spent are used up; set a larger --budget.`);
  }
}

/** Does the work for all items, some at once. After an error nothing is begun any more; it is thrown when all have ended. */
export async function eachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (failures.length === 0 && next < items.length) {
      try {
        await work(items[next++]!);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
}

/** The call, or a failure when it takes too long. */
async function inTime<Reply>(
  call: (signal: AbortSignal) => Promise<Reply | FailedAttempt>,
  { clock, signal, timeoutMs }: AskingOptions,
): Promise<Reply | FailedAttempt> {
  if (signal.aborted) throw signal.reason;
  const [timer, controller] = [new AbortController(), new AbortController()];
  const stop = () => {
    controller.abort(signal.reason);
    timer.abort();
  };
  signal.addEventListener('abort', stop, { once: true });
  const late = clock.sleep(timeoutMs, timer.signal).then(
    () => tooLate(timeoutMs),
    () => {
      if (signal.aborted) throw signal.reason;
      return null; // the call was faster
    },
  );
  const sent = call(controller.signal);
  try {
    return (await Promise.race([sent, late])) ?? (await sent);
  } finally {
    signal.removeEventListener('abort', stop);
    timer.abort();
    // What a call that was left behind says is of no interest any more.
    sent.catch(() => undefined);
    controller.abort(new Error('timed out'));
  }
}

function tooLate(timeoutMs: number): FailedAttempt {
  const message = `No answer within ${Math.round(timeoutMs / 100) / 10} s; a longer timeout can be set.`;
  const error = { reason: 'timeout', message, status: null } as const;
  return { kind: 'failed', error, retryable: true, retryAfterMs: null, parameter: null, stopsTarget: false };
}
