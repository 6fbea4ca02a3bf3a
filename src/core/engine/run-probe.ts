import type { RunEvent } from '../model/events.ts';
import type { RunFold } from '../model/record.ts';
import { applyEvent, emptyFold, foldedRecord, trialName } from '../model/record.ts';
import type { RunHeader, RunRecord, RunStatus, Target, Trial, TrialError, TrialKey } from '../model/run.ts';
import type { Clock, FailedAttempt, Hasher, Provider } from '../ports.ts';
import { makeAttempt } from './attempt.ts';
import type { TurnResult } from './lane.ts';
import { Lane } from './lane.ts';
import { orderOfTurns } from './order.ts';
import { backoffMs, LONGEST_WAIT_MS } from './retry.ts';
import type { TrialTask } from './target-state.ts';
import { answeredTrial, failedTrial, TargetState, unsentTrial } from './target-state.ts';

/** What a run needs from outside. */
export interface EngineOptions {
  /** By target id. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** Target id -> lane (one for each origin and key); each has its own concurrency. */
  readonly lanes: ReadonlyMap<string, string>;
  /** Most calls in flight in one lane. */
  readonly concurrency: number;
  /** Longest one call may take, ms. */
  readonly timeoutMs: number;
  /** Most calls for one trial, waits that the server asked for while it answered others not counted. */
  readonly maxAttempts: number;
  readonly clock: Clock;
  readonly hasher: Hasher;
  /** Numbers in [0, 1) for the jitter of waits. */
  readonly random: () => number;
  /** Ends the run; what has arrived is kept. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  /** Trials of an earlier part of this run, kept as they are. Cancelled ones are sent again. */
  readonly settled?: readonly Trial[];
}

/**
 * Sends every trial of a run and resolves with the run when each has settled, exactly once. What goes wrong with a
 * call is data in its trial; this rejects only when `onEvent` throws or a target has no provider.
 */
export async function runProbe(header: RunHeader, options: EngineOptions): Promise<RunRecord> {
  return new ProbeRun(header, options).start();
}

interface LaneState {
  readonly lane: Lane<TaskOfTarget>;
  /** Trials that got an answer. */
  answered: number;
}

interface TaskOfTarget {
  readonly state: TargetState;
  readonly task: TrialTask;
}

class ProbeRun {
  private readonly header: RunHeader;
  private readonly options: EngineOptions;
  private readonly fold: RunFold = emptyFold();
  private readonly states: readonly TargetState[];
  private readonly lanes = new Map<string, LaneState>();
  private remaining: number;
  private progressDue = false;
  private ended = false;
  private resolve: (record: RunRecord) => void = () => undefined;
  private reject: (reason: unknown) => void = () => undefined;

  constructor(header: RunHeader, options: EngineOptions) {
    this.header = header;
    this.options = options;
    const kept = (options.settled ?? []).filter((trial) => trial.outcome !== 'cancelled' && isTrialOf(header, trial));
    applyEvent(this.fold, { type: 'started', header });
    for (const trial of kept) applyEvent(this.fold, { type: 'settled', trial });
    this.states = header.targets.map((target) => this.stateOf(target));
    this.remaining = this.states.reduce((sum, state) => sum + state.tasks.length, 0);
    for (const state of this.states) {
      const tasks = state.tasks.map((task) => ({ state, task }));
      this.laneOf(state).lane.add(state.target.id, tasks);
    }
  }

