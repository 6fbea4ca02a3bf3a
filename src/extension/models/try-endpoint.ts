import type { ModelInfo } from '../../core/ports.ts';
import type { Endpoint } from '../config/endpoints.ts';
import { kindOf } from '../log.ts';
import { listingFailure } from '../../providers/wire/listing-failed.ts';
import { STRINGS } from '../strings.ts';

/** What a service said when it was asked for its models, which costs nothing. */
export type Listing =
  | { readonly kind: 'listed'; readonly models: readonly ModelInfo[] }
  | { readonly kind: 'failed'; readonly isKey: boolean; readonly why: string };

/** Asks a service for its models. Never rejects. */
export async function listModels(endpoint: Endpoint, key: string | null, timeoutMs: number): Promise<Listing> {
  const { baseUrl, definition } = endpoint;
  try {
    const module = await definition.load();
    const models = await module.create({ baseUrl, key }).listModels(AbortSignal.timeout(timeoutMs));
    return { kind: 'listed', models };
  } catch (error) {
    return { kind: 'failed', isKey: listingFailure(error) === 'authentication', why: problemOf(error) };
  }
}

/** Providers promise one plain sentence; a timeout has words of its own. */
export function problemOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return STRINGS.models.lists.timedOut;
  return error instanceof Error && error.message !== '' ? error.message : STRINGS.models.lists.failed(kindOf(error));
}
