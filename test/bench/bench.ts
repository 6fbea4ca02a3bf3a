import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BenchArguments } from './arguments.ts';
import { chosenNames, HELP, readArguments } from './arguments.ts';
import type { Row, Verdict } from './figures.ts';
import { verdictOf } from './figures.ts';
import type { Line } from './lines/line.ts';
import { LINES } from './lines/registry.ts';
import type { Bench } from './machine/bench.ts';
import { LATENCY_MS, measureBareSdks } from './machine/bench.ts';
import type { Prepared } from './machine/product.ts';
import { PREPARED } from './machine/product.ts';
import { findPromptfoo } from './machine/promptfoo.ts';
import { ServerProcess } from './machine/servers.ts';
import { countsText, recordOf, tableOf } from './table.ts';

/**
 * The benchmark: `npm run bench`. It measures the real, built command line in processes of its own against servers on
 * the loopback that run in yet another process, and prints one table with the targets beside the figures.
 *
 * How the figures are taken:
 *
 * - **Sending** is from the first request that a server sees to the last answer that a server has handed over, on the
 *   servers' clock. Start and report of the program are not in it. Servers are warm; each run finds them with empty
 *   buckets.
 * - **Ideal** is arithmetic: ceil(N / calls in flight) × latency, or what a token bucket lets through.
 * - **Ratios** are of one and the same repetition: ours and the bare SDKs take turns, and what disturbs the machine
 *   for a while disturbs both. The table shows the median of the repetitions with the smallest and the largest; the
 *   median decides.
 * - **Wasted** are requests beyond one for each answer.
 * - **CPU of sending** is read inside the measured process (`inside/usage.ts`), at its first request and at the end of
 *   its last reply; neither start nor report is in it. **Memory** is the largest resident set of its whole life.
 * - **Reports** are made in a fresh process each, so that they are as cold as in an analysis thread that was just
 *   started.
 * - **In the editor**: activation with a stand-in for the editor that does nothing, in a fresh process; the event loop
 *   in the real extension host of the embedded VS Code; the panel in Chromium with a worker in the host's place.
 *
 * It ends with 0 whatever the figures are: a benchmark on a busy machine must not fail a build. It ends with 1 when
 * something breaks.
 */
async function main(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args);
  const names = chosenNames(
    wanted.only,
    LINES.map(({ name }) => name),
  );
  if (wanted.help) return say(HELP);
  if (wanted.list) return say(listOf(LINES));
  const prepared = JSON.parse(process.env[PREPARED] ?? 'null') as Prepared | null;
  if (prepared === null) throw new Error('Start the benchmark with `npm run bench`: it builds what is measured.');
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'convergence-probe-bench-'));
  const servers = new ServerProcess(prepared.scripts.servers);
  try {
    const bench = benchOf(wanted, { prepared, servers, scratch });
    // The first burst of a process is slow; the servers' is not what is measured.
    await measureBareSdks(bench, { conduct: { latency: LATENCY_MS } }, 100, 50);
    const lines = LINES.filter(({ name }) => names.includes(name));
    return finish(lines, await measureAll(lines, bench), wanted, bench);
  } finally {
    servers.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function benchOf(wanted: BenchArguments, parts: Pick<Bench, 'prepared' | 'servers' | 'scratch'>): Bench {
  const { repeat, quick, promptfoo } = wanted;
  return {
    ...parts,
    quick,
    promptfoo: promptfoo === null ? null : findPromptfoo(promptfoo, parts.prepared.node24),
    repetitions: (usual, quickly = 1) => repeat ?? (quick ? quickly : usual),
  };
}

/** What a line came to. */
interface Outcome {
  readonly rows: readonly Row[];
  /** Why there are no rows; `null` when there are. */
  readonly broke: string | null;
}

async function measureAll(lines: readonly Line[], bench: Bench): Promise<ReadonlyMap<Line, Outcome>> {
  const outcomes = new Map<Line, Outcome>();
  for (const line of lines) {
    const begun = performance.now();
    process.stderr.write(`${line.name} … `);
    const outcome = await measureLine(line, bench);
    outcomes.set(line, outcome);
    const took = ((performance.now() - begun) / 1000).toFixed(1);
    process.stderr.write(outcome.broke === null ? `${took} s\n` : `broke after ${took} s\n`);
  }
  return outcomes;
}

/** One line that breaks does not keep the others from being measured. */
async function measureLine(line: Line, bench: Bench): Promise<Outcome> {
  try {
    return { rows: await line.measure(bench), broke: null };
  } catch (error) {
    return { rows: [], broke: error instanceof Error ? error.message : String(error) };
  }
}

function finish(
  lines: readonly Line[],
  outcomes: ReadonlyMap<Line, Outcome>,
  { json }: BenchArguments,
  bench: Bench,
): number {
  const rows = [...outcomes.values()].flatMap((outcome) => outcome.rows);
  const broken = lines.filter((line) => outcomes.get(line)?.broke !== null);
  const verdicts: Verdict[] = [...rows.map(verdictOf), ...broken.map(() => 'broken' as const)];
  const machine = machineOf(bench);
  say(
    [
      `\n${tableOf(rows)}\n`,
      ...(bench.promptfoo === null ? [] : [`promptfoo ${bench.promptfoo.version}, its own default settings, once.`]),
      `${countsText(verdicts)}.\n`,
      ...notesOf(rows),
      '\nSettings',
      ...lines.map(({ name, settings }) => `  ${name}: ${settings}`),
      ...broken.map((line) => `\n${line.name} broke: ${outcomes.get(line)?.broke}`),
      `\n${machine.text}`,
    ].join('\n'),
  );
  if (json !== null) {
    const broke = broken.map((line) => ({ name: line.name, message: outcomes.get(line)?.broke }));
    const document = { at: new Date().toISOString(), machine, rows: rows.map(recordOf), broken: broke };
    writeFileSync(json, `${JSON.stringify(document, null, 2)}\n`);
  }
  return broken.length > 0 ? 1 : 0;
}

function notesOf(rows: readonly Row[]): string[] {
  const noted = rows.filter(({ note }) => note !== undefined);
  return noted.length === 0 ? [] : ['Notes', ...noted.map(({ line, note }) => `  ${line.trim()}: ${note}`)];
}

function machineOf({ quick }: Bench) {
  const cores = os.cpus();
  const load = os.loadavg()[0] ?? 0;
  const text = `Node ${process.versions.node}, ${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), load ${load.toFixed(1)} at the end${quick ? '; quick' : ''}.`;
  return { node: process.versions.node, cores: cores.length, load, quick, text };
}

function listOf(lines: readonly Line[]): string {
  return `${lines.map(({ name, settings }) => `${name}\n    ${settings}`).join('\n')}\n`;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
