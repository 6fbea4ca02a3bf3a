import { randomUUID } from 'node:crypto';
import type { Io, Screen } from '../io/io.ts';
import type { Tool } from '../../runs/plan.ts';
import type { McpArguments, ReportArguments } from '../arguments/invocation.ts';
import type { Servers } from '../servers.ts';
import type { McpLimits, SessionBudget } from './limits.ts';

/** What all calls of tools work with: all of it is the user's, none of it an agent's. */
export interface Session {
  readonly settings: McpArguments;
  readonly servers: Servers;
  readonly limits: McpLimits;
  readonly budget: SessionBudget;
  readonly tool: Tool;
  /** Where files are read. */
  readonly folder: string;
  /** Where runs are kept. */
  readonly runsFolder: string;
  readonly io: Io;
}

/** One call of a tool. */
export interface ToolCall {
  /** Aborted when the client cancels it, or goes away. */
  readonly signal: AbortSignal;
  /** Tells the client how far it is, in figures and in words. */
  readonly progress: (done: number, all: number, words: string) => void;
}

const NOWHERE: Screen = { write: () => Promise.resolve(), isTerminal: false, columns: 80 };

/**
 * What the code of commands works with during one call: nothing is printed and nobody is asked, as standard input and output
 * belong to the client, and its report is made beside those of other calls.
 */
export function callIo({ io }: Session, { signal }: ToolCall): Io {
  const interrupted = AbortSignal.any([signal, io.interrupted]);
  let since: number | null = null;
  interrupted.addEventListener('abort', () => (since ??= performance.now()), { once: true });
  return {
    out: NOWHERE,
    err: NOWHERE,
    env: io.env,
    input: () => Promise.resolve(''),
    ask: null,
    interrupted,
    sinceInterrupted: () => (since === null ? 0 : performance.now() - since),
    lastWords: '',
    analysis: io.analysis,
    reportKey: randomUUID(),
  };
}

/** How reports of tools are made. */
export function reportArguments(extract: string | undefined): ReportArguments {
  return { format: 'table', extract: extract ?? 'auto', domain: 'auto', group: 'lexical' };
}
