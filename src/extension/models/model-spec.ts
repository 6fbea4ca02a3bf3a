import type { TargetRequest } from '../../core/engine/plan.ts';
import type { RunHeader } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { ParameterNames } from '../../providers/definition.ts';
import { findProvider } from '../../providers/registry.ts';
import type { Endpoint } from '../config/endpoints.ts';
import { parametersFor } from '../config/parameters.ts';
import type { Settings } from '../config/settings.ts';
import { STRINGS } from '../strings.ts';

/** Id of the editor's own models; stands before the colon of a target. */
export const LANGUAGE_MODELS = 'vscode';

/** A model that was chosen, as it is remembered. */
export interface ModelChoice {
  /** `provider:model`. */
  readonly spec: string;
  /** What people read; the model's name when absent. */
  readonly label?: string;
}

/** The models of a run as they would be chosen again. */
export const choicesOf = ({ targets }: Pick<RunHeader, 'targets'>): readonly ModelChoice[] =>
  targets.map(({ provider, model, label }) => ({ spec: `${provider}:${model}`, label }));

const NO_NAMES: ParameterNames = { temperature: null, maxTokens: null, topP: null, seed: null };

/** Parts `provider:model` at the first colon; `null` when a part is missing. */
export function splitSpec(spec: string): { readonly provider: string; readonly model: string } | null {
  const at = spec.indexOf(':');
  if (at < 1 || at === spec.length - 1) return null;
  return { provider: spec.slice(0, at), model: spec.slice(at + 1) };
}

/** What a provider's API calls the common parameters; `null` where recorded answers take none. */
export function namesOf(provider: string, endpoints: readonly Endpoint[]): ParameterNames | null {
  const definition = endpoints.find(({ id }) => id === provider)?.definition ?? findProvider(provider);
  if (definition?.kind === 'recorded') return null;
  return definition?.parameterNames ?? NO_NAMES;
}

/** What to ask for a choice: where the model is and its parameters. Throws `UsageError` when nobody serves it. */
export function targetOf(
  { spec, label }: ModelChoice,
  endpoints: readonly Endpoint[],
  settings: Pick<Settings, 'temperature' | 'maxTokens' | 'parameters'>,
): TargetRequest {
  const parts = splitSpec(spec);
  if (!parts) throw new UsageError(STRINGS.models.invalid.spec(spec));
  const { provider, model } = parts;
  const named = label === undefined ? {} : { label };
  if (provider === LANGUAGE_MODELS) {
    const parameters = parametersFor(provider, model, { names: NO_NAMES, reserved: [] }, settings);
    return { provider, model, ...named, baseUrl: null, parameters };
  }
  const endpoint = endpoints.find((one) => one.id === provider);
  const definition = endpoint?.definition ?? findProvider(provider);
  if (!definition || (!endpoint && definition.kind === 'network')) {
    throw new UsageError(STRINGS.models.invalid.server(provider));
  }
  const rules = { names: definition.parameterNames, reserved: definition.reservedParameters };
  const parameters = definition.kind === 'recorded' ? {} : parametersFor(provider, model, rules, settings);
  return { provider, model, ...named, baseUrl: endpoint?.baseUrl ?? null, parameters };
}
