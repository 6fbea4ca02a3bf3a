import { canonicalJson } from '../core/engine/digest.ts';
import { turnsOf } from '../core/engine/plan.ts';
import { trialName } from '../core/model/record.ts';
import type { Condition, RunRecord, Target, Trial } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import type { AnsweredAttempt, Attempt, CompletionRequest, ModelInfo, Provider } from '../core/ports.ts';
import type { ProviderOptions } from './definition.ts';
import { failed } from './wire/failures.ts';

/** Replays a saved run, trial by trial. Nothing is drawn again: what is not in the recording is refused. */
export function create({ recording }: ProviderOptions): Provider {
  if (!recording) throw new UsageError('A recorded model needs the file of a saved run.');
  const trials = new Map(recording.trials.map((trial) => [trialName(trial), trial]));
  return {
    id: 'recorded',
    source: 'recorded',
    complete: (request, signal) => {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      return Promise.resolve(replay(recording, trials, request));
    },
    listModels: () => Promise.resolve(recording.run.targets.map((target) => describe(recording, target))),
  };
}

/** What a shell asks before it starts: why this recording cannot answer; `null` when it can. One sentence. */
export function refusalOf(
  recording: RunRecord,
  model: string,
  conditions: readonly Condition[],
  trialsPerCell: number,
): string | null {
  const target = recordedTarget(recording, model);
  if (typeof target === 'string') return target;
  for (const condition of conditions) {
    const { id, system } = condition;
    const found = recordedCondition(recording, { condition: id, system, messages: turnsOf(condition) });
    if (typeof found === 'string') return found;
    const held = recordedTrials(recording, target, found);
    if (held < trialsPerCell) return tooFew(held, target, trialsPerCell);
  }
  return null;
}

function replay(recording: RunRecord, trials: ReadonlyMap<string, Trial>, request: CompletionRequest): Attempt {
  const target = recordedTarget(recording, request.model);
  if (typeof target === 'string') return refuse(target);
  const condition = recordedCondition(recording, request);
  if (typeof condition === 'string') return refuse(condition);
  const { trialIndex } = request;
  const trial = trials.get(trialName({ target: target.id, condition: condition.id, trialIndex }));
  if (!trial || trial.outcome === 'cancelled') {
    return refuse(tooFew(recordedTrials(recording, target, condition), target, trialIndex + 1));
  }
  if (trial.outcome === 'failed') {
    return failed(trial.error?.reason ?? 'unknown', trial.error?.message ?? 'This call failed when it was recorded.', {
      status: trial.error?.status ?? undefined,
    });
  }
  return replayed(trial, trial.outcome);
}

function replayed(trial: Trial, outcome: AnsweredAttempt['outcome']): AnsweredAttempt {
  const { text, finishReason, truncated, usage, modelReported, latencyMs, startedAt, attempts, sha256 } = trial;
  return {
    kind: 'answered',
    outcome,
    text,
    finishReason,
    truncated,
    usage,
    modelReported,
    note: trial.note ?? null,
    ...(trial.cached && { cached: true }),
    replayed: { latencyMs, startedAt, attempts, sha256 },
  };
}

/** `FILE#TARGET` names one; `FILE` alone does when the recording holds no other. A string says why there is none. */
function recordedTarget(recording: RunRecord, model: string): Target | string {
  const { targets } = recording.run;
  const named = targets
    .filter(({ id }) => model === id || model.endsWith(`#${id}`))
    .sort((a, b) => b.id.length - a.id.length)[0];
  if (named) return named;
  const only = targets[0];
  if (targets.length === 1 && only && !model.includes('#')) return only;
  return `The recording holds ${targets.map(({ id }) => `“${id}”`).join(', ')}; name one of them behind a #.`;
}

function recordedCondition(
  recording: RunRecord,
  request: Pick<CompletionRequest, 'condition' | 'system' | 'messages'>,
): Condition | string {
  const content = canonicalJson([request.system, request.messages]);
  // Where a list was put in another order for every trial, the words of each are not told by its condition.
  const fixed = recording.run.conditions.filter(({ prompt, shuffled = [] }) => prompt !== '' && shuffled.length === 0);
  const alike = fixed.filter((condition) => canonicalJson([condition.system, turnsOf(condition)]) === content);
  return (
    alike.find(({ id }) => id === request.condition) ??
    alike[0] ??
    'The recording answers another prompt; replay it with its own or choose a model that can be asked.'
  );
}

/** How many trials, counted from index 0 without a gap, can be replayed. */
function recordedTrials(recording: RunRecord, target: Target, condition: Condition): number {
  const held = new Set(
    recording.trials
      .filter((trial) => trial.target === target.id && trial.condition === condition.id)
      .filter((trial) => trial.outcome !== 'cancelled')
      .map((trial) => trial.trialIndex),
  );
  let count = 0;
  while (held.has(count)) count++;
  return count;
}

function tooFew(held: number, target: Target, wanted: number): string {
  return `The recording holds ${counted(held)} of “${target.label}”, not ${wanted}; ask for ${held} or fewer.`;
}

function refuse(message: string): Attempt {
  return failed('not-recorded', message, { stopsTarget: true });
}

function describe(recording: RunRecord, target: Target): ModelInfo {
  const runs = Math.max(
    ...recording.run.conditions.map((condition) => recordedTrials(recording, target, condition)),
    0,
  );
  return { id: target.id, label: `${target.label} (recorded)`, detail: `${counted(runs)}, recorded` };
}

function counted(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`;
}
