import type { Target, Trial } from '../core/model/run.ts';
import { findProvider } from '../providers/registry.ts';
import type { ServerArguments } from './arguments/invocation.ts';
import { SENDING } from './strings/sending.ts';

/** How a server with an address of its own gets a key; `null` where one was named already, or the address is the vendor's. */
export function keyHint(provider: string, { baseUrls, apiKeys }: ServerArguments): string | null {
  if (!baseUrls.has(provider) || apiKeys.has(provider)) return null;
  return SENDING.keys.hint(provider, findProvider(provider)?.keyVariable ?? null);
}

/** The same for every provider of a run that asked for a key and got none. */
export function keyHints(
  { targets, trials }: { readonly targets: readonly Target[]; readonly trials: readonly Trial[] },
  wanted: ServerArguments,
): readonly string[] {
  const refused = new Set(trials.filter(({ error }) => error?.reason === 'authentication').map(({ target }) => target));
  const asking = new Set(targets.filter(({ id }) => refused.has(id)).map(({ provider }) => provider));
  return [...asking].flatMap((provider) => {
    const hint = keyHint(provider, wanted);
    return hint === null ? [] : [SENDING.keys.asksFor(provider, hint)];
  });
}
