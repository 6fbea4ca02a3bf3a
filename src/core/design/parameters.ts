import type { Parameters } from '../model/run.ts';
import type { CommonParameters, SharedParameters } from './design.ts';
import { entriesOf, leafOf, plainOf, unknownKey, type Entry, type Value } from './nodes.ts';
import type { Notes } from './notes.ts';
import { maxTokensSchema, temperatureSchema } from './schema.ts';

/** Parameters of a probe file, as they are written. */

/** Nothing is asked for. */
export const NO_PARAMETERS: SharedParameters = { parameters: new Map() };

/** The parameters that people name alike for all providers. */
export function readCommon(entries: readonly Entry[], notes: Notes): CommonParameters {
  const valueOf = (key: string): Value | undefined => entries.find((entry) => entry.key === key)?.value;
  const hot = valueOf('temperature');
  const long = valueOf('maxTokens');
  const temperature = hot && leafOf(hot, temperatureSchema, notes);
  const maxTokens = long && leafOf(long, maxTokensSchema, notes);
  return {
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof maxTokens === 'number' && { maxTokens }),
  };
}

/** Parameters for all targets, those of an API by provider or by model. */
export function readShared(entries: readonly Entry[], notes: Notes): SharedParameters {
  const own = entries.find(({ key }) => key === 'parameters')?.value;
  const wanted = 'a mapping of providers, each with parameters of its API, such as `openai: { top_p: 0.9 }`';
  const byOwner = own === undefined ? [] : (entriesOf(own, wanted, notes) ?? []);
  const pairs = byOwner.map(({ key, value }) => [key, readParameters(value, notes)] as const);
  return { ...readCommon(entries, notes), parameters: new Map(pairs) };
}

/** Parameters under the names of an API. */
export function readParameters(value: Value, notes: Notes): Parameters {
  const entries = entriesOf(value, 'a mapping of parameters, such as `top_p: 0.9`', notes) ?? [];
  return Object.fromEntries(entries.map((entry) => [entry.key, plainOf(entry.value, notes)]));
}

/** Notes keys that a target does not have. */
export function refuseUnknown(entries: readonly Entry[], known: readonly string[], notes: Notes): void {
  for (const entry of entries) if (!known.includes(entry.key)) unknownKey(entry, known, notes);
}
