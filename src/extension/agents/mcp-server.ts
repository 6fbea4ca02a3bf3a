import type * as vscode from 'vscode';
import { readSettings } from '../config/settings.ts';
import type { Uses } from '../services.ts';

/** What the MCP server of the command line is started with, so that agents in the editor have the user's servers and limits. */

/** How `--base-url` takes a name. */
const NAME = /^[a-z][a-z0-9-]*$/;

/** Adds servers, prices, budget and keys of this moment. Keys are in the environment of the server alone. */
export async function resolveMcpServer(
  server: vscode.McpStdioServerDefinition,
  { endpoints, keys }: Uses<'endpoints' | 'keys'>,
): Promise<vscode.McpStdioServerDefinition> {
  const { models, prices, budgetUsd, concurrency, timeoutMs } = readSettings();
  const args = ['--concurrency', String(concurrency), '--timeout', String(timeoutMs / 1000)];
  const env: Record<string, string> = {};
  const reached = new Set<string>(['simulated']);
  for (const [index, endpoint] of endpoints().entries()) {
    const { id, baseUrl, definition } = endpoint;
    if (!NAME.test(id)) continue;
    reached.add(id);
    const key = await keys.keyFor(endpoint);
    if (baseUrl !== null) args.push('--base-url', `${id}=${baseUrl}`);
    else if (key !== null && definition.keyVariable !== null) env[definition.keyVariable] = key;
    if (baseUrl === null || key === null) continue;
    const variable = `CONVERGENCE_PROBE_KEY_${index}`;
    env[variable] = key;
    args.push('--api-key', `${id}=${variable}`);
  }
  // The editor's own models are reached through the editor alone.
  for (const model of models) if (reached.has(model.split(':')[0] ?? '')) args.push('--target', model);
  for (const [name, { input, output }] of Object.entries(prices))
    if (name.includes(':')) args.push('--price', `${name}=${input}/${output}`);
  // A budget that cannot be read is 0, which the server refuses: it lets nothing through.
  if (budgetUsd !== null) args.push('--budget', String(budgetUsd));
  server.args = [...server.args, ...args];
  server.env = { ...server.env, ...env };
  return server;
}
