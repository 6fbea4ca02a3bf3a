import type { Target } from '../model/run.ts';

/** The limit that is sent to Anthropic when the user set none, because its API demands one. Tokens. */
export const ANTHROPIC_MAX_TOKENS = 8192;

/** Names that the providers' APIs give to the limit of an answer's tokens, thinking included. */
const LIMITS = ['max_tokens', 'max_completion_tokens', 'max_output_tokens', 'maxOutputTokens'];

/**
 * Most tokens that one answer of the target may have, thinking included, as its parameters say; `null` when nothing
 * limits it. With two limits the larger one: which of them a server obeys is not known.
 */
export function outputLimit({ provider, parameters }: Pick<Target, 'provider' | 'parameters'>): number | null {
  const set = LIMITS.filter((name) => Object.hasOwn(parameters, name)).map((name) => parameters[name]);
  const limits = set.filter((value): value is number => Number.isSafeInteger(value) && (value as number) > 0);
  if (limits.length > 0) return Math.max(...limits);
  return provider === 'anthropic' && set.length === 0 ? ANTHROPIC_MAX_TOKENS : null;
}
