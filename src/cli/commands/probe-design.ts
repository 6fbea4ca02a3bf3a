import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Design, DesignReading, FileReference, Problem } from '../../core/design/design.ts';
import { LARGEST_FILE, readDesign } from '../../core/design/read-design.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { promptBody } from '../../core/prompt/prompt-body.ts';
import type { RunArguments } from '../arguments/invocation.ts';
import { readText } from '../../storage/files.ts';
import { isInside } from '../../storage/is-inside.ts';
import type { Servers } from '../servers.ts';
import { widthOf } from '../terminal/width.ts';
import { promptText } from './prompt.ts';
import { tightened } from '../../runs/own-limits.ts';
import { SENDING } from '../strings/sending.ts';

/** A probe file that makes sense, and where it is. */
export interface OpenedDesign {
  readonly design: Design;
  /** As the command line names it. */
  readonly file: string;
  /** What it holds, to show the lines of later problems. */
  readonly source: string;
  readonly folder: string;
}

/** Reads a probe file and the files that it names. Throws a `UsageError` that shows every problem at its line. */
export async function openDesign(file: string): Promise<OpenedDesign> {
  const source = await readText(file);
  const folder = path.dirname(file);
  const first = readDesign(source);
  const { design, problems } = await withTexts(first, source, folder);
  if (design === null) throw problemsError(file, source, problems);
  return { design, file, source, folder };
}

async function withTexts(
  first: DesignReading,
  source: string,
  folder: string,
): Promise<Pick<DesignReading, 'design' | 'problems'>> {
  if (first.files.length === 0) return first;
  const texts = new Map<string, string>();
  const unreadable: Problem[] = [];
  for (const reference of first.files) {
    const text = await textOf(reference, folder);
    if (typeof text === 'string') texts.set(reference.path, text);
    else unreadable.push(text);
  }
  const { design, problems } = readDesign(source, texts);
  const all = [...problems, ...unreadable].sort((a, b) => a.line - b.line || a.column - b.column);
  return { design: unreadable.length > 0 ? null : design, problems: all };
}

async function textOf({ path: name, place }: FileReference, folder: string): Promise<string | Problem> {
  try {
    const file = path.join(folder, name);
    await checkInside(folder, file);
    if ((await stat(file)).size > LARGEST_FILE) throw new UsageError(SENDING.prompt.tooLarge(name));
    return promptBody(name, await promptText(file));
  } catch (error) {
    if (error instanceof UsageError) return { ...place, message: error.message };
    throw error;
  }
}

/**
 * Refuses a file that a probe file reaches through a link but that lies elsewhere: whoever wrote the folder could have
 * any file of this machine sent to a model.
 */
export async function checkInside(folder: string, file: string): Promise<void> {
  const [real, root] = await Promise.all([realpath(file).catch(() => null), realpath(folder)]);
  if (real === null) throw new UsageError(SENDING.prompt.noFile(file));
  if (!isInside(root, real)) throw new UsageError(SENDING.prompt.leadsOut(file));
}

/** What was asked, with what the file says where nothing was asked. */
export function withDesign(wanted: RunArguments, design: Design): RunArguments {
  return {
    ...tightened(wanted, design),
    targets: wanted.targets.length > 0 ? wanted.targets : design.targets,
    runs: wanted.runs ?? design.runs,
  };
}

/** Shows at their lines the targets of the file that nobody can be asked for. */
export function checkTargets({ design, file, source }: OpenedDesign, servers: Servers): void {
  const problems = design.targets.flatMap(({ provider, place }): Problem[] => {
    if (provider === 'vscode') {
      return [{ ...place, message: SENDING.prompt.onlyEditor }];
    }
    try {
      servers.demand(provider);
      return [];
    } catch (error) {
      if (error instanceof UsageError) return [{ ...place, message: error.message }];
      throw error;
    }
  });
  if (problems.length > 0) throw problemsError(file, source, problems);
}

/** One error for all problems: each as `file:line:column: sentence` with its line, and a mark below it. */
function problemsError(file: string, source: string, problems: readonly Problem[]): UsageError {
  const lines = source.split(/\r?\n/);
  const shown = problems.map((problem) => shownProblem(file, lines[problem.line - 1] ?? '', problem));
  return new UsageError(`${SENDING.prompt.mistakes(problems.length)}\n${shown.join('\n')}`);
}

/** Columns of a line that are shown around a mark. */
const SHOWN = 90;

function shownProblem(
  file: string,
  line: string,
  { line: number, column, endLine, endColumn, message }: Problem,
): string {
  const from = Math.max(0, Math.min(column - 1 - 30, line.length - SHOWN));
  const clean = (text: string): string => text.replaceAll('\t', ' ');
  const margin = `${number} | `;
  const before = widthOf(clean(line.slice(from, column - 1)));
  const end = endLine === number ? endColumn - 1 : line.length;
  const marked = widthOf(clean(line.slice(column - 1, Math.min(end, from + SHOWN))));
  return [
    `${file}:${number}:${column}: ${message}`,
    `  ${margin}${clean(line.slice(from, from + SHOWN))}`,
    `  ${' '.repeat(margin.length - 2)}| ${' '.repeat(before)}${'^'.repeat(Math.max(1, marked))}`,
  ].join('\n');
}
