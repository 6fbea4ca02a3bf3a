import * as vscode from 'vscode';
import type { Uses } from '../services.ts';
import { STRINGS } from '../strings.ts';

/** Clear API Key: forgets one stored key. */
export async function clearApiKey({ endpoints, keys }: Uses<'endpoints' | 'keys'>): Promise<void> {
  const all = endpoints();
  const stored = await Promise.all(all.map(({ id }) => keys.isStored(id)));
  const items = all
    .filter((_, at) => stored[at])
    .map((endpoint) => ({ label: endpoint.label, detail: endpoint.origin, endpoint }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(STRINGS.keys.none);
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: STRINGS.keys.clear,
    placeHolder: STRINGS.keys.which,
  });
  if (!chosen) return;
  await keys.clear(chosen.endpoint.id);
  void vscode.window.showInformationMessage(STRINGS.keys.removed(chosen.label));
}
