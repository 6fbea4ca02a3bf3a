import type {
  Condition,
  Message,
  Parameters,
  PromptOrigin,
  Provenance,
  ReadingWishes,
  Rewrite,
  RunDesign,
  RunHeader,
  ShuffledList,
  Target,
} from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Hasher } from '../ports.ts';
import { conditionDigest } from './digest.ts';
import { withoutTrailing } from '../trailing.ts';
import { turnsOf } from '../prompt/turns.ts';

/** A target as a user asks for it. */
export interface TargetRequest {
  readonly provider: string;
  readonly model: string;
  /** What people read; the model's name when absent. */
  readonly label?: string;
  /** `null` for the vendor's own. */
  readonly baseUrl: string | null;
  readonly parameters: Parameters;
}

/** What is sent, before it is checked. */
export interface PromptRequest {
  /** The prompt; with `messages`, the last turn of the user. */
  readonly prompt: string;
  readonly system: string | null;
  readonly messages?: readonly Message[];
}

/** A condition as a user asks for it. */
export interface ConditionRequest extends PromptRequest {
  /** Unique within the run. */
  readonly id: string;
  /** At most one is the control; without any it is the first. */
  readonly control: boolean;
  readonly comparedWith?: Condition['comparedWith'];
  readonly variables?: Condition['variables'];
  readonly shuffled?: readonly ShuffledList[];
  readonly rewrite?: Rewrite;
  /** What this condition asks of each target besides its own parameters, in the order of `targets`. */
  readonly parameters?: readonly Parameters[];
  readonly runs?: Condition['runs'];
}

/** What a run sends: one prompt, or conditions in their order. */
export type ContentRequest = PromptRequest | { readonly conditions: readonly ConditionRequest[] };

/** A run as requested, however that was said: with a command, in dialogs, or in a probe file. */
export type RunRequest = ContentRequest & {
  readonly targets: readonly TargetRequest[];
  /** N, an integer of at least 1. */
  readonly trialsPerCell: number;
  /** A fresh one when absent. */
  readonly seed?: number;
  readonly origin?: PromptOrigin;
  readonly provenance?: Provenance;
  /** See `RunHeader.recordedAt`. */
  readonly recordedAt?: string;
  readonly reading?: ReadingWishes;
  /** `file` may be a path; only its last part is kept. */
  readonly design?: RunDesign;
  /** Of a run that is sent until it is settled; the last one is `trialsPerCell`. */
  readonly looks?: RunHeader['looks'];
  readonly screening?: RunHeader['screening'];
};

/** A request with what makes its run one of its own. */
export type PlanRequest = RunRequest & Pick<RunHeader, 'id' | 'createdAt' | 'tool' | 'seed'>;

/** Turns a request into the header of a run, or throws a `UsageError` that says what is wrong with it. */
export function planRun(request: PlanRequest, hasher: Hasher): RunHeader {
  const { id, createdAt, tool, trialsPerCell, seed, origin, provenance, recordedAt, reading, design, looks } = request;
  const { screening } = request;
  if (!Number.isSafeInteger(trialsPerCell) || trialsPerCell < 1) {
    throw new UsageError(`The number of runs must be a whole number of at least 1, not ${String(trialsPerCell)}.`);
  }
  if (request.targets.length === 0) throw new UsageError('No model was chosen; name at least one.');
  const targets = planTargets(request.targets);
  return {
    id,
    createdAt,
    tool,
    trialsPerCell,
    conditions: planConditions(request, targets, hasher),
    targets,
    seed,
    ...(origin && { origin }),
    ...(provenance && { provenance }),
    ...(recordedAt !== undefined && { recordedAt }),
    ...(reading && { reading }),
    ...(design && { design: { ...design, file: lastPart(design.file) } }),
    ...(looks && { looks }),
    ...(screening && { screening }),
  };
}

