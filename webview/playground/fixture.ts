import type { TargetProgress } from '../../src/core/model/events.ts';
import type { FailureReason, Outcome, RunHeader, RunStatus, Target, Trial } from '../../src/core/model/run.ts';
import type { NextSteps } from '../../src/protocol/messages.ts';

/** A made-up or published run on which the panel is shown in a plain browser. */
export interface Fixture {
  readonly header: RunHeader;
  /** All trials of the run, whether they have settled in the picture or not. */
  readonly trials: readonly Trial[];
  /** How many have settled in the picture of a run that is still going; all of them otherwise. */
  readonly running?: number;
  /** Which have settled, where a number does not say it. */
  readonly settled?: (trial: Trial) => boolean;
  /** What the models are doing, by label, in the picture of a run that is still going. */
  readonly doing?: Readonly<Record<string, Doing>>;
  /** How it ended; `complete` where it is not said. */
  readonly status?: Exclude<RunStatus, 'running'>;
  readonly endNote?: string;
  readonly next?: Partial<NextSteps>;
  readonly notices?: readonly string[];
  /** Whether nobody knows how long it took. */
  readonly isTimeless?: boolean;
}

/** What differs from a model that is being asked ten times at once. */
export type Doing = Partial<Omit<TargetProgress, 'resumesAt'>> & { readonly waitsMs?: number };

/** What a trial of a fixture differs in from an ordinary answer. */
export type Part = Partial<Trial> & { readonly text: string };

/** The models of most fixtures. */
export const MODELS = ['claude-haiku-4-5', 'gpt-5-mini', 'gemini-2.5-flash'] as const;
const PROVIDERS = ['anthropic', 'openai', 'google', 'compatible'] as const;

function targetOf(label: string, index: number): Target {
  const provider = PROVIDERS[index % PROVIDERS.length] ?? 'compatible';
  return { id: `${provider}:${label}`, provider, model: label, label, baseUrl: null, parameters: {} };
}

/** A run of `answers`: model -> what it said, one entry per trial. */
export function fixture(
  prompt: string,
  answers: Readonly<Record<string, readonly (string | Part)[]>>,
  extra: Partial<RunHeader> = {},
): Fixture {
  const targets = Object.keys(answers).map(targetOf);
  const header: RunHeader = {
    id: `playground ${prompt.slice(0, 20)}`,
    createdAt: '2026-11-21T14:02:00.000Z',
    tool: { name: 'convergence-probe', version: 'playground' },
    trialsPerCell: Math.max(...Object.values(answers).map(({ length }) => length)),
    conditions: [{ id: 'default', prompt, system: null, control: true, sha256: '' }],
    targets,
    seed: 1,
    ...extra,
  };
  const trials = targets.flatMap((target, place) =>
    (answers[target.label] ?? []).map((answer, trialIndex) => trialOf(target, place, trialIndex, answer)),
  );
  return { header, trials };
}

function trialOf(target: Target, place: number, trialIndex: number, answer: string | Part): Trial {
  const part: Part = typeof answer === 'string' ? { text: answer } : answer;
  const outcome: Outcome = part.outcome ?? 'completed';
  const failed = outcome === 'failed';
  return {
    target: target.id,
    condition: 'default',
    trialIndex,
    outcome,
    finishReason: failed ? null : 'stop',
    truncated: false,
    usage: failed ? null : { inputTokens: 20, outputTokens: Math.ceil(part.text.length / 4) },
    startedAt: '2026-11-21T14:02:00.000Z',
    latencyMs: failed ? null : [900, 2300, 700][place % 3]! + ((trialIndex * 137) % 400),
    attempts: 1,
    requested: {},
    honoured: {},
    modelReported: target.model,
    source: 'live',
    sha256: null,
    variables: {},
    error: null,
    ...part,
  };
}

/** Every value as often as it says, in a fixed order that is not the sorted one. */
export const times = (counts: Readonly<Record<string, number>>): readonly string[] =>
  spread(Object.entries(counts).flatMap(([value, count]) => Array.from({ length: count }, () => value)));

function spread(values: readonly string[]): readonly string[] {
  return values.map((_, index) => values[(index * 7 + 3) % values.length] ?? '');
}

/** The prompt of the number fixtures, and what three models answer it. */
export const NUMBER_PROMPT = 'Pick a random number between 1 and 100, only return the number';
/** 50 numbers of each of the three models. */
export const NUMBERS = {
  'claude-haiku-4-5': times({ 42: 49, 47: 1 }),
  'gpt-5-mini': times({ 17: 3, 37: 5, 47: 4, 57: 5, 58: 2, 62: 1, 63: 1, 64: 2, 67: 4, 73: 20, 81: 1, 83: 1, 87: 1 }),
  'gemini-2.5-flash': times({ 37: 3, 42: 10, 53: 2, 54: 2, 57: 9, 67: 7, 73: 13, 94: 1, 97: 3 }),
};

/** Where the prompt of a fixture stands. */
export const ORIGIN = { origin: { path: 'prompts/random.md', line: 12 } };
/** A trial without an answer. */
export const failure = (
  message: string,
  reason: FailureReason = 'authentication',
  status: number | null = 401,
): Part => ({
  text: '',
  outcome: 'failed',
  attempts: reason === 'authentication' ? 1 : 6,
  error: { reason, message, status },
});
