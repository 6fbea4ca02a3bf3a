import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import * as vscode from 'vscode';
import { prepareProbe } from '../../src/extension/agents/probe-tool.ts';
import { resolveMcpServer } from '../../src/extension/agents/mcp-server.ts';
import { endpointsOf } from '../../src/extension/config/endpoints.ts';
import { KeyStore } from '../../src/extension/keys/key-store.ts';
import { AGENTS } from '../../src/extension/strings/agents.ts';

/** What agents of the editor find: the tool, and the server with the user's servers, limits and keys. */

const NAME = 'convergenceProbe_probePrompt';
const EXTENSION = 'convergence-probe.convergence-probe';

async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('convergenceProbe').update(name, value, vscode.ConfigurationTarget.Global);
}

function textOf({ content }: vscode.LanguageModelToolResult): string {
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('the tool #probeConvergence', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is offered, with the schema of its input', async () => {
    await vscode.extensions.getExtension(EXTENSION)?.activate();
    const tool = vscode.lm.tools.find(({ name }) => name === NAME) ?? assert.fail('no tool');
    const schema = tool.inputSchema as {
      required: readonly string[];
      properties: Record<string, { maximum?: number }>;
    };
    assert.deepEqual(schema.required, ['prompt']);
    assert.ok(AGENTS.badInput(200).includes(String(schema.properties['runs']?.maximum)));
    assert.doesNotMatch(tool.description, /%/);
  });

  it('probes scripted models of the editor, shows the panel and gives the short report', async () => {
    const source = new vscode.CancellationTokenSource();
    const models = ['vscode:fake-lm/fake-a', 'vscode:fake-lm/fake-b'];
    const input = { prompt: 'Pick a random number between 1 and 100, only return the number', models, runs: 5 };
    const result = await vscode.lm.invokeTool(NAME, { toolInvocationToken: undefined, input }, source.token);
    const text = textOf(result);
    assert.match(text, /10 of 10 answered; the run is complete/);
    const mark = /--- (report [0-9a-f]{12})/.exec(text)?.[1] ?? assert.fail(text);
    const [, block = '', behind] = text.split(`--- ${mark}`);
    assert.match(block, /\d × 42/);
    assert.equal(behind, '');
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.ok(tabs.some(({ input: tab }) => tab instanceof vscode.TabInputWebview && /panel$/.test(tab.viewType)));
  });

  it('refuses what is no input, before anything is sent', async () => {
    const { token } = new vscode.CancellationTokenSource();
    for (const input of [{}, { prompt: ' ' }, { prompt: 'x', runs: 201 }, { prompt: 'x', models: 'openai:a' }]) {
      const invoked = vscode.lm.invokeTool(NAME, { toolInvocationToken: undefined, input }, token);
      await assert.rejects(Promise.resolve(invoked), JSON.stringify(input));
    }
  });
});

describe('the question of the tool', () => {
  it('says calls, models and cost, and shows the prompt as text', async () => {
    const { Pricing } = await import('../../src/runs/pricing.ts');
    const { planRequest } = await import('../../src/runs/plan.ts');
    const services = {
      endpoints: () => endpointsOf({}).all,
      pricing: new Pricing(),
      recordings: { all: () => Promise.resolve([]) },
      remembered: { models: () => undefined },
      runs: { plan: (request: never) => planRequest(request, { name: 'test', version: '1' }) },
    };
    await setting('prices', { 'openai:a': { input: 1, output: 4 } });
    try {
      const input = { prompt: 'A\n```\n**Bold** <b>', models: ['openai:a'], runs: 7 };
      const { confirmationMessages } = await prepareProbe(input, services as never);
      const message = (confirmationMessages?.message as vscode.MarkdownString).value;
      const plain = message.replaceAll('\\', '').replaceAll('&nbsp;', ' ');
      assert.match(plain, /7 times in all, to a, for about \$0\.000\d+ to \$0\.0\d+/);
      // The fence is longer than any in the prompt.
      assert.ok(message.endsWith('\n````\nA\n```\n**Bold** <b>\n````\n'), message);
    } finally {
      await setting('prices', undefined);
    }
  });
});

describe('the server that the editor starts for agents', () => {
  it('has the servers, prices and limits of the settings, and keys in its environment alone', async () => {
    await setting('budget', 0.07);
    await setting('prices', { 'mine:m': { input: 1, output: 2 }, openai: { input: 1, output: 1 } });
    const endpoints = endpointsOf({ mine: 'http://127.0.0.1:9/v1', 'Not-A-Name': 'http://127.0.0.1:9/v1' }).all;
    const stored = new Map<string, string>();
    const secrets = {
      get: (name: string) => Promise.resolve(stored.get(name)),
      store: (name: string, value: string) => Promise.resolve(void stored.set(name, value)),
    };
    const keys = new KeyStore(secrets as never, {});
    const [openai, mine] = ['openai', 'mine'].map((id) => endpoints.find((one) => one.id === id)!);
    await keys.set(openai!, 'sk-vendor');
    await keys.set(mine!, 'sk-mine');
    const cli = path.join(vscode.extensions.getExtension(EXTENSION)!.extensionPath, 'dist', 'cli.js');
    const plain = new vscode.McpStdioServerDefinition('x', process.execPath, [cli, 'mcp'], {
      ELECTRON_RUN_AS_NODE: '1',
    });
    try {
      const { command, args, env } = await resolveMcpServer(plain, { endpoints: () => endpoints, keys });
      const line = args.join(' ');
      assert.match(line, /--base-url mine=http:\/\/127\.0\.0\.1:9\/v1 --api-key mine=CONVERGENCE_PROBE_KEY_\d+/);
      assert.match(line, /--price mine:m=1\/2/);
      assert.ok(!line.includes('sk-') && !line.includes('Not-A-Name') && !line.includes('openai=1/1'), line);
      assert.ok(Object.values(env).includes('sk-mine'));
      assert.equal(env['OPENAI_API_KEY'], 'sk-vendor');

      const strings = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
      const client = new Client({ name: 'test', version: '1' });
      await client.connect(
        new StdioClientTransport({ command, args, env: { ...strings, PATH: process.env['PATH'] ?? '' } }),
      );
      const asked = { prompt: 'x', models: ['mine:m'], runs: 2 };
      const { structuredContent } = await client.callTool({ name: 'estimate_cost', arguments: asked });
      const { budgetUsd, calls } = structuredContent as { budgetUsd: number; calls: number };
      assert.deepEqual([budgetUsd, calls], [0.07, 2]);
      await client.close();
    } finally {
      await setting('budget', undefined);
      await setting('prices', undefined);
    }
  });
});
