import type { Parameters } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { ProviderDefinition } from '../../providers/definition.ts';
import type { RunArguments } from '../arguments/invocation.ts';
import { didYouMean } from '../arguments/suggest.ts';
import { SENDING } from '../strings/sending.ts';

/** What the command line sets for a provider, under the names its API gives it. Nothing is sent that was not asked for. */
export function parametersFor(provider: string, definition: ProviderDefinition, wanted: RunArguments): Parameters {
  const { temperature, maxTokens } = definition.parameterNames;
  const parameters = new Map<string, unknown>();
  if (wanted.temperature !== null && temperature !== null) parameters.set(temperature, wanted.temperature);
  if (wanted.maxTokens !== null && maxTokens !== null) parameters.set(maxTokens, wanted.maxTokens);
  for (const { provider: owner, name, value } of wanted.parameters) {
    if (owner !== provider) continue;
    if (definition.reservedParameters.includes(name)) {
      throw new UsageError(SENDING.parameters.reserved(provider, name));
    }
    parameters.set(name, value);
  }
  return Object.fromEntries(parameters);
}

/** Refuses a `--param` for a provider that is not asked, or that takes none. */
export function checkParameters(wanted: RunArguments, definitions: ReadonlyMap<string, ProviderDefinition>): void {
  for (const { provider, name } of wanted.parameters) {
    const definition = definitions.get(provider);
    if (definition === undefined) {
      const guess = didYouMean(provider, [...definitions.keys()]);
      throw new UsageError(SENDING.parameters.noTarget(provider, name, guess));
    }
    if (definition.kind === 'recorded') throw new UsageError(SENDING.parameters.recorded(provider, name));
  }
}

/** The providers that leave out a common setting because they have none; one sentence each, for the error stream. */
export function leftOut(wanted: RunArguments, definitions: ReadonlyMap<string, ProviderDefinition>): readonly string[] {
  const options = [
    ['temperature', wanted.temperature],
    ['max-tokens', wanted.maxTokens],
  ] as const;
  return [...definitions].flatMap(([provider, { parameterNames }]) =>
    options
      .filter(([option, value]) => {
        const name = option === 'temperature' ? parameterNames.temperature : parameterNames.maxTokens;
        return value !== null && name === null;
      })
      .map(([option]) => SENDING.parameters.leftOut(provider, option)),
  );
}
