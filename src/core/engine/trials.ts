import type { RunStatus, Trial, TrialError } from '../model/run.ts';
import type { AnsweredAttempt, CompletionRequest } from '../ports.ts';
import type { TimedAttempt } from './attempt.ts';
import { CUT_NOTE, cutText } from './longest-text.ts';
import type { TargetState, TrialTask } from './target-state.ts';

/** What is told of the call that settled a trial; what is absent is as for a trial that no call settled. */
type Settled = Pick<Trial, 'outcome' | 'error'> &
  Partial<Omit<Trial, 'target' | 'condition' | 'trialIndex' | 'requested'>>;

const NOTHING: Trial['honoured'] = {};

/**
 * A settled trial. All of them are written as one literal, so that the engine gives them one shape: put together by
 * spreading, each of tens of thousands has a table of its members to itself, which is larger than what it tells.
 */
function trialOf(state: TargetState, task: TrialTask, settled: Settled): Trial {
  const { note, cached } = settled;
  const trial: Trial = {
    target: state.target.id,
    condition: task.condition.id,
    trialIndex: task.trialIndex,
    text: settled.text ?? '',
    finishReason: settled.finishReason ?? null,
    truncated: settled.truncated ?? false,
    usage: settled.usage ?? null,
    startedAt: settled.startedAt ?? null,
    latencyMs: settled.latencyMs ?? null,
    attempts: settled.attempts ?? task.attempts,
    requested: state.requested(task.condition),
    honoured: settled.honoured ?? NOTHING,
    modelReported: settled.modelReported ?? null,
    source: state.provider.source,
    sha256: settled.sha256 ?? null,
    variables: settled.variables ?? state.variables(task),
    outcome: settled.outcome,
    error: settled.error,
  };
  // Hardly a trial has one of them.
  return note === undefined && !cached
    ? trial
    : { ...trial, ...(note !== undefined && { note }), ...(cached && { cached }) };
}

/** A trial that no call settled: it was cancelled, or its target was stopped before it was sent. */
export function unsentTrial(state: TargetState, task: TrialTask, error: TrialError | null): Trial {
  return trialOf(state, task, { outcome: error === null ? 'cancelled' : 'failed', error });
}

/** What a settling call sent and when. */
export interface Sent extends Omit<TimedAttempt, 'attempt'> {
  readonly request: CompletionRequest;
  readonly sha256: string;
}

/** A trial that its last call settled without an answer. */
export function failedTrial(state: TargetState, task: TrialTask, sent: Sent, error: TrialError): Trial {
  const { startedAt, latencyMs, sha256, request } = sent;
  return trialOf(state, task, { outcome: 'failed', error, startedAt, latencyMs, sha256, honoured: request.parameters });
}

/** A trial that was answered. */
export function answeredTrial(state: TargetState, task: TrialTask, sent: Sent, attempt: AnsweredAttempt): Trial {
  const { outcome, finishReason, usage, modelReported, replayed, added, cached } = attempt;
  const cut = cutText(attempt.text);
  const note = cut === null ? attempt.note : (attempt.note ?? CUT_NOTE);
  const { parameters } = sent.request;
  return trialOf(state, task, {
    outcome,
    error: null,
    text: cut ?? attempt.text,
    finishReason,
    truncated: attempt.truncated || cut !== null,
    usage,
    ...(replayed?.variables && { variables: replayed.variables }),
    startedAt: replayed ? replayed.startedAt : sent.startedAt,
    latencyMs: replayed ? replayed.latencyMs : sent.latencyMs,
    attempts: replayed ? replayed.attempts : task.attempts,
    honoured: added ? { ...parameters, ...added } : parameters,
    modelReported,
    sha256: replayed?.sha256 !== undefined ? replayed.sha256 : sent.sha256,
    ...(note !== null && { note }),
    ...(cached && { cached }),
  });
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
