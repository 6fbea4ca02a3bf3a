import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { groupRuns } from '../../../src/extension/runs-view/group-runs.ts';
import { groupLine, runLine } from '../../../src/extension/runs-view/run-lines.ts';
import { journalOf } from '../../../src/runs/analysis/restore.ts';
import { RunStore } from '../../../src/runs/store.ts';
import { madeUpRun } from './answers.ts';

/**
 * What the Runs view does when it is opened, in a fresh process: lists the kept runs of a folder, groups them and makes their
 * lines. Arguments: the folder, and with `make` the number of runs to put there before. Prints JSON.
 */

/** What opening the view took. */
export interface ViewTime {
  readonly ms: number;
  readonly lines: number;
}

const TRIALS = 150;
const MODELS = 3;
/** Runs of one prompt. */
const OF_A_PROMPT = 10;

function make(folder: string, runs: number): void {
  mkdirSync(folder, { recursive: true });
  const { run, trials } = madeUpRun('numbers', TRIALS, MODELS);
  for (let at = 0; at < runs; at++) {
    const prompt = `Pick a number, please, ${Math.floor(at / OF_A_PROMPT)}`;
    const conditions = run.conditions.map((condition) => ({ ...condition, prompt }));
    const createdAt = new Date(Date.UTC(2026, 0, 1, at)).toISOString();
    const header = { ...run, id: `run-${at}`, createdAt, conditions };
    writeFileSync(path.join(folder, `run-${at}.jsonl`), journalOf({ run: header, trials, edits: [] }), { mode: 0o600 });
  }
}

async function measure(folder: string): Promise<ViewTime> {
  const begun = performance.now();
  const groups = groupRuns(await new RunStore(folder).list());
  const now = new Date();
  const lines = groups.flatMap((group) => [groupLine(group), ...group.runs.map((run) => runLine(run, undefined, now))]);
  return { ms: performance.now() - begun, lines: lines.length };
}

const [folder = '', runs] = process.argv.slice(2);
if (runs !== undefined) make(folder, Number(runs));
void measure(folder).then((time) => {
  process.stdout.write(JSON.stringify(time));
});
