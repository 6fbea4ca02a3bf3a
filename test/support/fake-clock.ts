import type { Clock } from '../../src/core/ports.ts';

interface Sleeper {
  readonly atMs: number;
  /** Order of going to sleep: those that wake at the same time wake in it. */
  readonly order: number;
  awake: boolean;
  wake(): void;
}

/** Time that passes only when nobody has anything left to do. */
export class FakeClock implements Clock {
  private nowMs = 0;
  private order = 0;
  private asleep = 0;
  /** A binary heap, the next to wake first. Who was woken early stays in it until it comes up. */
  private readonly heap: Sleeper[] = [];

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
        this.rouse(sleeper);
        reject(signal.reason as Error);
      };
      const sleeper: Sleeper = {
        atMs: this.nowMs + ms,
        order: this.order++,
        awake: false,
        wake: () => {
          signal.removeEventListener('abort', stop);
          this.rouse(sleeper);
          resolve();
        },
      };
      this.asleep++;
      push(this.heap, sleeper);
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  /** How many wait for time. */
  get waiting(): number {
    return this.asleep;
  }

  /** Lets time pass until `work` is done; throws when it waits for something that time does not bring. */
  async runUntil<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const finished = work.finally(() => (done = true));
    finished.catch(() => undefined); // returned below
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (done) return finished;
      if (this.asleep === 0) throw new Error('Nobody is waiting for time, and the work is not done.');
      this.step();
    }
  }

  /** Goes on to the next moment at which someone wakes up. */
  private step(): void {
    let next = this.pop(Infinity);
    if (next === null) return;
    this.nowMs = Math.max(this.nowMs, next.atMs);
    for (; next !== null; next = this.pop(this.nowMs)) next.wake();
  }

  /** The next sleeper that is to wake by then. */
  private pop(byMs: number): Sleeper | null {
    for (let first = this.heap[0]; first !== undefined; first = this.heap[0]) {
      if (first.awake) pop(this.heap);
      else return first.atMs <= byMs ? pop(this.heap) : null;
    }
    return null;
  }

  private rouse(sleeper: Sleeper): void {
    if (sleeper.awake) return;
    sleeper.awake = true;
    this.asleep--;
  }
}

function isBefore(a: Sleeper, b: Sleeper): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function push(heap: Sleeper[], sleeper: Sleeper): void {
  let at = heap.push(sleeper) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(sleeper, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = sleeper;
}

function pop(heap: Sleeper[]): Sleeper {
  const first = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return first;
}
