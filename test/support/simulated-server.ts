import { seededRandom } from '../../src/core/statistics/random.ts';
import type { Attempt, AnsweredAttempt, FailedAttempt, LimitHint, Provider } from '../../src/core/ports.ts';
import type { FakeClock } from './fake-clock.ts';
import { TokenBucket } from './servers/token-bucket.ts';

/** How a simulated server acts. */
export interface ServerConduct {
  /** Ms before an answer. */
  readonly latencyMs?: (random: () => number) => number;
  /** A bucket of requests; absent: no limit. */
  readonly limit?: { readonly perSecond: number; readonly burst?: number };
  /** A bucket of tokens; each answer uses `tokensPerCall`. */
  readonly tokenLimit?: { readonly perSecond: number; readonly burst: number };
  readonly tokensPerCall?: number;
  /** What a refused call is told to wait: ms, `next`: until there is room for one more, or nothing. */
  readonly retryAfter?: number | 'next' | null;
  /** Whether a refusal takes as long as an answer; otherwise it comes after a few ms. */
  readonly slowRefusals?: boolean;
  /** Whether replies tell the limits; `seconds`: with resets rounded up to whole ones. */
  readonly hints?: boolean | 'seconds';
  /** Share of the calls that fail at random: in equal parts 429 (`retryAfter`), 500, 529 and a reset. */
  readonly faults?: number;
  /** Most calls at the same time; more are refused. */
  readonly slots?: number;
  /** Refuses every call until then, monotonic ms. */
  readonly closedUntilMs?: number;
  readonly seed?: number;
}

/** One call as the server saw it. */
export interface SeenCall {
  readonly atMs: number;
  readonly endMs: number;
  readonly trialIndex: number;
  readonly fate: 'answered' | 'refused' | 'failed';
}

/** A server on a fake clock, as a provider. */
export class SimulatedServer implements Provider {
  readonly id = 'simulated-server';
  readonly source = 'live';
  readonly calls: SeenCall[] = [];
  /** Most calls in flight at the same time. */
  peak = 0;
  private open = 0;
  private readonly clock: FakeClock;
  private readonly conduct: ServerConduct;
  private readonly random: () => number;
  private readonly requests: TokenBucket | null;
  private readonly tokens: TokenBucket | null;

  constructor(clock: FakeClock, conduct: ServerConduct) {
    this.clock = clock;
    this.conduct = conduct;
    this.random = seededRandom(conduct.seed ?? 1);
    const { limit, tokenLimit, tokensPerCall = 15 } = conduct;
    this.requests = limit ? new TokenBucket(limit.perSecond, limit.burst ?? Math.max(1, limit.perSecond)) : null;
    // Counted in calls, which all use the same.
    this.tokens = tokenLimit
      ? new TokenBucket(tokenLimit.perSecond / tokensPerCall, tokenLimit.burst / tokensPerCall)
      : null;
  }

  listModels() {
    return Promise.resolve([]);
  }

  async complete({ trialIndex }: { readonly trialIndex: number }, signal: AbortSignal): Promise<Attempt> {
    // A hair of a network: calls do not take equally long to arrive.
    const travelMs = this.random() * 2;
    this.peak = Math.max(this.peak, ++this.open);
    try {
      await this.clock.sleep(travelMs, signal);
      const atMs = this.clock.monotonicMs();
      const { attempt, fate, afterMs } = this.reply(atMs);
      this.calls.push({ atMs, endMs: atMs + afterMs, trialIndex, fate });
      await this.clock.sleep(afterMs, signal);
      return attempt;
    } finally {
      this.open--;
    }
  }

  private reply(atMs: number) {
    const { conduct, random } = this;
    const latency = conduct.latencyMs?.(random) ?? 200;
    const quick = conduct.slowRefusals ? latency : 2 + random() * 3;
    const isClosed = atMs < (conduct.closedUntilMs ?? 0) || this.open > (conduct.slots ?? Infinity);
    if (isClosed || this.requests?.take(atMs, false) === false || this.tokens?.take(atMs, false) === false) {
      return { fate: 'refused' as const, afterMs: quick, attempt: this.refusal(atMs) };
    }
    if (random() < (conduct.faults ?? 0)) {
      return { fate: 'failed' as const, afterMs: latency, attempt: this.fault(atMs) };
    }
    return { fate: 'answered' as const, afterMs: latency, attempt: this.answer(atMs) };
  }

  private answer(atMs: number): AnsweredAttempt {
    const tokens = this.conduct.tokensPerCall ?? 15;
    return {
      kind: 'answered',
      outcome: 'completed',
      text: '42',
      finishReason: 'stop',
      truncated: false,
      usage: { inputTokens: tokens - 3, outputTokens: 3 },
      modelReported: null,
      note: null,
      limits: this.limits(atMs),
    };
  }

  private refusal(atMs: number): FailedAttempt {
    const { retryAfter = null } = this.conduct;
    const nextMs = Math.max(this.requests?.level(atMs).nextMs ?? 0, this.tokens?.level(atMs).nextMs ?? 0);
    const closedMs = Math.max(0, (this.conduct.closedUntilMs ?? 0) - atMs);
    const retryAfterMs = retryAfter === 'next' ? Math.max(nextMs, closedMs) : retryAfter;
    return { ...failure('rate-limited', retryAfterMs), limits: this.limits(atMs) };
  }

  private fault(atMs: number): FailedAttempt {
    const kind = Math.floor(this.random() * 4);
    const attempt =
      kind === 0
        ? failure('rate-limited', typeof this.conduct.retryAfter === 'number' ? this.conduct.retryAfter : 1000)
        : failure(kind === 3 ? 'network' : 'overloaded', null);
    return { ...attempt, limits: this.limits(atMs) };
  }

  private limits(atMs: number): readonly LimitHint[] {
    const { hints, tokensPerCall = 15 } = this.conduct;
    if (!hints) return [];
    const rounded = (ms: number) => (hints === 'seconds' ? Math.ceil(ms / 1000) * 1000 : Math.ceil(ms));
    const told: LimitHint[] = [];
    if (this.requests) {
      const { burst, remaining, fullMs } = this.requests.level(atMs);
      told.push({ unit: 'requests', limit: burst, remaining, resetMs: rounded(fullMs) });
    }
    if (this.tokens) {
      const { burst, remaining, fullMs } = this.tokens.level(atMs);
      const [limit, left] = [burst * tokensPerCall, remaining * tokensPerCall];
      told.push({ unit: 'tokens', limit, remaining: left, resetMs: rounded(fullMs) });
    }
    return told;
  }
}

function failure(reason: 'rate-limited' | 'overloaded' | 'network', retryAfterMs: number | null): FailedAttempt {
  return {
    kind: 'failed',
    error: { reason, message: `${reason}.`, status: null },
    retryable: true,
    retryAfterMs,
    parameter: null,
    stopsTarget: false,
  };
}