/** A run file may go anywhere: where its probe file lay on this machine stays here. */
function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function planConditions(request: PlanRequest, targets: readonly Target[], hasher: Hasher): readonly Condition[] {
  if (!('conditions' in request)) return [planCondition({ ...request, id: 'default', control: true }, [], hasher)];
  const { conditions } = request;
  if (conditions.length === 0) throw new UsageError('No condition was chosen; name at least one.');
  const ids = new Set(conditions.map(({ id }) => id));
  if (ids.size < conditions.length) throw new UsageError('Two conditions have the same name; rename one of them.');
  const controls = conditions.filter(({ control }) => control).length;
  if (controls > 1) throw new UsageError('Only one condition can be the control; choose one.');
  return conditions.map((condition, index) =>
    planCondition(
      { ...condition, ...referenceOf(condition, ids), control: controls === 0 ? index === 0 : condition.control },
      targets,
      hasher,
    ),
  );
}

/** A run with more conditions, none of them its control; they are checked as those that it began with. */
export function withConditions(header: RunHeader, requests: readonly ConditionRequest[], hasher: Hasher): RunHeader {
  const added = requests.map((request) => planCondition({ ...request, control: false }, header.targets, hasher));
  return { ...header, conditions: [...header.conditions, ...added] };
}

/** What a condition is compared with, where that is part of the run. */
function referenceOf({ comparedWith }: ConditionRequest, ids: ReadonlySet<string>): Pick<Condition, 'comparedWith'> {
  const isThere = comparedWith === null || (comparedWith !== undefined && ids.has(comparedWith));
  return { comparedWith: isThere ? comparedWith : undefined };
}

function planCondition(request: ConditionRequest, targets: readonly Target[], hasher: Hasher): Condition {
  const { id, control, comparedWith, prompt, messages, variables, shuffled, rewrite, runs } = request;
  checkTurns(request);
  // An empty system prompt is no system prompt: some servers refuse one.
  const system = request.system === null || request.system.trim() === '' ? null : request.system;
  const lists = shuffled !== undefined && shuffled.length > 0 ? { shuffled } : {};
  const own = targets.flatMap((target, index) => {
    const parameters = request.parameters?.[index] ?? {};
    return Object.keys(parameters).length === 0 ? [] : [[target.id, parameters] as const];
  });
  return {
    id,
    prompt,
    system,
    ...(messages && { messages }),
    control,
    ...(comparedWith !== undefined && { comparedWith }),
    ...(variables && Object.keys(variables).length > 0 && { variables }),
    ...lists,
    ...(own.length > 0 && { parameters: Object.fromEntries(own) }),
    ...(runs !== undefined && { runs }),
    ...(rewrite && { rewrite }),
    sha256: conditionDigest({ system, messages: turnsOf(request), ...lists, chain: rewrite?.chain }, hasher),
  };
}

function checkTurns({ id, prompt, messages }: ConditionRequest): void {
  const which = id === 'default' ? '' : ` of the condition "${id}"`;
  if (prompt.trim() === '') throw new UsageError(`The prompt${which} is empty; write something to send.`);
  if (messages === undefined) return;
  const last = messages.at(-1);
  if (last?.role !== 'user' || last.text.trim() === '') {
    throw new UsageError(`The last turn of the prompt${which} must be the user’s and must not be empty.`);
  }
}

function planTargets(requests: readonly TargetRequest[]): readonly Target[] {
  const ids = new Set<string>();
  const labels = new Set<string>();
  return requests.map(({ provider, model, label, baseUrl, parameters }) => {
    if (provider.trim() === '' || model.trim() === '') {
      throw new UsageError('A model is named as PROVIDER:MODEL, for example openai:gpt-6-luna.');
    }
    return {
      id: numbered(`${provider}:${model}`, '#', ids),
      provider,
      model,
      label: numbered(label ?? model, ' #', labels),
      baseUrl: baseUrl === null ? null : checkedBaseUrl(baseUrl),
      parameters,
    };
  });
}

/** `name` itself, or with 2, 3 ... behind it when it is taken; marks the result as taken. */
function numbered(name: string, separator: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name}${separator}${count}`;
  taken.add(unique);
  return unique;
}

/** A base URL is saved with the run, so it must not carry a secret. */
function checkedBaseUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError('A base URL must be a whole address, such as http://localhost:11434/v1.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError('A base URL must begin with http:// or https://.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError('A base URL must not hold a user name, a password or a query; set the key apart from it.');
  }
  return withoutTrailing(text, /\//);
}
