import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunReader } from '../core/run-file/run-reader.ts';
import type { FileReader } from '../core/import/import.ts';
import type { RunRecord } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import { codeOf, whyNot } from './problem.ts';
import { checkReadable, readWhole } from './readable.ts';
import { importFile, readRun } from './read-run.ts';
import { placeInFolder } from './write-whole.ts';

/** The run in a file of any length. Throws a `UsageError` when there is none to be read. */
export function readRunIn(file: string, reader: RunReader): Promise<RunRecord> {
  return orWhyNot(file, () => readRun(file, reader));
}

/** The same of a file of any kind. */
export function importIn(file: string, reader: FileReader): Promise<RunRecord> {
  return orWhyNot(file, () => importFile(file, reader));
}

async function orWhyNot(file: string, read: () => Promise<RunRecord>): Promise<RunRecord> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UsageError || codeOf(error) === '') throw error;
    throw new UsageError(`Cannot read ${file}: ${whyNot(error, 'read')}.`);
  }
}

/** Bytes of a prompt or a probe file: more than any model reads. */
export const LARGEST_TEXT = 16 * 10 ** 6;

/** The text of a prompt or a probe file, without a byte order mark. */
export async function readText(file: string): Promise<string> {
  try {
    return await readWhole(file, LARGEST_TEXT);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read ${file}: ${whyNot(error, 'read')}.`);
  }
}

/** Refuses what is there but is no file that can be read again. */
export async function refuseOddities(file: string): Promise<void> {
  // That there is none is said where it is missed.
  if ((await stat(file).catch(() => null)) !== null) checkReadable(file);
}

/** Whether there is a file (not a folder) of that name. */
export async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error))) return false;
    throw new UsageError(`Cannot read ${file}: ${whyNot(error, 'read')}.`);
  }
}

/** Refuses a file that could not be written later. Asked before calls are paid for. */
export async function checkWritable(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const found = await stat(folder).catch(() => null);
  if (found === null) throw new UsageError(`Cannot save ${file}: the folder ${folder} does not exist; make it first.`);
  if (!found.isDirectory()) throw new UsageError(`Cannot save ${file}: ${folder} is not a folder.`);
  const target = await stat(file).catch(() => null);
  if (target?.isDirectory()) throw new UsageError(`Cannot save ${file}: it is a folder; name a file in it.`);
  if (target !== null && !target.isFile()) throw new UsageError(`Cannot save ${file}: it is not a plain file.`);
  const into = path.dirname(await placeInFolder(file));
  if (!(await canWriteInto(into))) throw new UsageError(`Cannot save ${file}: you may not write into ${into}.`);
}

/** Whether files can be made in a folder. */
export async function canWriteInto(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
