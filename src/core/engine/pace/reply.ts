import type { LimitHint } from '../../ports.ts';

/** One call as the pace of its lane sees it. */
export interface PacedCall {
  /** 1, 2, ... in the order of sending. */
  readonly seq: number;
  /** Target id: servers keep limits by model as well as by key. */
  readonly group: string;
  /** Monotonic ms. */
  readonly startedMs: number;
}

/** What a reply says about the pace of its server. */
export interface Reply {
  /**
   * `limited`: the server wants to be asked less (429, or anything with a wait); `failed`: something else went wrong;
   * `none`: nobody waits for the reply any more.
   */
  readonly kind: 'answered' | 'limited' | 'failed' | 'none';
  /** Ms that the server asked to wait, above 0; `null` when it did not say. */
  readonly retryAfterMs: number | null;
  readonly limits: readonly LimitHint[];
  /** Tokens that the call used, in and out; `null` when not said. */
  readonly tokens: number | null;
}
