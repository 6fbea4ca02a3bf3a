import * as vscode from 'vscode';
import { addServer } from '../config/settings.ts';
import { endpointsOf } from '../config/endpoints.ts';

const LOCAL_SERVER = 'http://localhost:11434/v1';

/** Asks for the address and the name of a server, and writes it into the settings. `false` when the user went back. */
export async function nameServer(): Promise<boolean> {
  const baseUrl = await vscode.window.showInputBox({
    title: 'Base URL of the server',
    prompt: 'It usually ends in /v1. Ollama, LM Studio and llama.cpp use ports 11434, 1234 and 8080.',
    value: LOCAL_SERVER,
    ignoreFocusOut: true,
    validateInput: (url) => endpointsOf({ server: url }).problems[0]?.replace(/^.*? needs a/, 'Type a') ?? null,
  });
  if (baseUrl === undefined) return false;
  const name = await vscode.window.showInputBox({
    title: 'Name of the server',
    prompt: 'Its models are listed under this name.',
    value: baseUrl === LOCAL_SERVER ? 'ollama' : 'local',
    ignoreFocusOut: true,
    validateInput: (text) => endpointsOf({ [text]: baseUrl }).problems[0] ?? null,
  });
  if (name === undefined) return false;
  await addServer(name, baseUrl.trim());
  return true;
}
