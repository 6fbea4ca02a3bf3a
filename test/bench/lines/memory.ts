import { atMost } from '../figures.ts';
import type { Bench } from '../machine/bench.ts';
import { measureRun } from '../machine/bench.ts';
import type { Line } from './line.ts';

/** Of each of three models: 50,000 in all. */
const RUNS = 16_667;
const QUICK_RUNS = 2_000;
const SLOTS = 100;
const DIFFERENT = 10_000;
const WORDS = ['river', 'stone', 'amber', 'cloud', 'lantern', 'maple', 'quiet', 'signal', 'ember', 'harbour'];

/** Different texts of about so many characters; a server gives them in turn. */
function textsOf(characters: number): readonly string[] {
  return Array.from({ length: DIFFERENT }, (_, index) => {
    let text = `Answer ${index}:`;
    for (let word = index; text.length < characters; word += 1 + (word % 7)) text += ` ${WORDS[word % WORDS.length]}`;
    return text.slice(0, characters);
  });
}

/** The largest resident set from the first call to the saved run and its report. */
export const MEMORY: Line = {
  name: 'memory',
  settings: `N = ${RUNS} × 3 without latency, ${SLOTS} in flight a provider, saved with --out and reported as a table; memory: largest resident set of the whole process; ${DIFFERENT} different long answers in turn; quick: N = ${QUICK_RUNS} × 3`,
  measure: async (bench) => [
    { line: `memory, ${answersOf(bench)} short answers`, ...(await peakOf(bench, undefined)), target: atMost(400) },
    {
      line: `memory, ${answersOf(bench)} answers of 600 characters`,
      ...(await peakOf(bench, textsOf(600))),
      target: atMost(600),
    },
  ],
};

function answersOf({ quick }: Bench): string {
  return (3 * (quick ? QUICK_RUNS : RUNS)).toLocaleString('en');
}

async function peakOf(bench: Bench, answers: readonly string[] | undefined) {
  const more = ['--out', `${bench.scratch}/memory-${answers === undefined ? 'short' : 'long'}.probe.json`];
  const conduct = { latency: 0, ...(answers && { answers }) };
  const runs = bench.quick ? QUICK_RUNS : RUNS;
  const { ended } = await measureRun(bench, { conduct }, { runs, concurrency: SLOTS, more });
  if (ended.usage === null) throw new Error('The memory of a process was not measured.');
  return { measured: { values: [ended.usage.peakMb], unit: 'MB' as const } };
}
