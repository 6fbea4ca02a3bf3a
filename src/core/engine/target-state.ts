import type { TargetProgress } from '../model/events.ts';
import type { Condition, FailureReason, Parameters, Target, Trial, TrialError } from '../model/run.ts';
import type { AnsweredAttempt, CompletionRequest, Hasher, Provider } from '../ports.ts';
import type { TimedAttempt } from './attempt.ts';
import { requestDigest } from './digest.ts';
import { turnsOf } from './plan.ts';

/** A trial that has not settled. */
export interface TrialTask {
  readonly condition: Condition;
  readonly trialIndex: number;
  /** Calls made, retries included. */
  attempts: number;
  /** Calls that count against the limit of attempts. */
  strikes: number;
  /** How many trials of the lane had been answered when the server last asked this one to wait; -1: never. */
  answeredBefore: number;
  settled: boolean;
  /** Ends the call in flight; `null` when there is none. */
  controller: AbortController | null;
}

/** How many trials of a target are where, and what was learnt about it during the run. */
export class TargetState {
  readonly target: Target;
  readonly provider: Provider;
  readonly wanted: number;
  readonly tasks: readonly TrialTask[];
  settled: number;
  failed: number;
  inFlight = 0;
  /** Why nothing more is sent; `null` while there is no such reason. */
  stop: TrialError | null = null;
  /** The last thing that went wrong. */
  lastError: TrialError | null = null;
  private readonly dropped = new Set<string>();
  private readonly digests = new Map<string, string>();

  constructor(target: Target, provider: Provider, wanted: number, tasks: readonly TrialTask[], failed: number) {
    this.target = target;
    this.provider = provider;
    this.wanted = wanted;
    this.tasks = tasks;
    this.settled = wanted - tasks.length;
    this.failed = failed;
  }

  /** What is sent: what was asked for, without what the server does not take. */
  parameters(): Parameters {
    const { parameters } = this.target;
    if (this.dropped.size === 0) return parameters;
    return Object.fromEntries(Object.entries(parameters).filter(([name]) => !this.dropped.has(name)));
  }

  /** Leaves a parameter out from now on. */
  drop(parameter: string): void {
    this.dropped.add(parameter);
  }

  request(task: TrialTask, seed: number): CompletionRequest {
    return {
      model: this.target.model,
      system: task.condition.system,
      messages: turnsOf(task.condition),
      parameters: this.parameters(),
      trialIndex: task.trialIndex,
      condition: task.condition.id,
      seed,
    };
  }

  /** Digest of a request; few differ within a target, so each is computed once. */
  digest(request: CompletionRequest, hasher: Hasher): string {
    const name = `${request.condition}\n${Object.keys(request.parameters).join('\n')}`;
    let digest = this.digests.get(name);
    if (digest === undefined) {
      const { model, system, messages, parameters } = request;
      digest = requestDigest({ provider: this.target.provider, model, system, messages, parameters }, hasher);
      this.digests.set(name, digest);
    }
    return digest;
  }

  progress(waiting: { readonly paused: boolean; readonly resumesAt: string | null }): TargetProgress {
    const { target, wanted, settled, failed, inFlight, stop } = this;
    const state = this.stateNow(waiting);
    const reason = stop ?? (state === 'paused' || failed > 0 ? this.lastError : null);
    return {
      target: target.id,
      wanted,
      settled,
      failed,
      inFlight,
      state,
      reason: reason && ((state === 'paused' && WAIT_REASONS[reason.reason]) || reason.message),
      resumesAt: state === 'paused' ? waiting.resumesAt : null,
    };
  }

  private stateNow(waiting: { readonly paused: boolean; readonly resumesAt: string | null }): TargetProgress['state'] {
    if (this.stop && this.inFlight === 0) return 'stopped';
    if (this.settled === this.wanted) return 'done';
    if (waiting.resumesAt !== null && (waiting.paused || this.inFlight === 0)) return 'paused';
    return this.inFlight > 0 || this.settled > 0 ? 'running' : 'waiting';
  }
}

/** What a wait is about, in a few words; the full sentence is kept for what ends a trial. */
const WAIT_REASONS: Partial<Record<FailureReason, string>> = {
  'rate-limited': 'rate limited',
  overloaded: 'the server is overloaded',
  network: 'no connection',
  timeout: 'no answer in time',
};

/** What every trial has before it has an outcome. */
function blankTrial(state: TargetState, task: TrialTask): Omit<Trial, 'outcome' | 'error'> {
  return {
    target: state.target.id,
    condition: task.condition.id,
    trialIndex: task.trialIndex,
    text: '',
    finishReason: null,
    truncated: false,
    usage: null,
    startedAt: null,
    latencyMs: null,
    attempts: task.attempts,
    requested: state.target.parameters,
    honoured: {},
    modelReported: null,
    source: state.provider.source,
    sha256: null,
    variables: {},
  };
}

/** A trial that no call settled: it was cancelled, or its target was stopped before it was sent. */
export function unsentTrial(state: TargetState, task: TrialTask, error: TrialError | null): Trial {
  return { ...blankTrial(state, task), outcome: error === null ? 'cancelled' : 'failed', error };
}

/** What a settling call sent and when. */
interface Sent extends Omit<TimedAttempt, 'attempt'> {
  readonly request: CompletionRequest;
  readonly sha256: string;
}

/** A trial that its last call settled without an answer. */
export function failedTrial(state: TargetState, task: TrialTask, sent: Sent, error: TrialError): Trial {
  const { startedAt, latencyMs, sha256 } = sent;
  const blank = blankTrial(state, task);
  return { ...blank, outcome: 'failed', startedAt, latencyMs, sha256, honoured: sent.request.parameters, error };
}

/** A trial that was answered. */
export function answeredTrial(state: TargetState, task: TrialTask, sent: Sent, attempt: AnsweredAttempt): Trial {
  const { outcome, text, finishReason, truncated, usage, modelReported, note, replayed, added } = attempt;
  return {
    ...blankTrial(state, task),
    outcome,
    text,
    finishReason,
    truncated,
    usage,
    startedAt: replayed ? replayed.startedAt : sent.startedAt,
    latencyMs: replayed ? replayed.latencyMs : sent.latencyMs,
    attempts: replayed ? replayed.attempts : task.attempts,
    honoured: added ? { ...sent.request.parameters, ...added } : sent.request.parameters,
    modelReported,
    sha256: replayed?.sha256 !== undefined ? replayed.sha256 : sent.sha256,
    error: null,
    ...(note !== null && { note }),
  };
}
