import type { Clock } from '../ports.ts';
import { backoffMs } from './retry.ts';

/** What became of one turn of a task. */
export type TurnResult =
  /** The task is settled; `answered` says whether the server gave an answer. */
  | { readonly kind: 'done'; readonly answered: boolean }
  /** The task goes again after `delayMs`. */
  | { readonly kind: 'again'; readonly delayMs: number }
  /** The server asks everyone for a pause; `null`: it did not say how long. The task goes again unless `settled`. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number | null; readonly settled: boolean };

/** What a lane needs. */
export interface LaneOptions<Task> {
  /** Most turns at the same time, an integer of at least 1. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly random: () => number;
  /** Takes one turn of a task. Must not reject. */
  readonly turn: (task: Task) => Promise<TurnResult>;
  /** Called after anything about who runs or waits has changed. */
  readonly changed: () => void;
}

interface Delayed<Task> {
  readonly group: string;
  readonly task: Task;
  /** Monotonic ms. */
  readonly dueMs: number;
}

/** How fast the number of turns in flight grows back after a pause: about this many per round trip. */
const REGROWTH = 4;

/**
 * One server and one key: the tasks that share a limit. Takes fresh tasks of its groups in turn, so that no target
 * gets ahead of the others; a pause holds all of them; and after a pause fewer are in flight until answers come again.
 */
export class Lane<Task> {
  private readonly options: LaneOptions<Task>;
  private readonly fresh = new Map<string, Task[]>();
  /** Groups with fresh tasks, the next one first. */
  private rotation: string[] = [];
  /** Sorted by due time, the earliest last. */
  private delayed: Delayed<Task>[] = [];
  private inFlight = 0;
  private allowed: number;
  private pausedUntilMs = 0;
  private lastCutMs = -Infinity;
  /** Pauses in a row without an answer in between. */
  private cuts = 0;
  private timer: { readonly atMs: number; readonly controller: AbortController } | null = null;
  private closed = false;

  constructor(options: LaneOptions<Task>) {
    this.options = options;
    this.allowed = options.concurrency;
  }

  /** Queues fresh tasks of a group, in order. Nothing starts before `start`. */
  add(group: string, tasks: readonly Task[]): void {
    if (tasks.length === 0) return;
    // Reversed, so that taking the next one is a pop.
    this.fresh.set(group, [...tasks].reverse());
    this.rotation.push(group);
  }

  /** Starts as many turns as the limits allow. */
  start(): void {
    if (this.closed) return;
    const now = this.options.clock.monotonicMs();
    while (now >= this.pausedUntilMs && this.inFlight < Math.floor(this.allowed)) {
      const next = this.takeDelayed(now) ?? this.takeFresh();
      if (next === null) break;
      this.take(next.group, next.task, now);
    }
    this.arm(now);
  }

  /** Takes out all tasks of a group that are not in flight. */
  remove(group: string): Task[] {
    const fresh = (this.fresh.get(group) ?? []).reverse();
    this.fresh.delete(group);
    this.rotation = this.rotation.filter((name) => name !== group);
    const delayed = this.delayed.filter((entry) => entry.group === group).map((entry) => entry.task);
    this.delayed = this.delayed.filter((entry) => entry.group !== group);
    if (!this.closed) this.arm(this.options.clock.monotonicMs());
    return [...delayed, ...fresh];
  }

  /** Starts nothing any more. */
  close(): void {
    this.closed = true;
    this.timer?.controller.abort();
    this.timer = null;
  }

  /** Whether all its tasks are held back by a pause. */
  get paused(): boolean {
    return this.options.clock.monotonicMs() < this.pausedUntilMs;
  }

  /** Monotonic ms of the next turn that only time holds back; `null` when none waits for time. */
  get wakesAtMs(): number | null {
    return this.timer?.atMs ?? null;
  }

  private take(group: string, task: Task, startedMs: number): void {
    this.inFlight++;
    void this.options.turn(task).then((result) => {
      this.inFlight--;
      if (!this.closed) {
        this.apply(group, task, result, startedMs);
        this.start();
      }
      this.options.changed();
    });
  }

  private apply(group: string, task: Task, result: TurnResult, startedMs: number): void {
    const now = this.options.clock.monotonicMs();
    if (result.kind === 'again') this.delay({ group, task, dueMs: now + result.delayMs });
    if (result.kind === 'limited') {
      this.pause(now, startedMs, result.retryAfterMs);
      if (!result.settled) this.delay({ group, task, dueMs: now });
    }
    if (result.kind === 'done' && result.answered) {
      if (startedMs >= this.lastCutMs) this.cuts = 0;
      this.allowed = Math.min(this.options.concurrency, this.allowed + REGROWTH / this.allowed);
    }
  }

  private pause(now: number, startedMs: number, retryAfter: number | null): void {
    // Calls that were in flight together are refused together: that is one cut, not one for each of them.
    if (startedMs >= this.lastCutMs) {
      this.cuts++;
      this.lastCutMs = now;
      this.allowed = Math.max(1, this.allowed / 2);
      if (!retryAfter)
        this.pausedUntilMs = Math.max(this.pausedUntilMs, now + backoffMs(this.cuts, this.options.random));
    }
    if (retryAfter) this.pausedUntilMs = Math.max(this.pausedUntilMs, now + retryAfter);
  }

  private delay(entry: Delayed<Task>): void {
    let low = 0;
    let high = this.delayed.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.delayed[middle]!.dueMs > entry.dueMs) low = middle + 1;
      else high = middle;
    }
    this.delayed.splice(low, 0, entry);
  }

  private takeDelayed(now: number): Delayed<Task> | null {
    const next = this.delayed.at(-1);
    if (next === undefined || next.dueMs > now) return null;
    this.delayed.pop();
    return next;
  }

  private takeFresh(): { readonly group: string; readonly task: Task } | null {
    const group = this.rotation.shift();
    if (group === undefined) return null;
    const tasks = this.fresh.get(group)!;
    const task = tasks.pop() as Task;
    if (tasks.length > 0) this.rotation.push(group);
    else this.fresh.delete(group);
    return { group, task };
  }

  /** Wakes up when the pause ends or a delayed task is due, unless a free turn is what is missing. */
  private arm(now: number): void {
    const atMs = this.nextWakeMs(now);
    if (atMs === this.timer?.atMs) return;
    this.timer?.controller.abort();
    this.timer = null;
    if (atMs === null) return;
    const controller = new AbortController();
    const timer = { atMs, controller };
    this.timer = timer;
    this.options.clock.sleep(atMs - now, controller.signal).then(
      () => {
        if (this.timer !== timer) return;
        this.timer = null;
        this.start();
        this.options.changed();
      },
      // Aborted by `arm` or `close`: another timer or none took its place.
      () => undefined,
    );
  }

  private nextWakeMs(now: number): number | null {
    const waiting = this.delayed.at(-1);
    if (waiting === undefined && this.rotation.length === 0) return null;
    if (now < this.pausedUntilMs) return this.pausedUntilMs;
    return waiting !== undefined && waiting.dueMs > now && this.rotation.length === 0 ? waiting.dueMs : null;
  }
}
