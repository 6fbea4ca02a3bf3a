import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { McpServer, type CallToolResult, type ServerContext } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Tool } from '../../runs/plan.ts';
import { MCP_TOOLS } from '../strings/mcp-tools.ts';
import type { ToolCall } from './call.ts';
import * as schemas from './schemas.ts';

/**
 * The protocol, by its SDK, without anything of what the tools do: it is loaded at its first use, and shares nothing with the
 * other files, so that these are not cut into more pieces for its sake.
 */

/** How a tool was answered. */
export type ToolResult =
  | { readonly structured: Record<string, unknown>; readonly text: string }
  /** A sentence that the agent can act on. */
  | { readonly refusal: string };

type Run<Input> = (input: Input, call: ToolCall) => Promise<ToolResult>;

/** What each tool does. None of them rejects. */
export interface Tools {
  readonly probe: Run<schemas.ProbeInput>;
  readonly estimate: Run<schemas.ProbeInput>;
  readonly analyze: Run<schemas.AnalyzeInput>;
  readonly compare: Run<schemas.CompareInput>;
  readonly list: Run<schemas.ListInput>;
}

/** The view of a report, for clients that show MCP Apps; the others show the text. */
const VIEW = { uri: 'ui://convergence-probe/report', mimeType: 'text/html;profile=mcp-app', file: 'mcp-app.html' };
const SHOWN = { ui: { resourceUri: VIEW.uri } };

/** Bytes of one message: the outputs that `analyze_outputs` takes, each character of which may take six, escaped. */
const LONGEST_MESSAGE = 64 * 2 ** 20;

/** Serves them on standard input and output, to clients of either revision of the protocol. Returns what ends that. */
export function serveTools(tools: Tools, program: Tool, onError: (error: Error) => void): () => Promise<void> {
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: LONGEST_MESSAGE });
  const server = serveStdio(() => serverOf(tools, program), { transport, onerror: onError });
  return () => server.close();
}

function serverOf({ probe, estimate, analyze, compare, list }: Tools, { name, version }: Tool): McpServer {
  const server = new McpServer(
    { name, title: MCP_TOOLS.title, version },
    { capabilities: { tools: {}, resources: {} }, instructions: MCP_TOOLS.instructions },
  );
  const { tools } = MCP_TOOLS;
  const isOffline = { readOnlyHint: true, openWorldHint: false };
  server.registerTool(
    'probe_prompt',
    {
      ...{ ...tools.probe, _meta: SHOWN },
      ...{ inputSchema: schemas.probeInput, outputSchema: schemas.probeOutput },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    },
    handler(probe),
  );
  server.registerTool(
    'estimate_cost',
    {
      ...{ ...tools.estimate, annotations: isOffline },
      ...{ inputSchema: schemas.probeInput, outputSchema: schemas.estimateOutput },
    },
    handler(estimate),
  );
  server.registerTool(
    'analyze_outputs',
    {
      ...{ ...tools.analyze, annotations: isOffline, _meta: SHOWN },
      ...{ inputSchema: schemas.analyzeInput, outputSchema: schemas.analyzeOutput },
    },
    handler(analyze),
  );
  server.registerTool(
    'compare_runs',
    {
      ...{ ...tools.compare, annotations: isOffline },
      ...{ inputSchema: schemas.compareInput, outputSchema: schemas.compareOutput },
    },
    handler(compare),
  );
  server.registerTool(
    'list_runs',
    {
      ...{ ...tools.list, annotations: isOffline },
      ...{ inputSchema: schemas.listInput, outputSchema: schemas.listOutput },
    },
    handler(list),
  );
  const { title, description } = MCP_TOOLS.view;
  const { uri, mimeType } = VIEW;
  server.registerResource('report', uri, { title, description, mimeType }, async () => {
    const text = await readFile(path.join(__dirname, VIEW.file), 'utf8');
    // It loads nothing from anywhere: what is not declared is not allowed.
    return { contents: [{ uri, mimeType, text, _meta: { ui: { prefersBorder: true } } }] };
  });
  return server;
}

/** What a tool does, as the protocol wants it answered. */
function handler<Input>(run: Run<Input>) {
  return async (input: Input, { mcpReq }: ServerContext): Promise<CallToolResult> => {
    const token = mcpReq._meta?.progressToken;
    const result = await run(input, {
      signal: mcpReq.signal,
      progress: (progress, total, message) => {
        if (token === undefined) return;
        const params = { progressToken: token, progress, total, message };
        // A client that is gone hears of nothing any more; the call is aborted then.
        mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
      },
    });
    if ('refusal' in result) return { isError: true, content: [{ type: 'text', text: result.refusal }] };
    return { content: [{ type: 'text', text: result.text }], structuredContent: result.structured };
  };
}
