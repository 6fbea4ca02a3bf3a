import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../core/model/usage-error.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EROFS: 'the disk cannot be written to',
  ENOSPC: 'the disk is full',
};

function reason(error: unknown): string {
  return WHY[codeOf(error)] ?? (codeOf(error) || 'an unknown error');
}

/** The text of a file, without a byte order mark. */
export async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${reason(error)}.`);
  }
}

/** The text of a file as `readText` gives it; `null` when there is none. */
export async function readIfThere(file: string): Promise<string | null> {
  return (await isFile(file)) ? readText(file) : null;
}

/** Whether there is a file (not a folder) of that name. */
export async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error))) return false;
    throw new UsageError(`Cannot read ${file}: ${reason(error)}.`);
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
  if (!(await canWriteInto(folder))) throw new UsageError(`Cannot save ${file}: you may not write into ${folder}.`);
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

/**
 * Writes a file whole or not at all: into a neighbour first, then renamed over what was there. Without a pause in between,
 * so that a second Ctrl+C, which ends the process at once, leaves no neighbour behind.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  // A link stays a link: the file it points at is the one that is replaced.
  const place = await realpath(file).catch(() => file);
  const neighbour = `${place}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(neighbour, text, { flush: true });
    renameSync(neighbour, place);
  } catch (error) {
    rmSync(neighbour, { force: true });
    // The folder was there when the run began.
    const gone = ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'its folder is not there any more' : null;
    throw new UsageError(`Cannot save ${file}: ${gone ?? reason(error).replace('read', 'write')}.`);
  }
}
