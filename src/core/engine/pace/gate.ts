/** What a float may be short of a whole call. */
const ALMOST = 1 - 1e-9;

/** How a gate lets calls through. */
export interface GateOptions {
  /** Calls a second for ever, above 0. */
  readonly perSecond: number;
  /** Most calls at once after a silence, at least 1. */
  readonly burst: number;
  /** Calls that it lets through at once at `atMs`; below 0: silence first. */
  readonly level: number;
  /** Monotonic ms. */
  readonly atMs: number;
}

/** A token bucket on our side of the wire. */
export class Gate {
  private perMs: number;
  private burst: number;
  private level: number;
  private atMs: number;

  constructor({ perSecond, burst, level, atMs }: GateOptions) {
    this.perMs = perSecond / 1000;
    this.burst = Math.max(1, burst);
    this.level = Math.min(this.burst, level);
    this.atMs = atMs;
  }

  /** Monotonic ms of the next call that may go; not after `now` when one may go now. */
  readyAtMs(now: number): number {
    this.refill(now);
    return this.level >= ALMOST ? now : now + (1 - this.level) / this.perMs;
  }

  /** Monotonic ms of the next call from `now` on, if nothing changes until then. */
  forecastMs(now: number): number {
    const level = Math.min(this.burst, this.level + Math.max(0, now - this.atMs) * this.perMs);
    return level >= ALMOST ? now : Math.max(now, this.atMs) + (1 - level) / this.perMs;
  }

  /** Lets one call through. */
  take(now: number): void {
    this.refill(now);
    this.level--;
  }

  /** From now on this fast. */
  goAt(perSecond: number, now: number): void {
    this.refill(now);
    this.perMs = perSecond / 1000;
  }

  /** Lets all through that a server must hold which has `ahead` calls more than we believe, and `more` on top of it. */
  top(ahead: number, more: number): void {
    const level = Math.max(0, Math.round(this.level + ahead)) + more;
    this.burst += level - this.level;
    this.level = level;
  }

  /** Whatever else is known, one call may go at `atMs`. */
  ensureOne(atMs: number): void {
    this.refill(atMs);
    this.level = Math.max(1, this.level);
  }

  /** Takes so many from those that it would let through. */
  hold(calls: number): void {
    this.level -= calls;
  }

  private refill(now: number): void {
    if (now <= this.atMs) return;
    this.level = Math.min(this.burst, this.level + (now - this.atMs) * this.perMs);
    this.atMs = now;
  }
}
