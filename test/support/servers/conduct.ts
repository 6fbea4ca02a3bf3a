import { seededRandom } from '../../../src/core/statistics/random.ts';
import type { LimitDialect } from './dialects.ts';
import type { Behaviour } from './recorder.ts';

/** How long a server thinks before it answers: a number of ms, or a seeded distribution of them. */
export type Latency =
  | number
  | { readonly kind: 'fixed'; readonly ms: number }
  | { readonly kind: 'uniform'; readonly fromMs: number; readonly toMs: number }
  /** `sigma` is of the logarithm: 0.5 is a usual server, 1 a bad day. `maxMs` (60,000 when absent) cuts the tail. */
  | { readonly kind: 'lognormal'; readonly medianMs: number; readonly sigma: number; readonly maxMs?: number };

/** A token bucket of requests; what finds it empty is answered with 429 at once. */
export interface Limit {
  /** Requests a second that are let in for ever, above 0. */
  readonly ratePerSecond: number;
  /** Requests that are let in at once when the bucket is full, at least 1; `max(1, ratePerSecond)` when absent. */
  readonly burst?: number;
  /** Whether a rejected request takes from the bucket as well (some servers punish so); false when absent. */
  readonly chargeRejected?: boolean;
  /**
   * What a 429 says about waiting: a number is sent as `retry-after` seconds, whatever the truth. The words tell the
   * truth: `seconds` rounds up to whole ones, `fraction` has decimals, `milliseconds` is `retry-after-ms`, `date` is
   * an HTTP date, `body` is Gemini's RetryInfo. `none`, or absent: nothing.
   */
  readonly retryAfter?: number | 'none' | 'seconds' | 'fraction' | 'milliseconds' | 'date' | 'body';
  /** The dialect in which every reply tells limit, rest and reset; `own`: the vendor's; `none`, or absent: nothing. */
  readonly headers?: LimitDialect | 'own' | 'none';
}

/** Something that goes wrong with a share of the requests that the limit lets in. */
export interface Fault extends Pick<Behaviour, 'status' | 'headers' | 'errorBody' | 'rawBody' | 'fault'> {
  /** Share of the requests, 0 ... 1. */
  readonly share: number;
  /** Ms before the fault shows; the latency of an answer when absent. */
  readonly afterMs?: number;
}

/** How one server acts over a whole run; plain JSON. Everything is optional. */
export interface Conduct {
  /** 0 when absent. */
  readonly latency?: Latency;
  /** Ms before an answer of a model that takes another time, by its name: several models stand behind one address. */
  readonly modelMs?: Readonly<Record<string, number>>;
  readonly limit?: Limit;
  /** Shares add up to at most 1. */
  readonly faults?: readonly Fault[];
  /** Seed of latencies and faults, which depend on it and the number of the request only; 1 when absent. */
  readonly seed?: number;
  /** Answers, in turn; numbers from 1 to 100 when absent. */
  readonly answers?: readonly string[];
  /** Whether bodies and headers of requests are kept in `requests`; true when absent. Off saves memory and time. */
  readonly keepRequests?: boolean;
}

/**
 * The behaviour towards the request with this number, limits apart. The same seed and salt give the same behaviour;
 * another salt gives another server's.
 */
export function seededBehaviour(
  { latency = 0, faults = [], seed = 1 }: Conduct,
  index: number,
  salt: number,
): Behaviour {
  if (faults.length === 0 && typeof latency === 'number') return { latencyMs: latency };
  const random = seededRandom(Math.imul(seed, 0x5bd1e995) + salt * 0x1000000 + index);
  const latencyMs = latencyOf(latency, random);
  let left = random();
  for (const { share, afterMs, ...behaviour } of faults) {
    left -= share;
    if (left < 0) return { ...behaviour, latencyMs: afterMs ?? latencyMs };
  }
  return { latencyMs };
}

function latencyOf(latency: Latency, random: () => number): number {
  if (typeof latency === 'number') return latency;
  switch (latency.kind) {
    case 'fixed':
      return latency.ms;
    case 'uniform':
      return latency.fromMs + (latency.toMs - latency.fromMs) * random();
    case 'lognormal':
      return Math.min(latency.maxMs ?? 60_000, latency.medianMs * Math.exp(latency.sigma * gaussian(random)));
  }
}

/** Standard normal (Box and Muller 1958). */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
