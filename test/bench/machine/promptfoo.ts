import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ServersAddresses, ServersConfig } from '../../support/servers/main.ts';
import { type Ended, startChild } from './child.ts';
import type { Bench, MeasuredRun } from './bench.ts';
import { MODELS, measured, PROMPT } from './bench.ts';
import { WIRES } from './servers.ts';

/** Calls it has in flight over all providers when nobody says how many (its documentation of `maxConcurrency`). */
export const PROMPTFOO_CONCURRENCY = 4;
/** It waits for minutes at limits; longer than this is not worth anybody's time, ms. */
const LIMIT_MS = 420_000;

/** promptfoo as it is installed in a folder. */
export interface Promptfoo {
  readonly script: string;
  readonly version: string;
  /** The Node that runs it. */
  readonly node: string;
}

/** What promptfoo made of a run. */
export interface PromptfooRun extends MeasuredRun {
  /** Rows of its output that hold an answer. */
  readonly answered: number;
}

/** Finds it; throws an `Error` with one plain sentence when it is not there. */
export function findPromptfoo(folder: string, node24: string | null): Promptfoo {
  const home = path.resolve(folder, 'node_modules', 'promptfoo');
  const manifest = path.join(home, 'package.json');
  if (!existsSync(manifest))
    throw new Error(`There is no promptfoo in ${folder}: run \`npm install promptfoo\` there.`);
  const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    version: string;
    bin: string | Readonly<Record<string, string>>;
  };
  const script = typeof bin === 'string' ? bin : bin['promptfoo'];
  if (script === undefined) throw new Error(`The promptfoo in ${folder} has no program.`);
  return { script: path.join(home, script), version, node: node24 ?? process.execPath };
}

/** Its configuration for the three servers; everything that is not needed to reach them is left to its defaults. */
export function promptfooConfig(addresses: ServersAddresses): unknown {
  const config = (baseUrl: string) => ({ apiBaseUrl: baseUrl, apiKey: 'none' });
  return {
    description: 'benchmark',
    prompts: [PROMPT],
    providers: [
      { id: `openai:chat:${MODELS.openai}`, config: config(addresses.openai) },
      { id: `anthropic:messages:${MODELS.anthropic}`, config: config(addresses.anthropic) },
      { id: `google:${MODELS.google}`, config: config(addresses.google) },
    ],
    tests: [{ vars: { run: 'benchmark' } }],
  };
}

/** Runs it N times a model against servers that act so; `concurrency` over all providers. */
export async function measurePromptfoo(
  bench: Bench & { readonly promptfoo: Promptfoo },
  config: ServersConfig,
  { runs, concurrency }: { readonly runs: number; readonly concurrency?: number },
): Promise<PromptfooRun> {
  const folder = mkdtempSync(path.join(bench.scratch, 'promptfoo-'));
  try {
    const addresses = await bench.servers.serve(config);
    writeFileSync(path.join(folder, 'promptfooconfig.json'), JSON.stringify(promptfooConfig(addresses)));
    const ended = await startPromptfoo(bench, folder, [
      ...['eval', '-c', 'promptfooconfig.json', '--repeat', String(runs), '-o', 'out.json'],
      // Answers of an earlier repetition would cost nothing, and the rest is output that nobody reads.
      ...['--no-cache', '--no-share', '--no-table', '--no-progress-bar'],
      ...(concurrency === undefined ? [] : ['-j', String(concurrency)]),
    ]).ended;
    const answered = answersIn(path.join(folder, 'out.json'), ended);
    return { ...measured(ended, await bench.servers.report()), answered };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts it in a folder of its own, with everything off that reaches beyond this machine. */
export function startPromptfoo(
  { prepared, promptfoo }: Pick<Bench, 'prepared'> & { readonly promptfoo: Promptfoo },
  folder: string,
  args: readonly string[],
) {
  return startChild({
    node: promptfoo.node,
    args: [promptfoo.script, ...args],
    usageScript: prepared.scripts.usage,
    cwd: folder,
    limitMs: LIMIT_MS,
    env: {
      HOME: folder,
      PROMPTFOO_CONFIG_DIR: path.join(folder, 'home'),
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
      PROMPTFOO_DISABLE_REMOTE_GENERATION: 'true',
    },
  });
}

function answersIn(file: string, { code, err, out }: Ended): number {
  if (code === null) throw new Error(`no end in ${LIMIT_MS / 60_000} min`);
  if (!existsSync(file)) throw new Error(`promptfoo wrote no results: ${(err + out).trim().slice(-800)}`);
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as {
    results: { results: readonly { readonly success: boolean }[] };
  };
  return results.results.filter(({ success }) => success).length;
}

/** The most its calls can do for `runs` runs of each model at so many in flight over all, ms. */
export function promptfooIdealMs(runs: number, latencyMs: number, concurrency = PROMPTFOO_CONCURRENCY): number {
  return Math.ceil((runs * WIRES.length) / concurrency) * latencyMs;
}
