import type { Condition, Message, Parameters, PromptOrigin, Provenance, RunHeader, Target } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Hasher } from '../ports.ts';
import { conditionDigest } from './digest.ts';

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

/** A run as a user asks for it. */
export interface PlanRequest {
  readonly id: string;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** The prompt; with `messages`, the last turn of the user. */
  readonly prompt: string;
  readonly system: string | null;
  readonly messages?: readonly Message[];
  readonly targets: readonly TargetRequest[];
  /** N, an integer of at least 1. */
  readonly trialsPerCell: number;
  readonly seed: number;
  readonly origin?: PromptOrigin;
  readonly provenance?: Provenance;
}

/** Turns a wish into the header of a run, or throws a `UsageError` that says what is wrong with it. */
export function planRun(request: PlanRequest, hasher: Hasher): RunHeader {
  const { id, createdAt, tool, trialsPerCell, seed, origin, provenance } = request;
  if (!Number.isSafeInteger(trialsPerCell) || trialsPerCell < 1) {
    throw new UsageError(`The number of runs must be a whole number of at least 1, not ${String(trialsPerCell)}.`);
  }
  if (request.targets.length === 0) throw new UsageError('No model was chosen; name at least one.');
  return {
    id,
    createdAt,
    tool,
    trialsPerCell,
    conditions: [planCondition(request, hasher)],
    targets: planTargets(request.targets),
    seed,
    ...(origin && { origin }),
    ...(provenance && { provenance }),
  };
}

/** The turns that a condition sends: its own, or its prompt as the only one. */
export function turnsOf(condition: Pick<Condition, 'prompt' | 'messages'>): readonly Message[] {
  return condition.messages ?? [{ role: 'user', text: condition.prompt }];
}

function planCondition(request: PlanRequest, hasher: Hasher): Condition {
  const { prompt, messages } = request;
  if (prompt.trim() === '') throw new UsageError('The prompt is empty; write something to send.');
  if (messages !== undefined) {
    const last = messages.at(-1);
    if (last?.role !== 'user' || last.text.trim() === '') {
      throw new UsageError('The last turn of the prompt must be the user’s and must not be empty.');
    }
  }
  // An empty system prompt is no system prompt: some servers refuse one.
  const system = request.system === null || request.system.trim() === '' ? null : request.system;
  const content = { system, messages: turnsOf(request) };
  return {
    id: 'default',
    prompt,
    system,
    ...(messages && { messages }),
    control: true,
    sha256: conditionDigest(content, hasher),
  };
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
  return text.replace(/\/+$/, '');
}
