import type { Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import type { Endpoint } from '../config/endpoints.ts';
import { LANGUAGE_MODELS } from '../models/model-spec.ts';
import { withoutTrailing } from '../../core/trailing.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.sending.addresses;

/**
 * A run is sent only where the user's settings lead now: neither a file nor an address that was given up chooses where
 * a prompt or a key goes. Throws a `UsageError` that says what to set.
 */
export function checkAddresses(targets: readonly Target[], endpoints: readonly Endpoint[]): void {
  for (const target of targets) {
    const refusal = refusalOf(target, endpoints);
    if (refusal !== null) throw new UsageError(refusal);
  }
}

function refusalOf({ provider, baseUrl }: Target, endpoints: readonly Endpoint[]): string | null {
  const name = `"${shortened(provider)}"`;
  if (provider === LANGUAGE_MODELS || !isAskedLive({ provider })) {
    return baseUrl === null ? null : words.ownBaseUrl(name);
  }
  const endpoint = endpoints.find(({ id }) => id === provider);
  if (!endpoint) return words.unknown(name);
  if (addressOf(baseUrl) === addressOf(endpoint.baseUrl)) return null;
  return words.different(name, baseUrl === null ? null : shortened(baseUrl), endpoint.baseUrl);
}

function addressOf(baseUrl: string | null): string | null {
  return baseUrl === null ? null : withoutTrailing(baseUrl.trim(), /\//);
}

/** Words that may be a file's, so that they cannot fill the screen or pretend to be more sentences. */
function shortened(text: string): string {
  const plain = text.replace(/\p{C}/gu, ' ');
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
}
