import assert from 'node:assert/strict';
import path from 'node:path';
import { Client, type CallToolResult } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type {
  AnalyzeOutput,
  CompareOutput,
  EstimateOutput,
  ListOutput,
  ProbeOutput,
} from '../../src/cli/mcp/schemas.ts';
import type { BuiltCli } from './cli-process.ts';

/** A client of the official SDK that drives `convergence-probe mcp`. */

/** Revisions of the protocol that clients speak: with a handshake, and without one. */
export const REVISIONS = ['2025-11-25', '2026-07-28'] as const;
export type Revision = (typeof REVISIONS)[number];

/** A connected client. */
export interface Connected {
  readonly client: Client;
  /** The process of the server. */
  readonly pid: number;
  /** All that it wrote on its error stream so far. */
  readonly errors: () => string;
  /** Calls a tool that must succeed, and gives its structured result with the text beside it. */
  call<N extends keyof Outputs>(name: N, args: Readonly<Record<string, unknown>>): Promise<Answered<Outputs[N]>>;
  /** Calls a tool that must be refused, and gives the sentence. */
  refused(name: string, args: Readonly<Record<string, unknown>>): Promise<string>;
}

/** What tools give. */
interface Outputs {
  probe_prompt: ProbeOutput;
  estimate_cost: EstimateOutput;
  analyze_outputs: AnalyzeOutput;
  compare_runs: CompareOutput;
  list_runs: ListOutput;
}

export interface Answered<Output> {
  readonly structured: Output;
  readonly text: string;
}

/** What a server is started with. */
export interface ServerOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly revision?: Revision;
}

/** Connects, and lets the server go whatever happens. */
export async function withMcp(
  cli: Pick<BuiltCli, 'folder'>,
  { args = [], env = {}, revision = '2025-11-25' }: ServerOptions,
  use: (connected: Connected) => Promise<void>,
): Promise<void> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(cli.folder, 'cli.js'), 'mcp', ...args],
    env: { PATH: process.env.PATH ?? '', XDG_STATE_HOME: path.join(cli.folder, 'state'), ...env },
    cwd: cli.folder,
    stderr: 'pipe',
  });
  let errors = '';
  transport.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  const negotiation = revision === '2025-11-25' ? 'legacy' : { pin: revision };
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: negotiation } });
  await client.connect(transport);
  const text = ({ content }: CallToolResult): string => {
    assert.equal(content.length, 1);
    const [block] = content;
    return block?.type === 'text' ? block.text : assert.fail('not a text');
  };
  const callTool = (name: string, args: Readonly<Record<string, unknown>>): Promise<CallToolResult> =>
    client.callTool({ name, arguments: args });
  try {
    await use({
      client,
      pid: transport.pid ?? assert.fail('no process'),
      errors: () => errors,
      call: async <N extends keyof Outputs>(name: N, args: Readonly<Record<string, unknown>>) => {
        const result = await callTool(name, args);
        assert.notEqual(result.isError, true, text(result));
        // The client has checked it against the schema that the server publishes.
        return { structured: result.structuredContent as Outputs[N], text: text(result) };
      },
      refused: async (name, args) => {
        const result = await callTool(name, args);
        assert.equal(result.isError, true);
        assert.equal(result.structuredContent, undefined);
        return text(result);
      },
    });
  } finally {
    await client.close();
  }
}
