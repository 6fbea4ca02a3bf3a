import type { RunStatus, Trial, TrialError } from '../model/run.ts';
import type { AnsweredAttempt, CompletionRequest } from '../ports.ts';
import type { TimedAttempt } from './attempt.ts';
import { CUT_NOTE, cutText } from './longest-text.ts';
import type { TargetState, TrialTask } from './target-state.ts';

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
    requested: state.requested(task.condition),
    honoured: {},
    modelReported: null,
    source: state.provider.source,
    sha256: null,
    variables: state.variables(task),
  };
}

/** A trial that no call settled: it was cancelled, or its target was stopped before it was sent. */
export function unsentTrial(state: TargetState, task: TrialTask, error: TrialError | null): Trial {
  return { ...blankTrial(state, task), outcome: error === null ? 'cancelled' : 'failed', error };
}

/** What a settling call sent and when. */
export interface Sent extends Omit<TimedAttempt, 'attempt'> {
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
  const { outcome, finishReason, usage, modelReported, replayed, added, cached } = attempt;
  const cut = cutText(attempt.text);
  const note = cut === null ? attempt.note : (attempt.note ?? CUT_NOTE);
  return {
    ...blankTrial(state, task),
    outcome,
    text: cut ?? attempt.text,
    finishReason,
    truncated: attempt.truncated || cut !== null,
    usage,
    ...(replayed?.variables && { variables: replayed.variables }),
    startedAt: replayed ? replayed.startedAt : sent.startedAt,
    latencyMs: replayed ? replayed.latencyMs : sent.latencyMs,
    attempts: replayed ? replayed.attempts : task.attempts,
    honoured: added ? { ...sent.request.parameters, ...added } : sent.request.parameters,
    modelReported,
    sha256: replayed?.sha256 !== undefined ? replayed.sha256 : sent.sha256,
    error: null,
    ...(note !== null && { note }),
    ...(cached && { cached }),
  };
}

/** A run is complete when nothing failed and nothing was cancelled. */
export function statusOf(trials: Iterable<Trial>): Exclude<RunStatus, 'running'> {
  let status: Exclude<RunStatus, 'running'> = 'complete';
  for (const { outcome } of trials) {
    if (outcome === 'cancelled') return 'cancelled';
    if (outcome === 'failed') status = 'partial';
  }
  return status;
}
