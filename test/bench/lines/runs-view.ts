import path from 'node:path';
import { atMost } from '../figures.ts';
import type { ViewTime } from '../inside/kept-runs.ts';
import type { Bench } from '../machine/bench.ts';
import { times } from '../machine/bench.ts';
import { endedWell, startChild } from '../machine/child.ts';
import type { Line } from './line.ts';

const RUNS = 500;

/** What opening the Runs view costs. */
export const RUNS_VIEW: Line = {
  name: 'runs-view',
  settings: `${RUNS} kept runs of 3 × 50 answers, 10 of each prompt; listing, grouping and making the lines, in a fresh Node; the first time, which reads every journal, is told in the note`,
  measure: async (bench) => {
    const folder = path.join(bench.scratch, 'kept-runs');
    const first = await open(bench, folder, String(RUNS));
    const all = await times(bench.repetitions(11, 5), () => open(bench, folder));
    if (all.some(({ lines }) => lines !== RUNS + RUNS / 10)) throw new Error('The view does not show every run.');
    return [
      {
        line: `Runs view with ${RUNS} runs`,
        measured: { values: all.map(({ ms }) => ms), unit: 'ms' },
        target: atMost(100),
        note: `${Math.round(first.ms)} ms without an index`,
      },
    ];
  },
};

async function open({ prepared: { scripts } }: Bench, ...args: readonly string[]): Promise<ViewTime> {
  return JSON.parse((await endedWell(startChild({ args: [scripts.keptRuns, ...args], env: {} }))).out) as ViewTime;
}
