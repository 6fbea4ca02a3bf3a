/** A task and the target that it belongs to. */
export interface Queued<Task> {
  readonly group: string;
  readonly task: Task;
}

interface Delayed<Task> extends Queued<Task> {
  /** Monotonic ms. */
  readonly dueMs: number;
}

/** Whether a task may be taken now. */
export type Admission<Task> = (group: string, task: Task) => boolean;

/** Those of the groups with fresh tasks that come first. */
export type Preference = (groups: readonly string[]) => ReadonlySet<string>;

/**
 * The tasks of a lane that are not in flight. Fresh ones are taken group by group in turn, first of those groups that are
 * preferred; one that goes again comes before them, once it is due.
 */
export class LaneQueue<Task> {
  private readonly fresh = new Map<string, Task[]>();
  /** Groups with fresh tasks, the next one first. */
  private rotation: string[] = [];
  /** Sorted by due time, the earliest last. */
  private delayed: Delayed<Task>[] = [];

  /** Queues fresh tasks of a group, in order; once for each group. */
  add(group: string, tasks: readonly Task[]): void {
    if (tasks.length === 0) return;
    // Reversed, so that taking the next one is a pop.
    this.fresh.set(group, [...tasks].reverse());
    this.rotation.push(group);
  }

  /** Queues a task that goes again at `dueMs`. */
  delay(group: string, task: Task, dueMs: number): void {
    let low = 0;
    let high = this.delayed.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.delayed[middle]!.dueMs > dueMs) low = middle + 1;
      else high = middle;
    }
    this.delayed.splice(low, 0, { group, task, dueMs });
  }

  /** The next task that is admitted; `null` when there is none now. Without a preference all groups are alike. */
  take(now: number, admits: Admission<Task>, prefers?: Preference): Queued<Task> | null {
    const delayed = this.takeDelayed(now, admits);
    if (delayed !== null || prefers === undefined || this.rotation.length < 2) return delayed ?? this.takeFresh(admits);
    const first = prefers(this.rotation);
    return (
      this.takeFresh((group, task) => first.has(group) && admits(group, task)) ??
      this.takeFresh((group, task) => !first.has(group) && admits(group, task))
    );
  }

  /** Takes out the tasks of a group for which `leaves` holds. */
  remove(group: string, leaves: (task: Task) => boolean): Task[] {
    const delayed = this.delayed.filter((entry) => entry.group === group && leaves(entry.task));
    const gone = new Set(delayed);
    this.delayed = this.delayed.filter((entry) => !gone.has(entry));
    const fresh = [...(this.fresh.get(group) ?? [])].reverse();
    const kept = fresh.filter((task) => !leaves(task));
    this.fresh.delete(group);
    if (kept.length > 0) this.fresh.set(group, kept.reverse());
    else this.rotation = this.rotation.filter((name) => name !== group);
    return [...delayed.map(({ task }) => task), ...fresh.filter(leaves)];
  }

  /**
   * For each group with tasks the monotonic ms when its next one may be taken, as far as its own waits go. A fresh one that is not
   * ready waits for others of its group, so that these count.
   */
  dueByGroup(isReady: (task: Task) => boolean): ReadonlyMap<string, number> {
    const due = new Map<string, number>();
    for (const { group, dueMs } of this.delayed) due.set(group, dueMs);
    for (const group of this.rotation) if (isReady(this.fresh.get(group)!.at(-1)!)) due.set(group, -Infinity);
    return due;
  }

  get isEmpty(): boolean {
    return this.delayed.length === 0 && this.rotation.length === 0;
  }

  private takeDelayed(now: number, admits: Admission<Task>): Queued<Task> | null {
    for (let at = this.delayed.length - 1; at >= 0; at--) {
      const entry = this.delayed[at]!;
      if (entry.dueMs > now) return null;
      if (!admits(entry.group, entry.task)) continue;
      this.delayed.splice(at, 1);
      return entry;
    }
    return null;
  }

  private takeFresh(admits: Admission<Task>): Queued<Task> | null {
    for (let at = 0; at < this.rotation.length; at++) {
      const group = this.rotation[at]!;
      const tasks = this.fresh.get(group)!;
      const task = tasks.at(-1) as Task;
      if (!admits(group, task)) continue;
      tasks.pop();
      this.rotation.splice(at, 1);
      if (tasks.length > 0) this.rotation.push(group);
      else this.fresh.delete(group);
      return { group, task };
    }
    return null;
  }
}
