import * as vscode from 'vscode';
import type { Uses } from '../services.ts';

/** Clear API Key: forgets one stored key. */
export async function clearApiKey({ endpoints, keys }: Uses<'endpoints' | 'keys'>): Promise<void> {
  const all = endpoints();
  const stored = await Promise.all(all.map(({ id }) => keys.isStored(id)));
  const items = all
    .filter((_, at) => stored[at])
    .map((endpoint) => ({ label: endpoint.label, detail: endpoint.origin, endpoint }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      'No key is stored. Keys in environment variables are cleared where they are set.',
    );
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Clear API Key',
    placeHolder: 'Which key should be forgotten?',
  });
  if (!chosen) return;
  await keys.clear(chosen.endpoint.id);
  void vscode.window.showInformationMessage(`The key for ${chosen.label} was removed.`);
}
