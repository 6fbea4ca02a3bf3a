import { seededRandom, seedOf } from '../core/statistics/random.ts';
import type { Attempt, AnsweredAttempt, CompletionRequest, ModelInfo, Provider } from '../core/ports.ts';
import type { Candidates } from './simulation/answers.ts';
import { candidatesFor } from './simulation/answers.ts';
import { failed } from './wire/failures.ts';
import { answered } from './wire/reply.ts';

/** A way of choosing among the answers a prompt allows. */
interface SimulatedModel extends ModelInfo {
  /** `random` is fresh for every trial. */
  choose(candidates: Candidates, random: () => number): string;
  /** Share of trials that end without a proper answer. */
  readonly mishaps: number;
}

const MODELS: readonly SimulatedModel[] = [
  {
    id: 'narrow',
    label: 'Narrow (simulated)',
    detail: 'simulated: one favourite answer in four of five runs',
    choose: (candidates, random) => candidates.at(favourite(random())),
    mishaps: 0,
  },
  {
    id: 'varied',
    label: 'Varied (simulated)',
    detail: 'simulated: many answers, some much likelier than others',
    // Its favourites are not those of `narrow`: it starts at the second.
    choose: (candidates, random) => candidates.at((zipf(candidates.count, random()) + 1) % candidates.count),
    mishaps: 0,
  },
  {
    id: 'uniform',
    label: 'Uniform (simulated)',
    detail: 'simulated: every answer equally likely',
    choose: (candidates, random) => candidates.at(Math.floor(random() * candidates.count)),
    mishaps: 0,
  },
  {
    id: 'moody',
    label: 'Moody (simulated)',
    detail: 'simulated: like varied, with refused, empty and cut-off answers in between',
    choose: (candidates, random) => candidates.at(zipf(candidates.count, random())),
    mishaps: 0.3,
  },
];

/** Models that need no network: the same seed, prompt and trial always give the same answer. */
export function create(): Provider {
  return {
    id: 'simulated',
    source: 'simulated',
    async complete(request, signal) {
      await delay(request.parameters.delayMs, signal);
      return answer(request);
    },
    listModels: () => Promise.resolve(MODELS.map(({ id, label, detail }) => ({ id, label, detail }))),
  };
}

function answer(request: CompletionRequest): Attempt {
  const model = MODELS.find(({ id }) => id === request.model);
  if (!model) {
    const names = MODELS.map(({ id }) => id).join(', ');
    return failed('not-found', `There is no simulated model “${request.model}”; there are ${names}.`, {
      stopsTarget: true,
    });
  }
  const prompt = request.messages.at(-1)?.text ?? '';
  const { seed, condition, trialIndex } = request;
  const random = seededRandom(seedOf([seed, model.id, condition, trialIndex, prompt].join('\n')));
  const text = model.choose(candidatesFor(prompt), random);
  return random() < model.mishaps ? mishap(text, model.id, random()) : reply(text, model.id);
}

// No usage: nothing was counted and nothing is paid.
function reply(
  text: string,
  model: string,
  changes: { finishReason?: string; refusal?: string } = {},
): AnsweredAttempt {
  const finishReason = changes.finishReason ?? 'stop';
  return answered({
    text,
    finishReason,
    usage: null,
    modelReported: `simulated ${model}`,
    refusal: changes.refusal ?? null,
  });
}

function mishap(text: string, model: string, kind: number): AnsweredAttempt {
  if (kind < 1 / 3) return reply('I would rather not answer that.', model, { refusal: 'a simulated refusal' });
  if (kind < 2 / 3) return reply('', model);
  return reply(text.slice(0, Math.ceil(text.length / 2)), model, { finishReason: 'length' });
}

/** 0 in four of five cases, otherwise 1; every list of answers has both. */
function favourite(draw: number): number {
  return draw < 0.8 ? 0 : 1;
}

/** Places further back are too unlikely to matter. */
const LAST_RANK = 1000;

/** A place in 0 ... count - 1 with weights 1, 1/2, 1/3 ... */
function zipf(places: number, draw: number): number {
  const count = Math.min(places, LAST_RANK);
  let total = 0;
  for (let rank = 1; rank <= count; rank++) total += 1 / rank;
  let left = draw * total;
  for (let rank = 1; rank < count; rank++) {
    left -= 1 / rank;
    if (left < 0) return rank - 1;
  }
  return count - 1;
}

/** Waits, so that a demonstration takes time: the parameter `delayMs`, at most a minute. */
function delay(wanted: unknown, signal: AbortSignal): Promise<void> {
  const ms = typeof wanted === 'number' && wanted > 0 ? Math.min(wanted, 60_000) : 0;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    if (ms === 0) return resolve();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
