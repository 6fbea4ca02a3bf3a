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
  switch (invocation.command) {
    case 'version': {
      await io.out.write(`${VERSION}\n`);
      return EXIT.ok;
    }
    case 'help': {
      const { helpText } = await import('./help.ts');
      await io.out.write(helpText(invocation.about));
      return EXIT.ok;
    }
    case 'run': {
      const { runCommand } = await import('./commands.ts');
      return runCommand(invocation.arguments, { name: 'convergence-probe', version: VERSION }, io);
    }
    case 'resume': {
      const { resumeCommand } = await import('./commands.ts');
      return resumeCommand(invocation.arguments, io);
    }
    case 'analyze': {
      const { analyzeCommand } = await import('./commands.ts');
      return analyzeCommand(invocation.arguments, io);
    }
    case 'compare': {
      const { compareCommand } = await import('./commands.ts');
      return compareCommand(invocation.arguments, io);
    }
    case 'check': {
      const { checkCommand } = await import('./commands.ts');
      return checkCommand(invocation.arguments, { name: 'convergence-probe', version: VERSION }, io);
    }
    case 'models': {
      const { modelsCommand } = await import('./commands.ts');
      return modelsCommand(invocation.arguments, io);
    }
  }
}
