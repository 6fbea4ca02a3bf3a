import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import * as esbuild from 'esbuild';
import { hanging, productionBundles } from '../support/hanging.ts';

/** That something is said: a sentence of the command line, or what matches. */
export function assertSays(text: string, expected: string | RegExp): void {
  if (typeof expected === 'string') assert.ok(text.includes(expected), text);
  else assert.match(text, expected);
}

/** How one call of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A running command line. */
export interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
}

/** The command line, built as it ships, in a folder of its own. */
export interface BuiltCli {
  /** The folder; free to write into. */
  readonly folder: string;
  /** Where it keeps journals that belong to no file. */
  readonly stateFolder: string;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): Running;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  remove(): void;
}

/** What is built. */
interface BuildOptions {
  /** Whether the provider files are built, too. */
  readonly providers?: boolean;
  /** Reading an output that holds this never comes to an end: a mistake that no output is known to meet. */
  readonly hangsOn?: string;
}

/** The command line as it was built for all tests of a step; absent where a file of tests is run by itself. */
const BUILT = process.env['CONVERGENCE_PROBE_CLI'];

/** Puts `cli.js`, what it shares and, unless told otherwise, the provider files beside it into a folder. Tests run in the project's root. */
export async function buildCli({ providers = true, hangsOn }: BuildOptions = {}): Promise<BuiltCli> {
  const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-cli-'));
  if (BUILT === undefined || hangsOn !== undefined) await build(folder, providers, hangsOn);
  else cpSync(BUILT, folder, { recursive: true, filter: (file) => providers || path.basename(file) !== 'providers' });
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Running => {
    const child = spawn(process.execPath, [path.join(folder, 'cli.js'), ...args], {
      // Nothing of the developer's own environment, keys above all, reaches the tests, and nothing of them their journals.
      env: { PATH: process.env.PATH ?? '', XDG_STATE_HOME: path.join(folder, 'state'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { child, ended: ending(child) };
  };
  return {
    folder,
    stateFolder: path.join(folder, 'state', 'convergence-probe'),
    start,
    run: (args, env) => start(args, env).ended,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function build(folder: string, providers: boolean, hangsOn: string | undefined): Promise<void> {
  const wanted = (await productionBundles()).filter(
    ({ name }) => name === 'node' || name.startsWith('mcp') || (providers && name === 'providers'),
  );
  for (const { name, options } of wanted) {
    const outdir = name === 'providers' ? path.join(folder, 'providers') : folder;
    const plugins = [...(options.plugins ?? []), ...(hangsOn === undefined ? [] : [hanging(hangsOn)])];
    await esbuild.build({
      ...options,
      plugins,
      ...(name.startsWith('mcp') ? { outfile: path.join(folder, `${name}.js`) } : { outdir }),
    });
  }
}

function ending(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}
