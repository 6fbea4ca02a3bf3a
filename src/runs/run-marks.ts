import { readFile, rm, stat } from 'node:fs/promises';
import { parseJson } from '../core/json/parse-json.ts';
import { NO_MARKS, runMarksSchema, type RunMarks } from '../core/model/kept-runs.ts';
import { read } from '../core/model/lenient.ts';
import { beginning } from '../core/text/shortened.ts';
import { writeWhole } from '../storage/write-whole.ts';

/** Name, pin and star of a run: a small file beside its journal, so that two windows never write the same one for different runs. */
export const MARKS_EXTENSION = '.marks.json';

const MOST_BYTES = 10_000;
const LONGEST_NAME = 200;

/** Reads the marks of a run; a file that is missing or damaged holds none. */
export async function readMarks(file: string): Promise<RunMarks> {
  try {
    const found = await stat(file);
    if (!found.isFile() || found.size > MOST_BYTES) return NO_MARKS;
    const marks = read(runMarksSchema, parseJson(await readFile(file, 'utf8')));
    return { ...marks, name: beginning(marks.name, LONGEST_NAME) };
  } catch {
    return NO_MARKS; // the run itself is not touched by that
  }
}

/** Writes them down; a run without any needs no file. Rejects with a `UsageError` when the disk does not take it. */
export async function writeMarks(file: string, marks: RunMarks): Promise<void> {
  const hasNone = marks.name === '' && !marks.isPinned && !marks.isBaseline;
  if (hasNone) await rm(file, { force: true });
  else await writeWhole(file, `${JSON.stringify(marks)}\n`);
}
