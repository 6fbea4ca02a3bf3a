import type { Clock } from '../ports.ts';
import type { Admission, Queued } from './lane-queue.ts';
import { LaneQueue } from './lane-queue.ts';
import { LaneShares } from './lane-shares.ts';
import { Pace } from './pace/pace.ts';
import type { Reply } from './pace/reply.ts';

/** What became of one turn of a task. */
export interface TurnResult {
  /** What the server's reply says about its pace. */
  readonly reply: Reply;
  /** The task goes again after so many ms; `null`: it is settled. */
  readonly againMs: number | null;
}

/** What a lane needs. */
export interface LaneOptions<Task> {
  /** Most turns at the same time, an integer of at least 1. */
  readonly concurrency: number;
  /** Most turns a second, above 0; `null`: no such limit. */
  readonly ratePerSecond: number | null;
  readonly clock: Clock;
  readonly random: () => number;
  /** Takes one turn of a task. Must not reject. */
  readonly turn: (task: Task) => Promise<TurnResult>;
  /** Whether all that a task needs is there; it is asked again whenever a turn ends. */
  readonly isReady: (task: Task) => boolean;
  /** Asked right before a turn that nothing else holds back; a group that is refused waits for `unblock`. */
  readonly admits: (task: Task) => boolean;
  /** Called after anything about who runs or waits has changed. */
  readonly changed: () => void;
}

/** Why a group sends nothing at this moment. */
export interface Waiting {
  /** `server`: it asked for a pause; `pace`: it is not asked more often; `retry`: before a further try; `budget`: until calls in flight end. */
  readonly cause: 'server' | 'pace' | 'retry' | 'budget';
  /** Monotonic ms; `null` when no time can be named. */
  readonly untilMs: number | null;
}

/** Fractions of a ms that timers are made of: a wait is rounded up to them, so that none ends early. */
const TICKS = 1024;

/** One server and one key: the tasks that share a limit, and when each of them goes. */
export class Lane<Task> {
  private readonly options: LaneOptions<Task>;
  private readonly queue = new LaneQueue<Task>();
  private readonly shares = new LaneShares();
  private pace: Pace;
  private calls = 0;
  private inFlight = 0;
  /** Groups whose next task was not admitted. */
  private readonly blocked = new Set<string>();
  private timer: { readonly atMs: number; readonly controller: AbortController } | null = null;
  private closed = false;

  constructor(options: LaneOptions<Task>) {
    this.options = options;
    this.pace = this.paceFor(0);
  }

  /** Queues fresh tasks of a group, in order. Nothing starts before `start`. */
  add(group: string, tasks: readonly Task[]): void {
    this.queue.add(group, tasks);
    this.calls += tasks.length;
    this.pace = this.paceFor(this.calls);
  }

  /** Starts as many turns as the limits allow. */
  start(): void {
    if (this.closed) return;
    const now = this.options.clock.monotonicMs();
    while (!this.queue.isEmpty && this.inFlight < this.pace.window && this.pace.readyAtMs(now) <= now) {
      const { window } = this.pace;
      const next = this.queue.take(now, this.admission(now), (groups) => this.shares.below(groups, window));
      if (next === null) break;
      this.take(next, now);
    }
    this.arm(now);
  }

  /** Takes out those tasks of a group that are not in flight and for which `leaves` holds. */
  remove(group: string, leaves: (task: Task) => boolean): Task[] {
    const tasks = this.queue.remove(group, leaves);
    if (!this.closed) this.arm(this.options.clock.monotonicMs());
    return tasks;
  }

  /** Lets groups try again that were not admitted. */
  unblock(): void {
    if (this.blocked.size === 0) return;
    this.blocked.clear();
    this.start();
  }

  /** Starts nothing any more. */
  close(): void {
    this.closed = true;
    this.timer?.controller.abort();
    this.timer = null;
  }

  /** Whether the next task of a group was not admitted. */
  isBlocked(group: string): boolean {
    return this.blocked.has(group);
  }

  /** What a group's next task waits for; `null` when it waits for nothing but its turn, or there is none. */
  waiting(group: string): Waiting | null {
    const { queue, pace } = this;
    const due = queue.dueByGroup(this.options.isReady).get(group);
    if (due === undefined) return null;
    const now = this.options.clock.monotonicMs();
    const paceMs = Math.max(pace.readyAtMs(now), pace.forecastMs(group, now));
    const untilMs = Math.max(paceMs, due);
    if (now < pace.pausedUntilMs) return { cause: 'server', untilMs };
    if (this.blocked.has(group)) return { cause: 'budget', untilMs: null };
    if (untilMs <= now) return null;
    return { cause: due >= paceMs ? 'retry' : 'pace', untilMs };
  }

  /** Calls a second of a group, learnt or set; `null` while nothing limits them. */
  perSecond(group: string): number | null {
    return this.pace.perSecond(group, this.options.clock.monotonicMs());
  }

  private paceFor(calls: number): Pace {
    const { concurrency, ratePerSecond, random } = this.options;
    return new Pace({ concurrency, calls, ratePerSecond, random });
  }

  private admission(now: number): Admission<Task> {
    return (group, task) => {
      if (this.blocked.has(group) || this.pace.groupReadyAtMs(group, now) > now) return false;
      if (!this.options.isReady(task)) return false;
      if (this.options.admits(task)) return true;
      this.blocked.add(group);
      return false;
    };
  }

  private take({ group, task }: Queued<Task>, startedMs: number): void {
    this.inFlight++;
    this.shares.sent(group);
    const call = this.pace.send(group, startedMs);
    void this.options.turn(task).then(({ reply, againMs }) => {
      this.inFlight--;
      const now = this.options.clock.monotonicMs();
      this.shares.ended(group, reply.kind === 'answered' ? now - startedMs : null);
      if (!this.closed) {
        this.pace.settled(call, reply, now);
        if (againMs !== null) this.queue.delay(group, task, now + againMs);
        this.start();
      }
      this.options.changed();
    });
  }

  /** Wakes up when time lets the next task go, though no turn may be free then: the end of a wait is told. */
  private arm(now: number): void {
    const atMs = this.nextWakeMs(now);
    if (atMs === this.timer?.atMs) return;
    this.timer?.controller.abort();
    this.timer = null;
    if (atMs === null) return;
    const controller = new AbortController();
    const timer = { atMs, controller };
    this.timer = timer;
    const ms = Math.ceil((atMs - now) * TICKS) / TICKS;
    this.options.clock.sleep(ms, controller.signal).then(
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
    const { queue, pace } = this;
    // A pause is always slept through, so that its end can be told.
    if (queue.isEmpty) return null;
    if (now < pace.pausedUntilMs) return pace.pausedUntilMs;
    const readyMs = pace.readyAtMs(now);
    let next = Infinity;
    for (const [group, due] of queue.dueByGroup(this.options.isReady)) {
      const atMs = Math.max(readyMs, due, pace.groupReadyAtMs(group, now));
      if (atMs > now && !this.blocked.has(group)) next = Math.min(next, atMs);
    }
    return next < Infinity ? next : null;
  }
}
