/** Shortest time between two beats, ms: at most ten a second. */
const SHORTEST_BEAT_MS = 100;
/** From one beat to the next it takes this many times as long as the work did: a large run leaves the machine to its calls. */
const REST = 4;

/**
 * Runs a piece of work after changes: at once after a pause, at most every 100 ms during a storm, never two at a time,
 * and with a rest of three times what the work took, so that slow reports do not take the processor from the calls.
 */
export class Pulse {
  private readonly work: () => Promise<void>;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private busy = false;
  private due = false;
  private restUntil = 0;
  private disposed = false;

  constructor(work: () => Promise<void>) {
    this.work = work;
  }

  /** Something changed. */
  poke(): void {
    if (this.disposed) return;
    this.due = true;
    if (this.busy || this.timer !== null) return;
    this.timer = setTimeout(() => void this.beat(), Math.max(0, this.restUntil - performance.now()));
  }

  dispose(): void {
    this.disposed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async beat(): Promise<void> {
    this.timer = null;
    this.due = false;
    this.busy = true;
    const started = performance.now();
    try {
      await this.work();
    } finally {
      const took = performance.now() - started;
      this.restUntil = started + Math.max(SHORTEST_BEAT_MS, REST * took);
      this.busy = false;
      if (this.due) this.poke();
    }
  }
}
