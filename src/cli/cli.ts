import { UsageError } from '../core/model/usage-error.ts';
import { parseInvocation, type Invocation } from './arguments/invocation.ts';
import { EXIT } from './exit-code.ts';
import type { Io } from './io/io.ts';
import { printable } from './terminal/printable.ts';
import { VERSION } from './version.ts';
import { ARGUMENTS } from './strings/arguments.ts';

/**
 * Runs one command line and returns the exit code. The commands are loaded only when they are asked for, so that
 * `--version` starts neither the engine nor an SDK.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await perform(parseInvocation(argv), io);
  } catch (error) {
    if (error instanceof UsageError) {
      await io.err.write(`convergence-probe: ${printable(error.message)}\n`);
      return EXIT.usage;
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await io.err.write(`convergence-probe: ${ARGUMENTS.defect}\n${printable(trace)}\n`);
    return EXIT.defect;
  }
}

async function perform(invocation: Invocation, io: Io): Promise<number> {
  if (invocation.command === 'version') {
    await io.out.write(`${VERSION}\n`);
    return EXIT.ok;
  }
  if (invocation.command === 'help') {
    const { helpText } = await import('./help.ts');
    await io.out.write(helpText(invocation.about));
    return EXIT.ok;
  }
  const commands = await import('./commands.ts');
  const tool = { name: 'convergence-probe', version: VERSION };
  switch (invocation.command) {
    case 'run':
      return commands.runCommand(invocation.arguments, tool, io);
    case 'rewrite':
      return commands.rewriteCommand(invocation.arguments, tool, io);
    case 'blame':
      return commands.runCommand(invocation.arguments, tool, io);
    case 'resume':
      return commands.resumeCommand(invocation.arguments, io);
    case 'analyze':
      return commands.analyzeCommand(invocation.arguments, io);
    case 'compare':
      return commands.compareCommand(invocation.arguments, io);
    case 'check':
      return commands.checkCommand(invocation.arguments, tool, io);
    case 'models':
      return commands.modelsCommand(invocation.arguments, io);
    case 'mcp':
      return commands.mcpCommand(invocation.arguments, tool, io);
  }
}
