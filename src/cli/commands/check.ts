import { randomUUID } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { MARGINS } from '../../core/compare/margins.ts';
import { gateOf, type Gate, type GatedPrompt } from '../../core/compare/gate.ts';
import { gateJunit } from '../../core/export/gate-junit.ts';
import { gateMarkdown } from '../../core/export/gate-markdown.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { systemClock } from '../../providers/node-ports.ts';
import { refuseOddities } from '../../storage/files.ts';
import type { Tool } from '../../runs/plan.ts';
import { isProbeFile, type CheckArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import { inTime } from '../io/in-time.ts';
import type { Io } from '../io/io.ts';
import { checkReport } from '../report/deliver.ts';
import { gateText } from '../report/gate-text.ts';
import { checkForm, printForm, type Forms } from '../report/forms.ts';
import { RunReport } from '../report/run-report.ts';
import { printable } from '../terminal/printable.ts';
import { runCommand } from './run.ts';
import { ARGUMENTS } from '../strings/arguments.ts';
import { RUNS } from '../strings/runs.ts';

const FORMS: Forms<Gate> = { table: gateText, texts: { junit: gateJunit, markdown: gateMarkdown } };
const EXITS = { pass: EXIT.ok, fail: EXIT.someFailed, undecided: EXIT.undecided } as const;

/** Compares runs with their baselines and ends with what came of it. Uses a network and keys only for probe files. */
export async function checkCommand(asked: CheckArguments, tool: Tool, io: Io): Promise<number> {
  const { files, baseline, report: how } = asked;
  checkForm('check', how.format, FORMS);
  checkReport({ ...how, format: 'table' });
  io.lastWords = RUNS.interrupted.allUnchanged;
  const pairs = await pairsOf(
    files.map((file) => runOf(file, asked)),
    baseline,
  );
  for (const [index, file] of files.entries()) {
    if (!isProbeFile(file)) continue;
    const code = await makeRun(file, pairs[index]!.after, asked, tool, io);
    // What failed is missing from the run, which the comparison says; an interrupted one is none.
    if (code !== EXIT.ok && code !== EXIT.someFailed) return code;
  }
  const prompts: GatedPrompt[] = [];
  for (const { name, before, after } of pairs) {
    await refuseOddities(after);
    const stamp = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
    const gating = RunReport.ofFiles([before, after], stamp, how, io).then((report) => gated(report, name, asked));
    // A report that cannot be made says nothing about the prompt, so it must not end like one that failed.
    const prompt = await inTime(gating, io);
    if (prompt === null) {
      await io.err.write(`${printable(io.lastWords)}\n`);
      return EXIT.interrupted;
    }
    prompts.push(prompt);
  }
  const gate = gateOf(prompts);
  await printForm(gate, how.format, FORMS, io);
  return EXITS[gate.outcome];
}

/** Bounds of one prompt; a run file may come from anybody. */
const MOST_BOUNDS = 1_000;

/** A prompt with what it is held to: as the command line says, else as its probe file said. */
async function gated(report: RunReport, name: string, { want, leastFactor }: CheckArguments): Promise<GatedPrompt> {
  const { wishes } = report;
  const rule = {
    want: want ?? wishes.want ?? 'unchanged',
    leastFactor: leastFactor ?? wishes.leastFactor ?? MARGINS.ratio,
  };
  const comparison = await report.comparison({ ...MARGINS, ratio: rule.leastFactor });
  const wanted = wishes.bounds ?? [];
  if (wanted.length > MOST_BOUNDS) throw new UsageError(RUNS.tooManyBounds(name, MOST_BOUNDS));
  const bounds = wanted.length === 0 ? [] : await report.bounds(wanted);
  return { name, comparison, rule, bounds };
}

/** Where the run of a file is: a probe file's in the folder for them. */
function runOf(file: string, { outFolder }: CheckArguments): string {
  if (!isProbeFile(file) || outFolder === null) return file;
  return path.join(outFolder, `${path.basename(file).replace(/(?:\.probe)?\.ya?ml$/i, '')}.probe.json`);
}

/** Runs a probe file. No report is made of the run: only what changed is asked for. */
async function makeRun(file: string, out: string, asked: CheckArguments, tool: Tool, io: Io): Promise<number> {
  await mkdir(path.dirname(out), { recursive: true });
  return runCommand({ ...asked.run, probeFile: file, out }, tool, io);
}

interface Pair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Each run with its baseline: the one file, or the file of the same name in the folder. */
async function pairsOf(files: readonly string[], baseline: string): Promise<readonly Pair[]> {
  const isFolder = await stat(baseline).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder && files.length > 1) throw new UsageError(ARGUMENTS.check.baselineFolder);
  const pairs = files.map((after) => {
    const name = path.basename(after);
    return { name, after, before: isFolder ? path.join(baseline, name) : baseline };
  });
  for (const { before } of pairs) await refuseOddities(before);
  return pairs;
}
