import * as vscode from 'vscode';
import { nameServer } from '../models/name-server.ts';
import type { Uses } from '../services.ts';
import { clearApiKey } from './clear-api-key.ts';
import { setApiKey } from './set-api-key.ts';

interface ManageItem extends vscode.QuickPickItem {
  readonly take: () => Promise<unknown>;
}

/** Manage Keys and Servers: one place for how models are reached. */
export async function manageKeys(services: Uses<'endpoints' | 'keys'>): Promise<void> {
  const items: readonly ManageItem[] = [
    {
      label: '$(key) Set a key…',
      detail: 'For OpenAI, Anthropic, Google Gemini or a server of yours. It stays in the secret storage of VS Code.',
      take: () => setApiKey(services, undefined),
    },
    {
      label: '$(trash) Clear a key…',
      detail: 'Forgets a key that is stored.',
      take: () => clearApiKey(services),
    },
    {
      label: '$(server) Add a server…',
      detail: 'Any OpenAI-compatible address: Ollama, LM Studio, llama.cpp, vLLM, OpenRouter.',
      take: nameServer,
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: 'Manage Keys and Servers', ignoreFocusOut: true });
  await chosen?.take();
}
