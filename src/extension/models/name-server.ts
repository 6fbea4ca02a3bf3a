import * as vscode from 'vscode';
import { addServer } from '../config/settings.ts';
import { askChecked } from '../keys/ask-checked.ts';
import { LOCAL_SERVERS } from './local-servers.ts';
import { listModels } from './try-endpoint.ts';
import { baseUrlProblem, endpointsOf } from '../config/endpoints.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.models.server;
const LOCAL_SERVER = 'http://localhost:11434/v1';

/** Asks for the address and the name of a server, and writes it into the settings. `false` when the user went back. */
export async function nameServer(): Promise<boolean> {
  const baseUrl = await askChecked({
    title: words.urlTitle,
    prompt: words.urlPrompt,
    value: LOCAL_SERVER,
    problem: (url) => baseUrlProblem(url),
    check: checkServer,
  });
  if (baseUrl === undefined) return false;
  const name = await vscode.window.showInputBox({
    title: words.nameTitle,
    prompt: words.namePrompt,
    value: nameFor(baseUrl),
    ignoreFocusOut: true,
    validateInput: (text) => endpointsOf({ [text]: baseUrl }).problems[0] ?? null,
  });
  if (name === undefined) return false;
  await addServer(name, baseUrl.trim());
  return true;
}

/** Longest wait for a server that was typed, ms. */
const CHECK_TIMEOUT_MS = 5_000;

/** Why a server does not list its models; `null` when it does, or asks for a key first. */
async function checkServer(baseUrl: string): Promise<string | null> {
  const endpoint = endpointsOf({ server: baseUrl }).all.find(({ id }) => id === 'server');
  const listing = endpoint && (await listModels(endpoint, null, CHECK_TIMEOUT_MS));
  return listing?.kind === 'failed' && !listing.isKey ? listing.why : null;
}

function nameFor(baseUrl: string): string {
  const { port } = new URL(baseUrl.trim());
  return LOCAL_SERVERS.find((server) => String(server.port) === port)?.name ?? 'local';
}