  start(): Promise<RunRecord> {
    const { signal } = this.options;
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.emit({ type: 'started', header: this.header });
      if (signal.aborted) return this.cancel();
      signal.addEventListener('abort', this.cancel, { once: true });
      if (this.remaining === 0) return this.finish();
      for (const { lane } of this.lanes.values()) lane.start();
      this.progressSoon();
    });
  }

  private stateOf(target: Target): TargetState {
    const { conditions, trialsPerCell, seed } = this.header;
    const provider = this.options.providers.get(target.id);
    if (!provider) throw new Error(`The target ${target.id} has no provider.`);
    const turns = orderOfTurns(target.id, conditions, trialsPerCell, seed);
    let failed = 0;
    const tasks: TrialTask[] = [];
    for (const { condition, trialIndex } of turns) {
      const kept = this.fold.trials.get(trialName({ target: target.id, condition: condition.id, trialIndex }));
      if (kept?.outcome === 'failed') failed++;
      if (kept) continue;
      tasks.push({
        condition,
        trialIndex,
        attempts: 0,
        strikes: 0,
        answeredBefore: -1,
        settled: false,
        controller: null,
      });
    }
    return new TargetState(target, provider, turns.length, tasks, failed);
  }

  private laneOf(state: TargetState): LaneState {
    const { id } = state.target;
    const name = this.options.lanes.get(id) ?? id;
    let entry = this.lanes.get(name);
    if (!entry) {
      const { clock, random, concurrency } = this.options;
      const lane = new Lane<TaskOfTarget>({
        concurrency: Math.max(1, Math.floor(concurrency)),
        clock,
        random,
        turn: (task) => this.turn(task),
        changed: () => this.progressSoon(),
      });
      entry = { lane, answered: 0 };
      this.lanes.set(name, entry);
    }
    return entry;
  }

  /** One call of one trial, and what follows from it. */
  private async turn({ state, task }: TaskOfTarget): Promise<TurnResult> {
    const { clock, timeoutMs, hasher } = this.options;
    const controller = new AbortController();
    const request = state.request(task, this.header.seed);
    task.controller = controller;
    task.attempts++;
    state.inFlight++;
    const { attempt, ...times } = await makeAttempt(state.provider, request, { clock, timeoutMs, controller });
    task.controller = null;
    state.inFlight--;
    if (task.settled) return { kind: 'done', answered: false }; // cancelled meanwhile
    const sent = { ...times, request, sha256: state.digest(request, hasher) };
    if (attempt.kind === 'answered') {
      this.laneOf(state).answered++;
      this.settle(state, task, answeredTrial(state, task, sent, attempt));
      return { kind: 'done', answered: true };
    }
    const next = this.afterFailure(state, task, attempt, request.parameters);
    const settled = next.kind === 'done' || (next.kind === 'limited' && next.settled);
    if (settled) this.settle(state, task, failedTrial(state, task, sent, state.stop ?? attempt.error));
    return next;
  }

  private afterFailure(
    state: TargetState,
    task: TrialTask,
    attempt: FailedAttempt,
    sent: Readonly<Record<string, unknown>>,
  ): TurnResult {
    const { parameter, error, retryAfterMs } = attempt;
    if (state.stop === null && parameter !== null && Object.hasOwn(sent, parameter)) {
      // Each parameter can be dropped once, so this ends.
      state.drop(parameter);
      return { kind: 'again', delayMs: 0 };
    }
    state.lastError = error;
    if (attempt.stopsTarget) this.stopTarget(state, error);
    const tooLong = retryAfterMs !== null && retryAfterMs > LONGEST_WAIT_MS;
    if (tooLong && state.stop === null) this.stopTarget(state, { ...error, message: longWait(error, retryAfterMs) });
    const again = this.mayRetry(state, task, attempt);
    if (!tooLong && (error.reason === 'rate-limited' || retryAfterMs !== null)) {
      return { kind: 'limited', retryAfterMs, settled: !again };
    }
    if (!again) return { kind: 'done', answered: false };
    return { kind: 'again', delayMs: backoffMs(task.strikes, this.options.random) };
  }

  /**
   * Whether a failed trial goes again, and counts the failure against it. A server that asks it to wait while it
   * answers others only says that it is not yet its turn: that does not count.
   */
  private mayRetry(state: TargetState, task: TrialTask, attempt: FailedAttempt): boolean {
    if (!attempt.retryable || state.stop !== null) return false;
    const { answered } = this.laneOf(state);
    const progressed = attempt.error.reason === 'rate-limited' && answered > task.answeredBefore && answered > 0;
    task.answeredBefore = answered;
    if (!progressed) task.strikes++;
    return task.strikes < this.options.maxAttempts;
  }

  /** Settles what is not in flight; what is in flight settles by itself. */
  private stopTarget(state: TargetState, error: TrialError): void {
    if (state.stop !== null) return;
    state.stop = error;
    for (const { task } of this.laneOf(state).lane.remove(state.target.id)) {
      this.settle(state, task, unsentTrial(state, task, error));
    }
  }

  private settle(state: TargetState, task: TrialTask, trial: Trial): void {
    if (task.settled || this.ended) return;
    task.settled = true;
    state.settled++;
    if (trial.outcome === 'failed') state.failed++;
    this.remaining--;
    const event: RunEvent = { type: 'settled', trial };
    applyEvent(this.fold, event);
    this.emit(event);
    if (this.remaining === 0) this.finish();
  }

  private readonly cancel = (): void => {
    if (this.ended) return;
    for (const { lane } of this.lanes.values()) lane.close();
    for (const state of this.states) {
      for (const task of state.tasks) {
        if (task.settled) continue;
        this.settle(state, task, unsentTrial(state, task, null));
        task.controller?.abort(this.options.signal.reason);
      }
    }
    // Nothing was left to cancel, and nothing has been settled to finish the run.
    if (this.remaining === 0) this.finish();
  };

  private finish(): void {
    if (this.ended) return;
    this.flushProgress();
    const finishedAt = this.options.clock.now().toISOString();
    const event: RunEvent = { type: 'finished', status: statusOf(this.fold.trials.values()), finishedAt };
    applyEvent(this.fold, event);
    this.emit(event);
    this.end();
    this.resolve(foldedRecord(this.fold));
  }

  private end(): void {
    this.ended = true;
    this.options.signal.removeEventListener('abort', this.cancel);
    for (const { lane } of this.lanes.values()) lane.close();
  }

  /** One progress event for all that changes in the same tick. */
  private progressSoon(): void {
    if (this.progressDue || this.ended) return;
    this.progressDue = true;
    void Promise.resolve().then(() => {
      if (this.progressDue && !this.ended) this.flushProgress();
    });
  }

  private flushProgress(): void {
    this.progressDue = false;
    const { clock } = this.options;
    const progress = this.states.map((state) => {
      const { lane } = this.laneOf(state);
      const wakes = lane.wakesAtMs;
      const resumesAt =
        wakes === null
          ? null
          : new Date(clock.now().getTime() + Math.max(0, wakes - clock.monotonicMs())).toISOString();
      return state.progress({ paused: lane.paused, resumesAt });
    });
    this.emit({ type: 'progress', progress });
  }

  private emit(event: RunEvent): void {
    if (this.ended) return;
    try {
      this.options.onEvent(event);
    } catch (error) {
      // A defect of the receiver: the run cannot be trusted to be shown or kept, so it ends loudly.
      this.end();
      for (const state of this.states) for (const task of state.tasks) task.controller?.abort(error);
      this.reject(error);
    }
  }
}

/** What an earlier part of another run settled is no part of this one. */
function isTrialOf(header: RunHeader, { target, condition, trialIndex }: TrialKey): boolean {
  return (
    header.targets.some(({ id }) => id === target) &&
    header.conditions.some(({ id }) => id === condition) &&
    trialIndex >= 0 &&
    trialIndex < header.trialsPerCell
  );
}

function longWait(error: TrialError, waitMs: number): string {
  return `${error.message.replace(/\.$/, '')}; it asks to wait ${Math.round(waitMs / 360_000) / 10} hours, so try again later.`;
}

/** A run is complete when nothing failed and nothing was cancelled. */
function statusOf(trials: Iterable<Trial>): Exclude<RunStatus, 'running'> {
  let status: Exclude<RunStatus, 'running'> = 'complete';
  for (const { outcome } of trials) {
    if (outcome === 'cancelled') return 'cancelled';
    if (outcome === 'failed') status = 'partial';
  }
  return status;
}
