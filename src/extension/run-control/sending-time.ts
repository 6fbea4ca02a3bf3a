/** How long a run was being sent: by this window as measured, before it as its journal tells. */
export class SendingTime {
  private readonly now: () => number;
  /** All parts that are over, ms; `null` when one of them is not known. */
  private earlierMs: number | null;
  private startedAt: number | null = null;

  /** `now` in ms of any steady clock. */
  constructor(earlierMs: number | null, now: () => number = () => performance.now()) {
    this.earlierMs = earlierMs;
    this.now = now;
  }

  /** A part begins. */
  begin(): void {
    this.startedAt = this.now();
  }

  /** The part is over. */
  end(): void {
    if (this.startedAt === null) return;
    if (this.earlierMs !== null) this.earlierMs += this.now() - this.startedAt;
    this.startedAt = null;
  }

  /** Milliseconds of the part under way, or of all parts once nothing is sent; `null` when that is not known. */
  get elapsedMs(): number | null {
    return this.startedAt === null ? this.earlierMs : this.now() - this.startedAt;
  }
}
