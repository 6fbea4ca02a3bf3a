import type { LimitHint } from '../../ports.ts';
import type { PacedCall } from './reply.ts';

/** A limit that gives nothing for longer than this is left to the server: its next refusal tells the wait, ms. */
const LONGEST_MS = 3_600_000;
/** Weight of what was known of the rate before, at each report. */
const MEMORY = 0.9;
/** Part of a call that must be left on top of it: calls do not take equally long to arrive. */
const CUSHION = 0.1;

/** What was believed to be left when a call had been sent. */
interface Belief {
  readonly level: number;
  /** Of `ToldLimit.corrected` at that time. */
  readonly corrected: number;
}

/** One limit of a server: a copy of its bucket, kept true by what its replies tell. */
export class ToldLimit {
  /** Most that it holds; `null` while the server has said nothing. */
  private limit: number | null = null;
  private level = 0;
  private atMs = 0;
  /** When it was last full, monotonic ms. */
  private fullMs = -Infinity;
  /** The latest call whose reply was believed. */
  private seq = 0;
  /** By call in flight. */
  private readonly beliefs = new Map<number, Belief>();
  /** Sum of all corrections. */
  private corrected = 0;
  /** Monotonic ms when it is whole again; `null` when that is not known, as something was spent since. */
  private wholeAtMs: number | null = null;
  /** Weighted sums over reports: what was used at least and at most, and the ms until it was whole again. */
  private used = 0;
  private most = 0;
  private over = 0;

  /** Takes in a report. `spent`: what was spent after the call that it came with. */
  report(hint: LimitHint, call: PacedCall, spent: number, now: number): void {
    const { remaining, resetMs } = hint;
    this.refill(now);
    const belief = this.beliefs.get(call.seq);
    this.beliefs.delete(call.seq);
    const limit = hint.limit ?? Math.max(this.limit ?? 1, remaining);
    if (hint.limit !== null && resetMs !== null) this.learn(limit - remaining, resetMs);
    if (belief !== undefined && limit === this.limit) this.correct(belief, remaining, call.startedMs);
    else this.begin(limit, remaining, call, spent, now);
    if (call.seq < this.seq) return;
    this.seq = call.seq;
    // What was spent since then moves it.
    this.wholeAtMs = resetMs === null || (spent > 0 && this.perMs !== null) ? null : now + resetMs;
  }

  /** Notes that a call goes. */
  spend(cost: number, call: PacedCall): void {
    if (this.limit === null) return;
    this.refill(call.startedMs);
    this.level -= cost;
    if (this.perMs !== null) this.wholeAtMs = null;
    this.beliefs.set(call.seq, { level: this.level, corrected: this.corrected });
  }

  /** Notes that a call came back and told nothing. */
  forget(call: PacedCall): void {
    this.beliefs.delete(call.seq);
  }

  /** Monotonic ms when `cost` may be spent; not after `now` when it may be spent now. */
  readyAtMs(cost: number, now: number): number {
    if (this.limit === null) return now;
    this.refill(now);
    // More than it ever holds must be let go when it is whole.
    const needed = Math.min(cost * (1 + CUSHION), this.limit);
    if (this.level >= needed - 1e-6) return now;
    const { perMs, wholeAtMs } = this;
    const whole = wholeAtMs === null ? Infinity : wholeAtMs - now;
    const flows = perMs === null ? Infinity : (needed - this.level) / perMs;
    const waits = Math.min(whole, flows);
    return waits <= LONGEST_MS ? now + waits : now;
  }

  /** Calls of this cost a second that it allows for ever; `null` when that is not known or it is far from used up. */
  perSecond(cost: number, now: number): number | null {
    if (this.limit === null || this.perMs === null) return null;
    this.refill(now);
    return this.level > Math.max(this.limit / 2, cost) ? null : (500 * (this.used + this.most)) / this.over / cost;
  }

  /** Units that flow back in a ms; `null` when not known. */
  private get perMs(): number | null {
    return this.over > 0 ? this.used / this.over : null;
  }

  /** A first word, or a new limit. Servers count when they let a call in, which is nearer to its start than to its reply. */
  private begin(limit: number, remaining: number, call: PacedCall, spent: number, now: number): void {
    const flowed = (now - call.startedMs) * (this.perMs ?? 0);
    const level = Math.min(limit, remaining + flowed) - spent;
    // A reply that was overtaken by a later call's counts where it is the more careful one.
    if (call.seq < this.seq && level >= this.level) return;
    this.limit = limit;
    this.level = level;
    this.atMs = now;
  }

  /** Others use the same limit, and rates are told roughly. What is told is whole: it may be almost one more. */
  private correct(belief: Belief, remaining: number, sinceMs: number): void {
    const level = belief.level + this.corrected - belief.corrected;
    const more = remaining - level;
    const less = Math.min(0, more + 1);
    // What was full meanwhile has lost what it was ahead.
    const by = more > 0 && this.fullMs < sinceMs ? more : less;
    this.corrected += by;
    this.level = Math.min(this.limit!, this.level + by);
  }

  /**
   * What is told to be left is whole, so almost one less may be used: the rate is taken to be the lowest that this
   * allows, and replies make up for it. Resets are often rounded to seconds: the more is used, the more a report says.
   */
  private learn(most: number, resetMs: number): void {
    if (most <= 0 || resetMs <= 0) return;
    const used = Math.max(most - 1, most / 2);
    this.used = this.used * MEMORY + most * used;
    this.most = this.most * MEMORY + most * most;
    this.over = this.over * MEMORY + most * resetMs;
  }

  private refill(now: number): void {
    const { limit, perMs, wholeAtMs } = this;
    if (limit === null || now <= this.atMs) return;
    if (perMs !== null) this.level += (now - this.atMs) * perMs;
    if (wholeAtMs !== null && now >= wholeAtMs) {
      this.level = limit;
      this.wholeAtMs = null;
    }
    if (this.level >= limit) this.fullMs = now;
    this.level = Math.min(limit, this.level);
    this.atMs = now;
  }
}
