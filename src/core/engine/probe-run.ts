import type { RunEvent } from '../model/events.ts';
import type { RunFold } from '../run-file/journal.ts';
import { applyEvent, emptyFold, foldedRecord, trialName } from '../run-file/journal.ts';
import { planned } from '../model/planned-trials.ts';
import type { RunHeader, RunRecord, Target, Trial } from '../model/run.ts';
import { Sharing } from '../model/sharing.ts';
import type { Attempt, FailedAttempt } from '../ports.ts';
import { earlierInChain } from '../prompt/chain.ts';
import { makeAttempt } from './attempt.ts';
import type { Budget } from './budget.ts';
import { budgetOf } from './budget.ts';
import type { Circumstances } from './failure-policy.ts';
import { afterFailure, isLimit, isRefusal, isSilence, PATIENCE_MS } from './failure-policy.ts';
import type { TurnResult } from './lane.ts';
import { Lane } from './lane.ts';
import { LaneHistory } from './lane-history.ts';
import { orderOfTurns } from './order.ts';
import type { Reply } from './pace/reply.ts';
import { progressOf } from './progress.ts';
import type { EngineOptions } from './run-probe.ts';
import type { TrialTask } from './target-state.ts';
import { freshTask, TargetState } from './target-state.ts';
import type { Sent } from './trials.ts';
import { answeredTrial, failedTrial, statusOf, unsentTrial } from './trials.ts';

/** Trials that are settled in one go when a run ends early; between two of them others may work. */
const SLICE = 500;
/** Nobody ends the waits between slices: an end is not ended. */
const NEVER = new AbortController().signal;

interface LaneState {
  readonly lane: Lane<TaskOfTarget>;
  readonly history: LaneHistory;
}

interface TaskOfTarget {
  readonly state: TargetState;
  readonly task: TrialTask;
}

/** A run while it is sent. Used once. */
export class ProbeRun {
  private readonly header: RunHeader;
  private readonly options: EngineOptions;
  private readonly fold: RunFold = emptyFold();
  private readonly states: readonly TargetState[];
  private readonly lanes = new Map<string, LaneState>();
  private readonly inFlight = new Set<TaskOfTarget>();
  private readonly sharing = new Sharing();
  private readonly budget: Budget | null;
  /** Whether a call has ended since lanes were last asked whether the budget lets them go on. */
  private budgetFreed = false;
  private remaining: number;
  private progressDue = false;
  /** Nothing is sent any more; what has not settled is being cancelled. */
  private halting = false;
  /** Why, when it was not the user's wish. */
  private endNote: string | null = null;
  private ended = false;
  private resolve: (record: RunRecord) => void = () => undefined;
  private reject: (reason: unknown) => void = () => undefined;

