import * as vscode from 'vscode';
import { nameServer } from '../models/name-server.ts';
import type { Uses } from '../services.ts';
import { clearApiKey } from './clear-api-key.ts';
import { setApiKey } from './set-api-key.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.keys.manage;

interface ManageItem extends vscode.QuickPickItem {
  readonly take: () => Promise<unknown>;
}

/** Manage Keys and Servers: one place for how models are reached. */
export async function manageKeys(services: Uses<'endpoints' | 'keys'>): Promise<void> {
  const items: readonly ManageItem[] = [
    {
      label: words.set,
      detail: words.setDetail,
      take: () => setApiKey(services, undefined),
    },
    {
      label: words.clear,
      detail: words.clearDetail,
      take: () => clearApiKey(services),
    },
    {
      label: words.addServer,
      detail: words.addServerDetail,
      take: nameServer,
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: words.title, ignoreFocusOut: true });
  await chosen?.take();
}
