import * as vscode from 'vscode';
import type { Endpoint } from '../config/endpoints.ts';
import { askKey } from '../keys/ask-key.ts';
import type { Services, Uses } from '../services.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.keys.set;

/** Set API Key, for a named service or for one that is asked for. Returns whether a key was stored. */
export async function setApiKey(services: Uses<'endpoints' | 'keys'>, given: unknown): Promise<boolean> {
  const endpoint = services.endpoints().find(({ id }) => id === given) ?? (await chooseEndpoint(services));
  if (!endpoint || !(await askKey(endpoint, services.keys))) return false;
  void vscode.window.showInformationMessage(STRINGS.keys.stored(endpoint.label));
  return true;
}

async function chooseEndpoint({ endpoints, keys }: Uses<'endpoints' | 'keys'>): Promise<Endpoint | undefined> {
  const items = await Promise.all(
    endpoints().map(async (endpoint) => ({
      label: endpoint.label,
      description: await stateOf(endpoint, keys),
      detail: endpoint.origin,
      endpoint,
    })),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: words.title,
    placeHolder: words.placeholder,
    ignoreFocusOut: true,
  });
  return chosen?.endpoint;
}

async function stateOf(endpoint: Endpoint, keys: Services['keys']): Promise<string> {
  const source = await keys.sourceOf(endpoint);
  if (source === 'stored') return words.stored;
  if (source === 'environment') return words.fromEnvironment(endpoint.definition.keyVariable ?? null);
  if (await keys.isStored(endpoint.id)) return words.otherAddress;
  return endpoint.definition.key === 'required' && endpoint.baseUrl === null ? words.none : words.notNeeded;
}
