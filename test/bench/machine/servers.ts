import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { ServersAddresses, ServersConfig, ServersReport } from '../../support/servers/main.ts';
import type { ServerStatistics } from '../../support/servers/statistics.ts';
import type { WireId } from '../../support/servers/wires.ts';

/** The wires in the order of the columns. */
export const WIRES: readonly WireId[] = ['openai', 'anthropic', 'google'];

/**
 * The three servers in a process of their own: what they cost is not measured with what they serve. One process for
 * the whole benchmark, so that it is warm; every measurement gets servers with empty buckets on new ports.
 */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(script: string) {
    this.#child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#reader = createInterface({ input: this.#child.stdout! });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** Starts the servers anew. */
  async serve(config: ServersConfig): Promise<ServersAddresses> {
    return (await this.#ask(JSON.stringify(config))) as ServersAddresses;
  }

  /** What they have seen since. */
  async report(): Promise<ServersReport> {
    return (await this.#ask('')) as ServersReport;
  }

  close(): void {
    this.#reader.close();
    this.#child.stdin?.end();
    this.#child.kill();
  }

  async #ask(line: string): Promise<unknown> {
    this.#child.stdin?.write(`${line}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error('The servers ended unexpectedly.');
    return JSON.parse(value as string);
  }
}

/** From the first request a server saw to the last answer a server finished, ms; `null` when there was no answer. */
export function sendingMs(report: ServersReport, wires: readonly WireId[] = WIRES): number | null {
  const seen = wires.map((wire) => report[wire]).filter(({ requests }) => requests > 0);
  const first = Math.min(...seen.map(({ firstAt }) => firstAt ?? Infinity));
  const last = Math.max(...seen.map(({ lastAnsweredAt }) => lastAnsweredAt ?? -Infinity));
  return Number.isFinite(first) && Number.isFinite(last) ? last - first : null;
}

/** Sums a figure over servers. */
export function total(report: ServersReport, of: (one: ServerStatistics) => number, wires = WIRES): number {
  return wires.reduce((sum, wire) => sum + of(report[wire]), 0);
}
