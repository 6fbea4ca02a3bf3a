/** How long is tried to reach a kept place, ms: rows come from the host, and what was there may be gone. */
const PATIENCE = 10_000;

/** Scrolls back to where the reader was: again with each drawing, until the place is in the page or has not come in time. */
export class ScrollingBack {
  readonly #now: () => number;
  #since: number | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether the place is not reached yet. */
  get isUnderway(): boolean {
    return this.#since !== null;
  }

  /** Another tab is shown, or the panel for the first time. */
  begin(): void {
    this.#since = this.#now();
  }

  /** The reader scrolls: that is where they want to be. */
  end(): void {
    this.#since = null;
  }

  /** `reach` scrolls there and tells whether it got there. */
  step(reach: () => boolean): void {
    if (this.#since === null) return;
    if (reach() || this.#now() - this.#since >= PATIENCE) this.#since = null;
  }
}