  constructor(header: RunHeader, options: EngineOptions) {
    this.header = header;
    this.options = options;
    const kept = keptTrials(header, options.settled ?? []);
    applyEvent(this.fold, { type: 'started', header });
    for (const trial of kept) applyEvent(this.fold, { type: 'settled', trial });
    this.states = header.targets.map((target) => this.stateOf(target));
    this.remaining = this.states.reduce((sum, state) => sum + state.tasks.length, 0);
    this.budget = this.budgetFor(kept);
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
      this.changed();
    });
  }

  private stateOf(target: Target): TargetState {
    const { conditions, trialsPerCell, seed } = this.header;
    const provider = this.options.providers.get(target.id);
    if (!provider) throw new Error(`The target ${target.id} has no provider.`);
    const turns = orderOfTurns(target.id, conditions, trialsPerCell, seed);
    const answered = new Set<string>();
    let failed = 0;
    const tasks: TrialTask[] = [];
    for (const { condition, trialIndex } of turns) {
      const kept = this.fold.trials.get(trialName({ target: target.id, condition: condition.id, trialIndex }));
      if (kept === undefined) tasks.push(freshTask(condition, trialIndex));
      else if (kept.outcome === 'failed') failed++;
      else answered.add(condition.id);
    }
    return new TargetState({ target, provider, wanted: turns.length, tasks, failed, answered, seed });
  }

  private budgetFor(kept: readonly Trial[]): Budget | null {
    const { budgetUsd, providers } = this.options;
    if (budgetUsd === null || budgetUsd === undefined) return null;
    const isPaid = (target: string) => ['live', 'batch'].includes(providers.get(target)!.source);
    return budgetOf(this.header, kept, budgetUsd, isPaid);
  }

  private laneOf(state: TargetState): LaneState {
    const { id } = state.target;
    const name = this.options.lanes.get(id) ?? id;
    let entry = this.lanes.get(name);
    if (!entry) {
      const { clock, random, concurrency, ratePerSecond } = this.options;
      const lane = new Lane<TaskOfTarget>({
        concurrency: Math.max(1, Math.floor(concurrency)),
        ratePerSecond: ratePerSecond ?? null,
        clock,
        random,
        turn: (task) => this.turn(task),
        isReady: (task) => this.earlier(task) !== null,
        admits: (task) => this.admits(task),
        changed: () => this.changed(),
      });
      entry = { lane, history: new LaneHistory(clock.monotonicMs()) };
      this.lanes.set(name, entry);
    }
    return entry;
  }

  /** What was answered before in a trial's chain; `null` while a call of it that comes first is not settled. */
  private earlier({ state, task }: TaskOfTarget): readonly string[] | null {
    const { id, rewrite } = task.condition;
    if (rewrite?.chain === undefined) return [];
    const texts: string[] = [];
    for (const trialIndex of earlierInChain(rewrite.chain, task.trialIndex)) {
      const trial = this.fold.trials.get(trialName({ target: state.target.id, condition: id, trialIndex }));
      if (trial === undefined) return null;
      if (trial.outcome === 'completed') texts.push(trial.text);
    }
    return texts;
  }

  /** One call of one trial, and what follows from it. */
  private async turn(member: TaskOfTarget): Promise<TurnResult> {
    const { state, task } = member;
    const { clock, timeoutMs, hasher } = this.options;
    const controller = new AbortController();
    const request = state.request(task, this.earlier(member) ?? []);
    task.controller = controller;
    task.attempts++;
    task.call = ++state.calls;
    state.inFlight++;
    this.inFlight.add(member);
    const { attempt, ...times } = await makeAttempt(state.provider, request, { clock, timeoutMs, controller });
    task.controller = null;
    // Given up when the run ended early.
    if (this.inFlight.delete(member)) state.inFlight--;
    this.pay(member, attempt);
    if (task.settled) return ABANDONED; // cancelled meanwhile
    const sent = { ...times, request, sha256: state.digest(request, task.condition, hasher) };
    const againMs = attempt.kind === 'answered' ? null : this.afterFailure(member, sent, attempt);
    if (attempt.kind === 'answered') {
      this.laneOf(state).history.noteAnswer(clock.monotonicMs());
      state.noteAnswer(task.condition.id);
      this.settle(state, task, answeredTrial(state, task, sent, attempt));
    }
    return { reply: replyOf(attempt), againMs };
  }

  /** Settles the trial, or gives the ms after which it goes again. */
  private afterFailure(member: TaskOfTarget, sent: Sent, attempt: FailedAttempt): number | null {
    const { state, task } = member;
    const { parameter, error } = attempt;
    const condition = task.condition.id;
    let stopped = state.stopOf(condition);
    if (stopped === null && parameter !== null && state.drop(parameter, task.condition, sent.request.parameters)) {
      this.budget?.dropped(state.target.id, parameter);
      return 0;
    }
    state.lastError = error;
    state.noteFailure(isSilence(attempt));
    if (stopped === null) {
      const next = afterFailure(task, attempt, this.around(state, sent, attempt));
      const isDead = isSilence(attempt) && this.isDead(state) && (task.strikes > 1 || next.kind === 'failed');
      if (next.kind === 'again' && !isDead) {
        state.noteOther(condition);
        return next.afterMs;
      }
      stopped = isDead ? error : next.kind === 'failed' ? next.stop : null;
      if (stopped !== null) this.stopTarget(state, stopped);
      else if (!isRefusal(attempt)) state.noteOther(condition);
      else if (state.noteRefusal(condition, error, this.isFirst(member))) this.stopCell(state, condition);
    }
    this.settle(state, task, failedTrial(state, task, sent, stopped ?? error));
    return null;
  }

  /** What counts when a call has failed just now. */
  private around(state: TargetState, { latencyMs }: Sent, attempt: FailedAttempt): Circumstances {
    const { maxAttempts, random, clock } = this.options;
    const { lane, history } = this.laneOf(state);
    const now = clock.monotonicMs();
    // Latencies are rounded.
    if (isLimit(attempt)) history.noteLimit(now - latencyMs + 1, attempt.retryAfterMs ?? 0, now);
    // A slow call may still be answered.
    const isAsking = [...this.inFlight].some((other) => this.laneOf(other.state).lane === lane);
    const silentMs = isAsking ? 0 : history.silentMs(now);
    return { answered: history.answered, silentMs, waits: history.waits, maxAttempts, random };
  }

  /** Whether a server that was never heard was given its time: a connection may come back in a moment. */
  private isDead(state: TargetState): boolean {
    return state.isDead && this.laneOf(state).history.silentMs(this.options.clock.monotonicMs()) >= PATIENCE_MS;
  }

  /** Whether no call of the same cell that was sent before this one is still out. */
  private isFirst({ state, task }: TaskOfTarget): boolean {
    const isOlder = (other: TaskOfTarget) =>
      other.state === state && other.task.condition.id === task.condition.id && other.task.call < task.call;
    return ![...this.inFlight].some(isOlder);
  }

  /** Settles what is not in flight; what is in flight settles by itself. */
  private stopTarget(state: TargetState, error: Trial['error'] & object): void {
    if (state.stop !== null) return;
    state.stop = error;
    for (const { task } of this.laneOf(state).lane.remove(state.target.id, () => true)) {
      this.settle(state, task, unsentTrial(state, task, error));
    }
  }

  private stopCell(state: TargetState, condition: string): void {
    const error = state.stopOf(condition);
    const isOfCell = ({ task }: TaskOfTarget) => task.condition.id === condition;
    for (const { task } of this.laneOf(state).lane.remove(state.target.id, isOfCell)) {
      this.settle(state, task, unsentTrial(state, task, error));
    }
    if (state.isHopeless) state.stop ??= error;
  }

  private settle(state: TargetState, task: TrialTask, trial: Trial): void {
    if (task.settled || this.ended) return;
    task.settled = true;
    state.settled++;
    if (trial.outcome === 'failed') state.failed++;
    this.remaining--;
    const event: RunEvent = { type: 'settled', trial: this.sharing.trial(trial) };
    applyEvent(this.fold, event);
    this.emit(event);
    if (this.remaining === 0) this.finish();
  }

  private admits({ state, task }: TaskOfTarget): boolean {
    return this.budget?.reserve(state.target.id, task.condition.id) ?? true;
  }

  /** Ends the reservation of a call. */
  private pay({ state, task }: TaskOfTarget, attempt: Attempt): void {
    if (this.budget === null) return;
    const isAnswer = attempt.kind === 'answered';
    const billed = isAnswer ? 'yes' : attempt.maybeBilled || attempt.error.reason === 'timeout' ? 'maybe' : 'no';
    this.budget.settle(state.target.id, task.condition.id, { usage: isAnswer ? attempt.usage : null, billed });
    this.budgetFreed = true;
  }

  /** Somebody began, ended or waits. */
  private changed(): void {
    if (this.ended || this.halting) return;
    if (this.budget !== null) this.keepBudget(this.budget);
    this.progressSoon();
  }

  /** Lets those go on for whom there is room again; ends the run when there is room for nobody. */
  private keepBudget(budget: Budget): void {
    if (this.budgetFreed) {
      this.budgetFreed = false;
      for (const { lane } of this.lanes.values()) lane.unblock();
    }
    if (this.inFlight.size > 0 || this.remaining === 0) return;
    const isOver = this.states.every(
      (state) => state.settled === state.wanted || this.laneOf(state).lane.isBlocked(state.target.id),
    );
    if (!isOver) return;
    this.endNote = budget.note;
    this.halt();
  }

  private readonly cancel = (): void => {
    if (!this.halting && !this.ended) this.halt();
  };

  /** Sends nothing any more and cancels the rest: at once what is in flight, the others in slices. */
  private halt(): void {
    this.halting = true;
    for (const { lane } of this.lanes.values()) lane.close();
    const givenUp = [...this.inFlight];
    this.inFlight.clear();
    for (const { state } of givenUp) state.inFlight--;
    for (const { state, task } of givenUp) {
      this.settle(state, task, unsentTrial(state, task, null));
      task.controller?.abort(this.options.signal.reason);
    }
    void this.cancelRest();
  }

  private async cancelRest(): Promise<void> {
    let left = SLICE;
    for (const state of this.states) {
      for (const task of state.tasks) {
        if (task.settled) continue;
        if (left-- === 0) {
          await this.options.clock.sleep(0, NEVER);
          left = SLICE;
        }
        this.settle(state, task, unsentTrial(state, task, null));
      }
    }
    // Nothing was left to cancel, and nothing has been settled to finish the run.
    if (this.remaining === 0) this.finish();
  }

  private finish(): void {
    if (this.ended) return;
    this.flushProgress();
    const finishedAt = this.options.clock.now().toISOString();
    const status = statusOf(this.fold.trials.values());
    const note = this.endNote === null ? {} : { endNote: this.endNote };
    const event: RunEvent = { type: 'finished', status, finishedAt, ...note };
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
      const { id } = state.target;
      return progressOf(state, {
        clock,
        waiting: this.halting ? null : lane.waiting(id),
        ratePerSecond: lane.perSecond(id),
        halted: this.endNote,
      });
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
      for (const { task } of this.inFlight) task.controller?.abort(error);
      this.reject(error);
    }
  }
}

/** For the pace of its lane, a call that nobody waits for says nothing. */
const ABANDONED: TurnResult = {
  reply: { kind: 'none', retryAfterMs: null, limits: [], tokens: null },
  againMs: null,
};

function replyOf(attempt: Attempt): Reply {
  const limits = attempt.limits ?? [];
  if (attempt.kind === 'answered') {
    const { inputTokens, outputTokens } = attempt.usage ?? { inputTokens: null, outputTokens: null };
    const tokens = (inputTokens ?? 0) + (outputTokens ?? 0);
    return { kind: 'answered', retryAfterMs: null, limits, tokens: tokens > 0 ? tokens : null };
  }
  const kind = isLimit(attempt) ? 'limited' : 'failed';
  return { kind, retryAfterMs: attempt.retryAfterMs || null, limits, tokens: null };
}

/** What an earlier part of this run has settled. What another run settled is no part of it. */
function keptTrials(header: RunHeader, trials: readonly Trial[]): readonly Trial[] {
  const targetIds = new Set(header.targets.map(({ id }) => id));
  const isPlanned = planned(header);
  return trials.filter((trial) => trial.outcome !== 'cancelled' && targetIds.has(trial.target) && isPlanned(trial));
}
