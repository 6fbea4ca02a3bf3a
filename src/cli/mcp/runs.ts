import { randomUUID } from 'node:crypto';
import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { isRunId } from '../../core/model/run-id.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { shortened } from '../../core/text/shortened.ts';
import { comparisonSentences } from '../../core/compare/sentences.ts';
import type { Change, Comparison } from '../../core/compare/comparison.ts';
import { importedList } from '../../core/import/plain-list.ts';
import { nodeHasher, systemClock } from '../../providers/node-ports.ts';
import { RunStore } from '../../runs/store.ts';
import { isFile, refuseOddities } from '../../storage/files.ts';
import { isInside } from '../../storage/is-inside.ts';
import { comparisonText } from '../report/comparison-text.ts';
import { checkReport } from '../report/deliver.ts';
import { RunReport } from '../report/run-report.ts';
import { MCP } from '../strings/mcp.ts';
import { oneLine } from '../terminal/printable.ts';
import { PLAIN } from '../terminal/style.ts';
import { COLUMNS, quoted, shortReport, withReport, type ToolAnswer } from './answer.ts';
import { callIo, reportArguments, type Session, type ToolCall } from './call.ts';
import type { AnalyzeInput, AnalyzeOutput, CompareInput, CompareOutput, ListInput, ListOutput } from './schemas.ts';

/** UTF-16 units of all outputs of a list together. */
const LONGEST_OUTPUTS = 8_000_000;
const stamp = () => ({ id: randomUUID(), createdAt: systemClock.now().toISOString() });

/** Reports on a list of outputs, or on a run. */
export async function analyzeOutputs(
  input: AnalyzeInput,
  session: Session,
  call: ToolCall,
): Promise<ToolAnswer<AnalyzeOutput>> {
  const { outputs, run, prompt, extract } = input;
  if ((outputs === undefined) === (run === undefined)) throw new UsageError(MCP.refused.outputsOrRun);
  const wanted = reportArguments(extract);
  checkReport(wanted);
  const io = callIo(session, call);
  const { report, text } = await shortReport(
    outputs === undefined
      ? fileOf(run!, session).then((file) => RunReport.ofFile(file, stamp(), wanted, io))
      : RunReport.of(listRecord(outputs, prompt ?? null), wanted, io),
    io,
  );
  return { structured: { report }, text };
}

function listRecord(outputs: readonly string[], prompt: string | null) {
  const length = outputs.reduce((sum, output) => sum + output.length, 0);
  if (length > LONGEST_OUTPUTS) throw new UsageError(MCP.refused.tooLong(LONGEST_OUTPUTS));
  return importedList(outputs, prompt, { name: 'outputs', stamp: stamp(), hasher: nodeHasher });
}

/** Says what changed between two runs. */
export async function compareRuns(
  { before, after, extract }: CompareInput,
  session: Session,
  call: ToolCall,
): Promise<ToolAnswer<CompareOutput>> {
  const wanted = reportArguments(extract);
  checkReport(wanted);
  const io = callIo(session, call);
  const files = [await fileOf(before, session), await fileOf(after, session)] as const;
  const comparison = await withReport(RunReport.ofFiles(files, stamp(), wanted, io), io, (report) =>
    report.comparison(),
  );
  const text = comparisonText(comparison, { columns: COLUMNS, style: PLAIN, isAlone: true });
  return { structured: comparisonOutput(comparison), text: quoted(text) };
}

/** Answers that are listed, and their longest. */
const MOST_ANSWERS = 20;
const LONGEST_ANSWER = 200;

function comparisonOutput(comparison: Comparison): CompareOutput {
  const { verdict, runsToDecide, all, models, answers } = comparison;
  const listed = answers.slice(0, MOST_ANSWERS);
  return {
    ...{ verdict, runsToDecide, all: changeOf(all), models: models.map(changeOf) },
    answers: listed.map(({ before, after, difference, interval, verdict: own }) => ({
      ...{ before: { ...before }, after: { ...after }, difference, verdict: own },
      interval: interval === null ? null : [...interval],
    })),
    untrusted: {
      notice: MCP.results.untrusted,
      sentences: comparisonSentences(comparison).map(oneLine),
      models: models.map(({ label }) => oneLine(shortened(label, LONGEST_ANSWER))),
      answers: listed.map(({ answer }) => oneLine(shortened(answer, LONGEST_ANSWER))),
    },
  };
}

function changeOf(change: Change): CompareOutput['all'] {
  const { nBefore, nAfter, effectiveBefore, effectiveAfter, ratio, effectiveP, distributionP, verdict } = change;
  const ratioInterval = change.ratioInterval === null ? null : ([...change.ratioInterval] as [number, number]);
  return { nBefore, nAfter, effectiveBefore, effectiveAfter, ratio, ratioInterval, effectiveP, distributionP, verdict };
}

const RUN_FILE = /\.probe\.jsonl?$/i;
/** Beginning of a prompt that is listed. */
const LONGEST_PROMPT = 200;
const MOST_FILES = 100;

/** Lists kept runs, and run files of the working folder. */
export async function listRuns({ limit }: ListInput, { runsFolder, folder }: Session): Promise<ToolAnswer<ListOutput>> {
  const runs = (await new RunStore(runsFolder).list()).slice(0, limit);
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && RUN_FILE.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .slice(0, MOST_FILES);
  const structured = {
    runs: runs.map(({ key, createdAt, trialsPerCell, wanted, missing }) => ({
      ...{ run: key, createdAt: oneLine(createdAt), runsOfEach: trialsPerCell, calls: wanted, missing },
    })),
    untrusted: {
      notice: MCP.results.untrusted,
      runs: runs.map(({ prompt, targets }) => ({
        prompt: oneLine(shortened(prompt, LONGEST_PROMPT)),
        models: targets.map((target) => oneLine(shortened(target, LONGEST_PROMPT))),
      })),
      files: files.map(oneLine),
    },
  };
  const lines = runs.map(({ key, wanted, missing }) => `${key} (${wanted - missing}/${wanted})`);
  return { structured, text: [MCP.results.listed(runs.length, files.length), ...lines].join('\n') };
}

/** The file of a run that an agent names: a kept one, or a run file in the working folder, links followed. */
async function fileOf(name: string, { folder, runsFolder }: Session): Promise<string> {
  if (isRunId(name) && !RUN_FILE.test(name)) {
    const kept = path.join(runsFolder, `${name}.jsonl`);
    if (await isFile(kept)) return kept;
    throw new UsageError(MCP.refused.noRun);
  }
  if (!RUN_FILE.test(name)) throw new UsageError(MCP.refused.outside);
  const [root, file] = [await realpath(folder), await realpath(path.resolve(folder, name)).catch(() => null)];
  // Whether there is such a file elsewhere is none of an agent's business.
  if (file === null || !isInside(root, file) || !RUN_FILE.test(file)) throw new UsageError(MCP.refused.outside);
  await refuseOddities(file);
  return file;
}
