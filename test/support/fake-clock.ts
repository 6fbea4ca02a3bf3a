import type { Clock } from '../../src/core/ports.ts';

interface Sleeper {
  readonly atMs: number;
  wake(): void;
}

/** Time that passes only when nobody has anything left to do. */
export class FakeClock implements Clock {
  private nowMs = 0;
  private readonly sleepers = new Set<Sleeper>();

  monotonicMs(): number {
    return this.nowMs;
  }

  now(): Date {
    return new Date(Date.UTC(2026, 10, 20) + this.nowMs);
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const stop = () => {
        this.sleepers.delete(sleeper);
        reject(signal.reason as Error);
      };
      const sleeper: Sleeper = {
        atMs: this.nowMs + ms,
        wake: () => {
          signal.removeEventListener('abort', stop);
          resolve();
        },
      };
      this.sleepers.add(sleeper);
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  /** How many wait for time. */
  get waiting(): number {
    return this.sleepers.size;
  }

  /** Lets time pass until `work` is done; throws when it waits for something that time does not bring. */
  async runUntil<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const finished = work.finally(() => (done = true));
    finished.catch(() => undefined); // returned below
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (done) return finished;
      if (this.sleepers.size === 0) throw new Error('Nobody is waiting for time, and the work is not done.');
      this.step();
    }
  }

  /** Goes on to the next moment at which someone wakes up. */
  private step(): void {
    const next = Math.min(...[...this.sleepers].map((sleeper) => sleeper.atMs));
    this.nowMs = Math.max(this.nowMs, next);
    for (const sleeper of [...this.sleepers]) {
      if (sleeper.atMs > this.nowMs) continue;
      this.sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}
