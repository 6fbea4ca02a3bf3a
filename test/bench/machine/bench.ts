import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { ServersAddresses, ServersConfig, ServersReport } from '../../support/servers/main.ts';
import type { WireId } from '../../support/servers/wires.ts';
import { type Child, type Ended, endedWell, startChild } from './child.ts';
import type { Prepared } from './product.ts';
import type { Promptfoo } from './promptfoo.ts';
import { type ServerProcess, sendingMs, WIRES } from './servers.ts';

/** The prompt of every measured run. */
export const PROMPT = 'Pick a random number between 1 and 100';
/** Fixed latency of the loopback servers unless a line says otherwise, ms. */
export const LATENCY_MS = 200;
/** Models by wire; the servers take any. promptfoo speaks Gemini's wire only to models it knows by their name. */
export const MODELS: Readonly<Record<WireId, string>> = {
  openai: 'gpt-6-luna',
  anthropic: 'claude-haiku-5-5',
  google: 'gemini-3.8-flash',
};

/** What all lines measure with. */
export interface Bench {
  readonly prepared: Prepared;
  readonly servers: ServerProcess;
  /** `null` when no folder with it was named. */
  readonly promptfoo: Promptfoo | null;
  readonly quick: boolean;
  /** Repetitions: what was asked for, else `usual`, or `quick` (1 when absent) in a quick benchmark. */
  repetitions(usual: number, quick?: number): number;
  /** A folder for files, removed at the end. */
  readonly scratch: string;
}

/** How a run of the command line is asked for. */
export interface RunWish {
  readonly runs: number;
  readonly wires?: readonly WireId[];
  readonly concurrency?: number;
  readonly more?: readonly string[];
}

/** A run and what the servers saw of it. */
export interface MeasuredRun {
  readonly ended: Ended;
  readonly report: ServersReport;
  /** First request to last answer, on the servers' clock, ms. */
  readonly sendingMs: number;
}

/** Starts the real, built command line in a process of its own. */
export function startCli(bench: Bench, args: readonly string[], { measured = true } = {}): Child {
  const { product, scripts } = bench.prepared;
  // A home of its own: journals of earlier runs must not be found.
  const home = mkdtempSync(path.join(bench.scratch, 'home-'));
  return startChild({
    args: [path.join(product, 'dist', 'cli.js'), ...args],
    env: { HOME: home, XDG_STATE_HOME: path.join(home, 'state') },
    ...(measured && { usageScript: scripts.usage }),
  });
}

/** Arguments that name the servers. */
export function serverArguments(addresses: ServersAddresses, wires = WIRES): string[] {
  return wires.flatMap((wire) => ['--base-url', `${wire}=${addresses[wire]}`]);
}

/** Arguments of a run of all wires. */
export function runArguments(addresses: ServersAddresses, wish: RunWish): string[] {
  const { runs, wires = WIRES, concurrency, more = [] } = wish;
  return [
    ...['run', '--prompt', PROMPT, '--runs', String(runs)],
    ...wires.flatMap((wire) => ['--target', `${wire}:${MODELS[wire]}`]),
    ...serverArguments(addresses, wires),
    ...(concurrency === undefined ? [] : ['--concurrency', String(concurrency)]),
    ...more,
  ];
}

/** One run of the command line against servers that act so. `codes`: exit codes that are no failure of the benchmark. */
export async function measureRun(
  bench: Bench,
  config: ServersConfig,
  wish: RunWish,
  codes: readonly number[] = [0],
): Promise<MeasuredRun> {
  const addresses = await bench.servers.serve(config);
  const ended = await endedWell(startCli(bench, runArguments(addresses, wish)), codes);
  return measured(ended, await bench.servers.report());
}

/** The same work by the bare SDKs with `slots` calls in flight a provider. */
export async function measureBareSdks(bench: Bench, config: ServersConfig, runs: number, slots: number) {
  const { scripts } = bench.prepared;
  const addresses = await bench.servers.serve(config);
  const args = [scripts.bareSdks, JSON.stringify(addresses), String(runs), String(slots), PROMPT];
  const ended = await endedWell(startChild({ args, env: {}, usageScript: scripts.usage }));
  return measured(ended, await bench.servers.report());
}

/** Puts a process and its servers' figures together. */
export function measured(ended: Ended, report: ServersReport): MeasuredRun {
  const ms = sendingMs(report);
  if (ms === null) throw new Error(`The servers gave no answer: ${ended.err.slice(-500)}`);
  return { ended, report, sendingMs: ms };
}

/** Calls in flight a provider when nobody says how many: what the command line's own help says. */
export async function defaultConcurrency(bench: Bench): Promise<number> {
  const { out } = await endedWell(startCli(bench, ['run', '--help'], { measured: false }));
  const match = /--concurrency[\s\S]*?default (\d+)/.exec(out);
  if (match === null) throw new Error('`run --help` does not say what --concurrency is by default.');
  return Number(match[1]);
}

/** Does something so many times, one after the other. */
export async function times<T>(count: number, measure: (repetition: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let repetition = 0; repetition < count; repetition++) results.push(await measure(repetition));
  return results;
}
