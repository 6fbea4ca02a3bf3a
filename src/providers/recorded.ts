import { canonicalJson } from '../core/engine/digest.ts';
import { turnsOf } from '../core/prompt/turns.ts';
import { trialName } from '../core/run-file/journal.ts';
import { runsUnder } from '../core/model/planned-trials.ts';
import type { Condition, RunRecord, Target, Trial } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import type { AnsweredAttempt, Attempt, CompletionRequest, ModelInfo, Provider } from '../core/ports.ts';
import type { ProviderOptions } from './definition.ts';
import { failed } from './wire/failures.ts';

/** Conditions that a sentence names. */
const MOST_NAMED = 5;

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
    const found = recordedCondition(recording, askedOf(condition));
    if (typeof found === 'string') return found;
    const held = recordedTrials(recording, target, found);
    const wanted = runsUnder(condition, trialsPerCell);
    if (held < wanted) return tooFew(held, underOf(recording, target, found), wanted);
  }
  return null;
}

function replay(recording: RunRecord, trials: ReadonlyMap<string, Trial>, request: CompletionRequest): Attempt {
  const target = recordedTarget(recording, request.model);
  if (typeof target === 'string') return refuse(target);
  const { condition: asked, system, messages } = request;
  const condition = recordedCondition(recording, { condition: asked, system, messages });
  if (typeof condition === 'string') return refuse(condition);
  const { trialIndex } = request;
  const trial = trials.get(trialName({ target: target.id, condition: condition.id, trialIndex }));
  if (!trial || trial.outcome === 'cancelled') {
    const held = recordedTrials(recording, target, condition);
    return refuse(tooFew(held, underOf(recording, target, condition), trialIndex + 1));
  }
  if (trial.outcome === 'failed') {
    return failed(trial.error?.reason ?? 'unknown', trial.error?.message ?? 'This call failed when it was recorded.', {
      status: trial.error?.status ?? undefined,
    });
  }
  return replayed(trial, trial.outcome, condition);
}

function replayed(trial: Trial, outcome: AnsweredAttempt['outcome'], { shuffled = [] }: Condition): AnsweredAttempt {
  const { text, finishReason, truncated, usage, modelReported, latencyMs, startedAt, attempts, sha256, variables } =
    trial;
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
    replayed: { latencyMs, startedAt, attempts, sha256, ...(shuffled.length > 0 && { variables }) },
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

/** What is asked for, as a run lays it out; a call has no lists any more, they stand in its words. */
type Asked = Pick<CompletionRequest, 'condition' | 'system' | 'messages'> & Pick<Condition, 'shuffled'>;

function askedOf(condition: Condition): Asked {
  const { id, system, shuffled } = condition;
  return { condition: id, system, messages: turnsOf(condition), ...(shuffled && { shuffled }) };
}

/**
 * The condition that answers what is asked: the one of the same name, else one that sent the very same. Names alone prove nothing, as
 * prompts change and most runs call theirs `default`; only where a recording of several does not say what it sent do they decide.
 */
function recordedCondition({ run }: RunRecord, asked: Asked): Condition | string {
  const { conditions } = run;
  const own = conditions.find(({ id }) => id === asked.condition);
  const isNamed = own !== undefined && own.prompt === '' && conditions.length > 1;
  if (own !== undefined && (isNamed || sends(own, asked))) return own;
  return conditions.find((one) => one.prompt !== '' && sends(one, asked)) ?? otherPrompt(conditions, own);
}

/** Whether a condition sent what is asked for. */
function sends(condition: Condition, asked: Asked): boolean {
  const words = canonicalJson([asked.system, asked.messages]);
  const { shuffled = [] } = condition;
  if (shuffled.length === 0)
    return (asked.shuffled ?? []).length === 0 && canonicalJson([condition.system, turnsOf(condition)]) === words;
  // Every trial had its list in an order of its own, so the words of a call are not those of a condition. That the run asks for the
  // same lists was checked before it began (`refusalOf`).
  if (condition.id !== asked.condition) return false;
  if (asked.shuffled === undefined) return true;
  return (
    canonicalJson([condition.system, turnsOf(condition), shuffled]) ===
    canonicalJson([asked.system, asked.messages, asked.shuffled])
  );
}

function otherPrompt(conditions: readonly Condition[], own: Condition | undefined): string {
  if (conditions.length === 1)
    return 'The recording answers another prompt; replay it with its own or choose a model that can be asked.';
  if (own !== undefined)
    return `The recording answers another prompt under “${own.id}”; replay it with its own or choose a model that can be asked.`;
  const names = conditions.slice(0, MOST_NAMED).map(({ id }) => `“${id}”`);
  const more = conditions.length > MOST_NAMED ? ` and ${conditions.length - MOST_NAMED} more` : '';
  return `The recording answers other prompts, under ${names.join(', ')}${more}; replay it with its own or choose a model that can be asked.`;
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

/** “Luna”, with several conditions “Luna” under “short”. */
function underOf({ run }: RunRecord, { label }: Target, { id }: Condition): string {
  return run.conditions.length > 1 ? `“${label}” under “${id}”` : `“${label}”`;
}

function tooFew(held: number, whose: string, wanted: number): string {
  return `The recording holds ${counted(held)} of ${whose}, not ${wanted}; ask for ${held} or fewer.`;
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
