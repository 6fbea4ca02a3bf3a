import type { ModelChoice } from '../models/model-spec.ts';

/**
 * What a key binding or another extension may fix in advance: `{ "models": ["openai:gpt-6-luna"], "runs": 10 }`.
 * A model can also be `{ "spec": "openai:gpt-6-luna", "label": "Luna" }`.
 */
export interface ProbeArguments {
  readonly models?: readonly ModelChoice[];
  readonly runs?: number;
}

/** Reads the arguments of the command. The context menu passes others (a URI); what is not understood is asked for. */
export function readProbeArguments(given: unknown): ProbeArguments {
  if (typeof given !== 'object' || given === null) return {};
  const { models, runs } = given as { readonly models?: unknown; readonly runs?: unknown };
  const choices = Array.isArray(models) ? models.flatMap(readModel) : [];
  const isCount = typeof runs === 'number' && Number.isSafeInteger(runs) && runs >= 1;
  return {
    ...(choices.length > 0 && { models: choices }),
    ...(isCount && { runs }),
  };
}

function readModel(given: unknown): readonly ModelChoice[] {
  if (typeof given === 'string') return [{ spec: given }];
  if (typeof given !== 'object' || given === null) return [];
  const { spec, label } = given as { readonly spec?: unknown; readonly label?: unknown };
  return typeof spec === 'string' ? [{ spec, ...(typeof label === 'string' && { label }) }] : [];
}
