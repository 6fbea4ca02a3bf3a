import { UsageError } from '../../core/model/usage-error.ts';
import { keyAddressProblem } from '../../providers/own-machine.ts';
import type { Endpoint } from '../config/endpoints.ts';
import { listModels } from '../models/try-endpoint.ts';
import { askChecked } from './ask-checked.ts';
import { cleanKey, keyProblem } from './bound-key.ts';
import type { KeyStore } from './key-store.ts';
import { keyWords } from './key-words.ts';
import { STRINGS } from '../strings.ts';

/** Asks for the key of a service, with a reason where there is one to tell, and stores it. `false` when the user went back. Throws a `UsageError` where it could not be sent. */
export async function askKey(endpoint: Endpoint, keys: KeyStore, why: string | null = null): Promise<boolean> {
  const problem = keyAddressProblem(endpoint.origin);
  if (problem !== null) throw new UsageError(problem);
  const typed = await askChecked({
    title: STRINGS.keys.title(endpoint.label),
    prompt: keyWords(endpoint.origin, why),
    placeholder: STRINGS.keys.placeholder,
    password: true,
    problem: keyProblem,
    check: (value) => checkKey(endpoint, cleanKey(value)),
  });
  const key = typed === undefined ? null : cleanKey(typed);
  if (key === null || keyProblem(key) !== null) return false;
  await keys.set(endpoint, key);
  return true;
}

/** Asks for every key without which a chosen service cannot be used. `false` when one is missing in the end. */
export async function askMissingKeys(
  endpoints: readonly Endpoint[],
  keys: KeyStore,
  why: string | null = null,
): Promise<boolean> {
  for (const endpoint of endpoints) {
    const needed = endpoint.definition.key === 'required' && endpoint.baseUrl === null;
    if (needed && (await keys.sourceOf(endpoint)) === null && !(await askKey(endpoint, keys, why))) return false;
  }
  return true;
}

/** Longest wait for what a service says of a key, ms. */
const CHECK_TIMEOUT_MS = 8_000;

/** Why a key does not work, from one free call; `null` when it does, or may only not list models. */
async function checkKey(endpoint: Endpoint, key: string | null): Promise<string | null> {
  const listing = await listModels(endpoint, key, CHECK_TIMEOUT_MS);
  return listing.kind === 'failed' && listing.isKey ? listing.why : null;
}
