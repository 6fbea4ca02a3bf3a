import type { Condition, Parameters, Price, RunHeader, Target } from '../../../../src/core/model/run.ts';

/** Headers with prices, for tests about money. */

/** A price, US dollars for a million tokens. */
export function priceOf(inputPerMillion: number, outputPerMillion: number): Price {
  return { inputPerMillion, outputPerMillion, name: 'test', source: 'table' };
}

/** A target, by `provider:model`. */
export function paidTarget(id: string, parameters: Parameters = {}): Target {
  const [provider = '', model = ''] = id.split(':');
  return { id, provider, model, label: model, baseUrl: null, parameters };
}

/** A header; conditions by id. */
export function pricedRun(
  targets: readonly Target[],
  prices: Readonly<Record<string, Price>> | undefined,
  {
    prompts = { default: 'Pick a random number between 1 and 100' },
    runs = 50,
  }: {
    readonly prompts?: Readonly<Record<string, string>>;
    readonly runs?: number;
  } = {},
): RunHeader {
  const conditions = Object.entries(prompts).map(([id, prompt]): Condition => ({
    id,
    prompt,
    system: null,
    control: id === 'default',
    sha256: '0'.repeat(64),
  }));
  return {
    id: 'run',
    createdAt: '2026-01-31T12:00:00.000Z',
    tool: { name: 'test', version: '0' },
    trialsPerCell: runs,
    conditions,
    targets,
    seed: 1,
    ...(prices && { prices }),
  };
}
