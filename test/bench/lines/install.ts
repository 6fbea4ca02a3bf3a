import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { atMost, exactly, spreadOf } from '../figures.ts';
import type { Bench } from '../machine/bench.ts';
import { startCli, times } from '../machine/bench.ts';
import { endedWell, startChild } from '../machine/child.ts';
import { startPromptfoo } from '../machine/promptfoo.ts';
import type { Line } from './line.ts';
import { peerOf } from './line.ts';

const LIMIT_MB = 2;

/** What has to be downloaded. */
export const PACKAGE: Line = {
  name: 'package',
  settings: 'the .vsix as vsce packs it; files in it, and names in the built code, that end in .node',
  measure: ({ prepared: { vsix, product } }) => {
    const dist = path.join(product, 'dist');
    const built = readdirSync(dist).filter((file) => file.endsWith('.js'));
    const native = built.flatMap((file) => nativeModules(readFileSync(path.join(dist, file), 'utf8')));
    return Promise.resolve([
      vsix === null
        ? { line: 'package (.vsix)', measured: null, target: atMost(LIMIT_MB), note: 'vsce needs a Node 22 or newer' }
        : {
            line: 'package (.vsix)',
            measured: { values: [statSync(vsix).size / 1e6], unit: 'MB' },
            target: atMost(LIMIT_MB),
          },
      { line: 'native modules in it', measured: { values: [native.length], unit: '' }, target: exactly(0) },
    ]);
  },
};

/** Native modules that code asks for. */
export function nativeModules(code: string): readonly string[] {
  return [...code.matchAll(/["'`]([\w@./-]+\.node)["'`]/g)].map((match) => String(match[1]));
}

/** `--version`: what every call of the command line costs. */
export const START: Line = {
  name: 'start',
  settings:
    '`--version`, from the start of the process to its end; the first start, which fills the disk cache, is left out',
  measure: async (bench) => {
    const walls = await times(bench.repetitions(11, 5) + 1, () => startMs(bench));
    const empty = await times(3, () => emptyNodeMs(bench));
    return [
      {
        line: 'start of the CLI (--version)',
        measured: { values: walls.slice(1).map((ms) => ms / 1000), unit: 's' },
        target: atMost(0.15),
        note: `an empty Node takes ${(spreadOf(empty).median / 1000).toFixed(3)} s here`,
        ...(await peerOf(bench, async (with_) => {
          const child = startPromptfoo(with_, bench.scratch, ['--version']);
          return { measured: (await endedWell(child)).wallMs / 1000 };
        })),
      },
    ];
  },
};

async function startMs(bench: Bench): Promise<number> {
  return (await endedWell(startCli(bench, ['--version'], { measured: false }))).wallMs;
}

async function emptyNodeMs(bench: Bench): Promise<number> {
  return (await endedWell(startChild({ args: ['-e', '0'], env: { HOME: bench.scratch } }))).wallMs;
}
