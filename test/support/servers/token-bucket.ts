/** What a bucket holds at one time. */
export interface BucketLevel {
  /** How many it holds when it is full. */
  readonly burst: number;
  /** Whole requests that would be let in now. */
  readonly remaining: number;
  /** Ms until one more is let in; 0 when one is already. */
  readonly nextMs: number;
  /** Ms until it is full. */
  readonly fullMs: number;
}

/** The usual rate limit of servers: `burst` requests at once, and `ratePerSecond` for ever. */
export class TokenBucket {
  private readonly perMs: number;
  private readonly burst: number;
  private held: number;
  private atMs = -Infinity;

  constructor(ratePerSecond: number, burst: number) {
    this.perMs = ratePerSecond / 1000;
    this.burst = burst;
    this.held = burst;
  }

  /** Lets a request in, or not; `charge` takes a token from those that are not let in, too. */
  take(nowMs: number, charge: boolean): boolean {
    this.refill(nowMs);
    // A float that is a hair below one is one: otherwise a client that comes exactly in time is turned away.
    const admitted = this.held > 1 - 1e-6;
    if (admitted || charge) this.held = Math.max(0, this.held - 1);
    return admitted;
  }

  level(nowMs: number): BucketLevel {
    this.refill(nowMs);
    return {
      burst: this.burst,
      remaining: Math.floor(this.held + 1e-6),
      nextMs: Math.max(0, (1 - this.held) / this.perMs),
      fullMs: (this.burst - this.held) / this.perMs,
    };
  }

  private refill(nowMs: number): void {
    if (this.atMs !== -Infinity) this.held = Math.min(this.burst, this.held + (nowMs - this.atMs) * this.perMs);
    this.atMs = nowMs;
  }
}
