import type { Message, Parameters, Source, TrialError, Usage } from './model/run.ts';

/** What the outside world implements for the engine. */

/** One call, ready to send. */
export interface CompletionRequest {
  readonly model: string;
  readonly system: string | null;
  /** At least one turn; the last one is the user's. */
  readonly messages: readonly Message[];
  /** API names of this provider; sent as they are and nothing else is. */
  readonly parameters: Parameters;
  /** Which trial of its cell this is. Recorded and simulated providers answer by it; others must ignore it. */
  readonly trialIndex: number;
  readonly condition: string;
  /** Seed of the run, for simulated providers. */
  readonly seed: number;
}

/** The provider's reply to one call: an answer, or what went wrong. Never thrown. */
export type Attempt = AnsweredAttempt | FailedAttempt;

/** What a server says about one of its limits beside a reply. */
export interface LimitHint {
  readonly unit: 'requests' | 'tokens';
  /** How many the limit allows when it is whole; `null` when not said. */
  readonly limit: number | null;
  /** How many are left, at least 0. */
  readonly remaining: number;
  /** Milliseconds until the limit is whole again; `null` when not said. */
  readonly resetMs: number | null;
}

/** A reply that settles the trial. */
export interface AnsweredAttempt {
  readonly kind: 'answered';
  readonly outcome: 'completed' | 'refused' | 'empty';
  readonly text: string;
  readonly finishReason: string | null;
  readonly truncated: boolean;
  readonly usage: Usage | null;
  readonly modelReported: string | null;
  /** Parameters the provider sent on its own because the API demands them (Anthropic's `max_tokens`). */
  readonly added?: Parameters;
  /** Plain words for a refusal or an empty answer ("spent all 512 output tokens thinking"); `null` otherwise. */
  readonly note: string | null;
  /** Whether a cache on the way answered, so that this is no fresh draw; absent when nothing said so. */
  readonly cached?: boolean;
  /** What the server last said about its limits; they pace the calls to come and never make an answer less of one. */
  readonly limits?: readonly LimitHint[];
  /** Overrides the measured latency and start: only `recorded` sets it. */
  readonly replayed?: {
    readonly latencyMs: number | null;
    readonly startedAt: string | null;
    readonly attempts: number;
    /** What the recorded call had sent; the engine's own digest is written when absent. */
    readonly sha256?: string | null;
    /** The values that stood in what it had sent; those of this run when absent. */
    readonly variables?: Readonly<Record<string, string>>;
  };
}

/** A reply that is not an answer. */
export interface FailedAttempt {
  readonly kind: 'failed';
  readonly error: TrialError;
  /** Whether asking again may help. */
  readonly retryable: boolean;
  /** Milliseconds the server asked to wait before the next call; `null` when it did not say. */
  readonly retryAfterMs: number | null;
  /**
   * The parameter the server does not take, under its API name; the engine leaves it out and asks once more. Never one
   * that has the value that `Provider.defaults` gives from now on: the API demands it.
   */
  readonly parameter: string | null;
  /** Whether no further trial of this target can succeed (wrong key, no such model, no credit). */
  readonly stopsTarget: boolean;
  /** See `AnsweredAttempt.limits`. */
  readonly limits?: readonly LimitHint[];
  /** Whether the call may be billed although nothing came of it (cut off in the middle, timed out). */
  readonly maybeBilled?: boolean;
}

/** Texts whose meaning is asked for, as vectors. */
export interface EmbeddingRequest {
  readonly model: string;
  /** At least one, none of them empty. */
  readonly texts: readonly string[];
}

/** The reply to an `EmbeddingRequest`. */
export interface Embedding {
  readonly kind: 'embedded';
  /** One for each text, in order; all of one length, of finite numbers. */
  readonly vectors: readonly (readonly number[])[];
  /** `outputTokens` is 0: nothing is written. */
  readonly usage: Usage;
}

/** A model that a provider offers. */
export interface ModelInfo {
  readonly id: string;
  readonly label: string;
  /** One short line for a picker: context size, shutdown date. Empty when nothing is known. */
  readonly detail: string;
}

/** A way to reach models. One instance serves one origin and one key. */
export interface Provider {
  readonly id: string;
  /** What is written into `Trial.source`. */
  readonly source: Source;
  /**
   * Parameters the API demands, with the values that are sent when the user set none (Anthropic's `max_tokens`). A value
   * that a model's server does not take is another one after that.
   */
  defaults?(model: string): Parameters;
  /** Name of the limit that this model shares with others of the instance; all its models share one when absent. */
  laneOf?(model: string): string;
  /** Sends one call. Resolves with a failed attempt instead of rejecting, except when `signal` aborts it: then it rejects with the signal's reason. */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<Attempt>;
  /** Sends one call for embeddings; as `complete` does, it only rejects when aborted. Absent where there are none. */
  embed?(request: EmbeddingRequest, signal: AbortSignal): Promise<Embedding | FailedAttempt>;
  /** The models on offer, in the provider's order. Rejects with an `Error` whose message is one plain sentence. */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
}

/** Time. Tests bring their own. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** The time of day. */
  now(): Date;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Hashes text; a port because the core has no crypto of its own. */
export interface Hasher {
  /** SHA-256 of the UTF-8 bytes of `text`, lower-case hex. */
  sha256(text: string): string;
}

/** Diagnostics. Callers never pass keys, prompts or model output. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
}
