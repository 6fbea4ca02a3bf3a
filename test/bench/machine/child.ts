import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProcessUsage } from '../inside/usage.ts';
import { USAGE_FILE } from '../inside/usage-file.ts';

/** How a measured process ended. */
export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** From its start to its end, ms. */
  readonly wallMs: number;
  /** `null` when it was killed, or not asked for. */
  readonly usage: ProcessUsage | null;
}

/** A measured process. */
export interface Child {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** What to start. */
export interface ChildOptions {
  /** Arguments of Node: a script and its own. */
  readonly args: readonly string[];
  /** The Node to take; the running one when absent. */
  readonly node?: string;
  /** The preload that counts what it uses; nothing is counted when absent. */
  readonly usageScript?: string;
  /** All of its environment besides PATH: nothing of a person's own, keys above all, gets in. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Ended by SIGKILL when it takes longer, ms. */
  readonly limitMs?: number;
}

/** Starts a Node process of its own. It ends with this one. */
export function startChild({ args, node = process.execPath, usageScript, env, cwd, limitMs }: ChildOptions): Child {
  const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-bench-'));
  const usageFile = path.join(folder, 'usage.json');
  const preload = usageScript === undefined ? [] : ['--require', usageScript];
  const begun = performance.now();
  const child = spawn(node, [...preload, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env, ...(usageScript !== undefined && { [USAGE_FILE]: usageFile }) },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const timer = limitMs === undefined ? null : setTimeout(kill, limitMs);
  let [out, err, wallMs] = ['', '', 0];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  child.once('exit', () => (wallMs = performance.now() - begun));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (timer !== null) clearTimeout(timer);
      process.off('exit', kill);
      resolve({ code, out, err, wallMs, usage: readUsage(usageFile) });
      rmSync(folder, { recursive: true, force: true });
    });
  });
  return { ended, kill: (signal) => void child.kill(signal) };
}

function readUsage(file: string): ProcessUsage | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessUsage;
  } catch {
    // It was killed, or is not measured.
    return null;
  }
}

/** Waits for the end; throws with what was printed when the exit code is not one of these. */
export async function endedWell(child: Child, codes: readonly number[] = [0]): Promise<Ended> {
  const ended = await child.ended;
  if (ended.code === null || !codes.includes(ended.code)) {
    throw new Error(`A process ended with ${ended.code}: ${lastWords(ended)}`);
  }
  return ended;
}

/** The end of what was printed; lines of bundled code, which Node shows at a crash, are cut. */
function lastWords({ err, out }: Ended): string {
  const lines = (err || out).trim().split('\n');
  return lines
    .slice(-12)
    .map((line) => line.trimEnd().slice(0, 200))
    .join('\n');
}
