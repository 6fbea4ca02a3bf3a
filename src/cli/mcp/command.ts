import { UsageError } from '../../core/model/usage-error.ts';
import type { Tool } from '../../runs/plan.ts';
import type { McpArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io/io.ts';
import { stateFolder, thisMachine } from '../journal/places.ts';
import { Servers } from '../servers.ts';
import { MCP } from '../strings/mcp.ts';
import { printable } from '../terminal/printable.ts';
import type { ToolAnswer } from './answer.ts';
import type { Session, ToolCall } from './call.ts';
import { limitsFrom, SessionBudget } from './limits.ts';
import { estimateCost, probePrompt } from './probe.ts';
import type { ToolResult } from './protocol.ts';
import { analyzeOutputs, compareRuns, listRuns } from './runs.ts';

/** Serves agents until the client closes standard input, or a signal comes. What is at work then is stopped and kept. */
export async function mcpCommand(settings: McpArguments, tool: Tool, io: Io): Promise<number> {
  const session = sessionOf(settings, tool, io);
  const working = new Set<Promise<unknown>>();
  const served =
    <Input>(run: (input: Input, session: Session, call: ToolCall) => Promise<ToolAnswer<Record<string, unknown>>>) =>
    (input: Input, call: ToolCall): Promise<ToolResult> => {
      const result = answered(run(input, session, call), io);
      working.add(result);
      return result.finally(() => working.delete(result));
    };
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    io.interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  const { serveTools } = await import('./protocol.ts');
  const end = serveTools(
    {
      probe: served(probePrompt),
      estimate: served(estimateCost),
      analyze: served(analyzeOutputs),
      compare: served(compareRuns),
      list: served(listRuns),
    },
    tool,
    (error) => void io.err.write(`convergence-probe mcp: ${printable(error.message)}\n`),
  );
  await ended;
  await end();
  await Promise.allSettled(working);
  io.analysis.dispose();
  return io.interrupted.aborted ? EXIT.interrupted : EXIT.ok;
}

/** Throws a `UsageError` for limits and models that make no sense. */
function sessionOf(settings: McpArguments, tool: Tool, io: Io): Session {
  const limits = limitsFrom(settings, io.env);
  const servers = new Servers(settings, io.env);
  for (const { provider } of settings.targets) servers.demand(provider);
  return {
    ...{ settings, servers, limits, budget: new SessionBudget(limits), tool, io },
    ...{ folder: process.cwd(), runsFolder: stateFolder(thisMachine(io.env)) },
  };
}

/** What was refused is told as a sentence, which the agent can act on. */
async function answered(work: Promise<ToolAnswer<Record<string, unknown>>>, { err }: Io): Promise<ToolResult> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UsageError) return { refusal: printable(error.message) };
    await err.write(`${printable(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
    return { refusal: MCP.refused.defect };
  }
}
