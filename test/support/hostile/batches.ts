import type { HostileOutput } from './kinds.ts';
import { HOSTILE_OUTPUTS } from './outputs.ts';

/** Models of a batch, and answers of each. */
export const BATCH = { targets: ['a', 'b', 'c'], runs: 50 } as const;

/** Ways to ask, each read in another way. */
const PROMPTS = [
  'Pick a random number between 1 and 100',
  'Tell me a joke',
  'Which is best: A, B or C?',
  'Build something. Answer with one HTML file.',
  'Answer in JSON with one field called answer.',
  'Name a colour',
];

/** A run of three models with fifty hostile answers each. */
export interface HostileBatch {
  readonly prompt: string;
  /** The outputs in the order of `answers`. */
  readonly outputs: readonly HostileOutput[];
}

/** All kinds in batches; each takes of every group, so that none is harmless, and the last ones begin anew. */
export const HOSTILE_BATCHES: readonly HostileBatch[] = batchesOf(BATCH.targets.length * BATCH.runs);

function batchesOf(size: number): readonly HostileBatch[] {
  const count = Math.ceil(HOSTILE_OUTPUTS.length / size);
  return Array.from({ length: count }, (_, batch) => ({
    prompt: PROMPTS[batch % PROMPTS.length]!,
    outputs: Array.from({ length: size }, (__, at) => HOSTILE_OUTPUTS[(at * count + batch) % HOSTILE_OUTPUTS.length]!),
  }));
}

/** A batch as a list of answers, one per line (JSONL), that `recorded:` replays. */
export function recordingOf({ prompt, outputs }: HostileBatch): string {
  return outputs
    .map(({ make }, at) => {
      const [target, trialIndex] = [BATCH.targets[at % BATCH.targets.length], Math.floor(at / BATCH.targets.length)];
      return `${JSON.stringify({ target, trialIndex, prompt, text: make() })}\n`;
    })
    .join('');
}
