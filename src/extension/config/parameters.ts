import { own } from '../../core/own.ts';
import type { Parameters } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { ParameterNames } from '../../providers/definition.ts';
import type { Settings } from './settings.ts';
import { STRINGS } from '../strings.ts';

/** What decides the parameters of a target. */
export interface ParameterRules {
  /** API names of the common settings; `null` where the provider has none. */
  readonly names: ParameterNames;
  /** What the provider sends itself; nobody else may. */
  readonly reserved: readonly string[];
}

/**
 * The parameters a target is asked with: the common settings under their API names, then those of the provider,
 * then those of the model. What nobody set is not there.
 */
export function parametersFor(
  provider: string,
  model: string,
  rules: ParameterRules,
  settings: Pick<Settings, 'temperature' | 'maxTokens' | 'parameters'>,
): Parameters {
  const spec = `${provider}:${model}`;
  const common: Record<string, unknown> = {};
  if (settings.temperature !== null && rules.names.temperature) common[rules.names.temperature] = settings.temperature;
  if (settings.maxTokens !== null && rules.names.maxTokens) common[rules.names.maxTokens] = settings.maxTokens;
  const merged = { ...common, ...own(settings.parameters, provider), ...own(settings.parameters, spec) };
  const taken = Object.keys(merged).find((name) => rules.reserved.includes(name));
  if (taken !== undefined) {
    throw new UsageError(STRINGS.models.invalid.parameter(taken, spec));
  }
  return merged;
}
