import type { PacedCall } from './reply.ts';

/** A concurrency up to this one needs no opening: that few calls are a fair question to any server. */
const SMALL = 6;
/** Ms between two calls while the server has not shown yet what it takes. */
const GAP_MS = 2;
/** Longest that all gaps together may be, ms. */
const LONGEST_MS = 100;
/** Part of a first latency for which the other calls of that window are waited for: what refuses them comes with them. */
const GUARD = 0.05;
/** From so many round trips on, one more hardly counts. */
const MANY_ROUNDS = 8;

/**
 * How a lane begins: with half of its calls for one round trip. A server that limits how fast it may be asked shows it
 * there with few refused calls. It costs no time, because the last round trip of a run is rarely full: 50 calls of
 * which 12 go at a time are five round trips, whether they are 12 + 12 + 12 + 12 + 2 or 6 + 12 + 12 + 12 + 8. A long
 * run has the time for a step between; where a smaller window would cost a short one a round trip, it opens at once,
 * call by call within a tenth of a second.
 */
export class Opening {
  /** Calls in flight of each step; the last one is the concurrency itself. */
  private readonly windows: readonly number[];
  private readonly gapMs: number;
  private readonly few: number;
  private step = 0;
  /** The first call of this step. */
  private fromSeq = 1;
  private lastSeq = 0;
  /** Monotonic ms; `null` while no call of this step has been answered. */
  private guardMs: number | null = null;
  private nextMs = 0;
  private open: boolean;
  private answered = 0;

  /** `calls`: how many the lane has to send. */
  constructor(concurrency: number, calls: number) {
    this.few = fewOf(concurrency);
    this.windows = windowsFor(concurrency, calls);
    this.gapMs = Math.min(GAP_MS, LONGEST_MS / concurrency);
    this.open = concurrency <= SMALL;
  }

  /** Most calls in flight now. */
  get window(): number {
    return this.windows[this.step]!;
  }

  /** The first window: what is asked when nothing is known. */
  get first(): number {
    return this.few;
  }

  /** Whether the server has answered a whole window, so that it is known to take as much. */
  get proven(): boolean {
    return this.open && this.answered >= this.first;
  }

  /** Monotonic ms of the next call that may go, as far as the opening goes. */
  readyAtMs(now: number): number {
    if (this.open) return now;
    if (this.guardMs !== null && now >= this.guardMs) this.widen();
    return Math.max(now, this.nextMs, this.guardMs ?? 0);
  }

  sent(call: PacedCall): void {
    this.lastSeq = call.seq;
    if (this.open) return;
    this.nextMs = call.startedMs + this.gapMs;
    if (this.step === this.windows.length - 1 && call.seq - this.fromSeq >= this.window) this.open = true;
  }

  /** `inFlight`: how many are still out. */
  settled(call: PacedCall, answered: boolean, inFlight: number, now: number): void {
    if (answered) this.answered++;
    if (this.open || this.step === this.windows.length - 1) return;
    if (answered && this.guardMs === null && call.seq >= this.fromSeq) {
      this.guardMs = now + (now - call.startedMs) * GUARD;
    }
    if (this.guardMs !== null && inFlight === 0) this.widen();
  }

  /** The opening is over: the server has shown what it takes. */
  end(): void {
    this.open = true;
    this.step = this.windows.length - 1;
  }

  private widen(): void {
    this.guardMs = null;
    this.step++;
    this.fromSeq = this.lastSeq + 1;
  }
}

function windowsFor(concurrency: number, calls: number): readonly number[] {
  if (concurrency <= SMALL) return [concurrency];
  const first = fewOf(concurrency);
  const rounds = Math.ceil(calls / concurrency);
  if (rounds >= MANY_ROUNDS) return [first, Math.min(concurrency, Math.ceil((first * 4) / 3)), concurrency];
  const idle = rounds * concurrency - calls;
  return concurrency - first <= idle ? [first, concurrency] : [concurrency];
}

function fewOf(concurrency: number): number {
  return Math.min(concurrency, Math.max(SMALL, Math.ceil(concurrency / 2)));
}
