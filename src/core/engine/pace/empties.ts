import type { PacedCall } from './reply.ts';

/** Refused calls that began within this time of each other found the same empty bucket, ms. */
const TOGETHER_MS = 100;
/** Calls that began within this time of each other may have arrived in any order, ms. */
const VOLLEY_MS = 10;
/** Calls whose start is remembered. */
const MEMORY = 256;
/** Empty moments are measured over at least this time, if there are any so far apart, ms. */
const BASELINE_MS = 1000;
/** A shorter time or fewer calls than this say too little to raise a rate. */
const LEAST_MS = 500;
const LEAST_CALLS = 3;

/** A moment at which the server's bucket was empty: a call was refused. */
interface Empty {
  /** The last call that the server may have taken before. */
  readonly seq: number;
  readonly ms: number;
  /** Calls refused until then, since the beginning. */
  readonly refused: number;
  /** Ms since the beginning during which the bucket may have been full, so that nothing flowed in. */
  readonly idleMs: number;
}

/** The moments at which the bucket of a server was empty, and what it took between them. */
export class Empties {
  /** Refused calls of the last empty moment. */
  together = 0;
  /** The empty moment that others are measured from, and the last one. */
  private anchor: Empty | null = null;
  private latest: Empty | null = null;
  private refused = 0;
  private idleMs = 0;
  private pauseIdleMs = 0;
  private firstMs: number | null = null;
  private lastSeq = 0;
  /** Start of call number `seq` at `seq % MEMORY`, monotonic ms. */
  private readonly starts: number[] = [];

  sent({ seq, startedMs }: PacedCall): void {
    this.firstMs ??= startedMs;
    this.lastSeq = seq;
    this.starts[seq % MEMORY] = startedMs;
  }

  /** Whether there are two moments to measure between. */
  get isMeasured(): boolean {
    return this.anchor !== null;
  }

  /** Takes in a refused call; `isNew`: not one of those that are known to belong together. */
  found(call: PacedCall, isNew: boolean): void {
    const { latest } = this;
    const isApart = isNew && (latest === null || call.startedMs - latest.ms > TOGETHER_MS);
    if (isApart && latest !== null) this.pass(latest);
    if (isApart) this.together = 0;
    this.together++;
    this.refused++;
    const seq = this.endOfVolley(call);
    const isLater = latest === null || isApart || call.startedMs >= latest.ms;
    const ms = isLater ? call.startedMs : latest.ms;
    this.latest = { seq: isLater ? seq : latest.seq, ms, refused: this.refused, idleMs: this.idleMs };
  }

  /** Takes in a refused call that tells nothing but that it was not taken. */
  skip(): void {
    this.refused++;
  }

  /**
   * Notes that the lane pauses after the last empty moment: a bucket is full after `fullMs`. Gives that moment, and how
   * many calls went out since.
   */
  pause(untilMs: number, fullMs: number, lastSeq: number): { readonly ms: number; readonly shadow: number } {
    const { ms, seq } = this.latest!;
    this.pauseIdleMs = Math.max(0, untilMs - ms - fullMs);
    return { ms, shadow: Math.max(0, lastSeq - seq) };
  }

  /** Calls a second when there is nothing to measure between: those taken so far, over the time until more are wanted. */
  guess(leastMs: number, askedMs: number): number {
    const { seq, ms, refused } = this.latest!;
    return (1000 * Math.max(1, seq - refused)) / Math.max(leastMs, ms - this.firstMs! + askedMs);
  }

  /** The rate, calls a second, that was there at least since the first of the measured moments; 0 when that says little. */
  get least(): number {
    const { calls, ms } = this.taken();
    return ms >= LEAST_MS && calls >= LEAST_CALLS ? (1000 * calls) / ms : 0;
  }

  /** A rate within what the measured moments allow: an empty bucket holds less than one call. */
  within(perSecond: number): number {
    if (this.anchor === null) return perSecond;
    const { calls, ms, idleMs } = this.taken();
    const high = (1000 * (calls + 1)) / Math.max(1, ms - idleMs);
    // A server that was out for a while has not become slow: nothing taken halves the rate, and no more.
    const low = calls === 0 ? perSecond / 2 : this.least;
    return Math.max(low, Math.min(high, perSecond));
  }

  /** Nothing is known any more but what was refused. */
  forget(): void {
    this.anchor = null;
    this.latest = null;
    this.together = 0;
  }

  /** Between the measured moments. */
  private taken(): { readonly calls: number; readonly ms: number; readonly idleMs: number } {
    const { anchor, latest } = this;
    if (anchor === null || latest === null) return { calls: 0, ms: 0, idleMs: 0 };
    const calls = Math.max(0, latest.seq - anchor.seq - (latest.refused - anchor.refused));
    return { calls, ms: latest.ms - anchor.ms, idleMs: latest.idleMs - anchor.idleMs };
  }

  /** A new empty moment follows this one. */
  private pass(latest: Empty): void {
    this.idleMs += this.pauseIdleMs;
    this.pauseIdleMs = 0;
    if (this.anchor === null || latest.ms - this.anchor.ms >= BASELINE_MS) this.anchor = latest;
  }

  private endOfVolley({ seq, startedMs }: PacedCall): number {
    let end = seq;
    while (end < this.lastSeq && end - seq < MEMORY && this.starts[(end + 1) % MEMORY]! - startedMs <= VOLLEY_MS) end++;
    return end;
  }
}
