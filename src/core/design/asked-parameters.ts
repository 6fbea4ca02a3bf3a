import type { Parameters } from '../model/run.ts';
import type { CommonParameters, DesignTarget, SharedParameters } from './design.ts';

/** What the parameters of a probe file are called by the API of a provider. */

/** What a provider's API calls the common parameters; `null` for what it has not. */
export interface CommonNames {
  readonly temperature: string | null;
  readonly maxTokens: string | null;
}

function translated({ temperature, maxTokens }: CommonParameters, names: CommonNames): Parameters {
  return {
    ...(temperature !== undefined && names.temperature !== null && { [names.temperature]: temperature }),
    ...(maxTokens !== undefined && names.maxTokens !== null && { [names.maxTokens]: maxTokens }),
  };
}

/** What shared parameters mean for one model, under the names of its API. */
export function sharedFor(shared: SharedParameters, provider: string, model: string, names: CommonNames): Parameters {
  const { parameters } = shared;
  return { ...translated(shared, names), ...parameters.get(provider), ...parameters.get(`${provider}:${model}`) };
}

/** What a target of its own asks for, under the names of its API. */
export function ownFor(
  target: Pick<DesignTarget, 'temperature' | 'maxTokens' | 'parameters'>,
  names: CommonNames,
): Parameters {
  return { ...translated(target, names), ...target.parameters };
}
