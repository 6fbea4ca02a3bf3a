import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './problem.ts';

/**
 * Makes a folder and those above it, for the user alone. Rejects with the system's error. Node's own `recursive` says
 * ENOENT of a disk that cannot be written, and never ends where a folder that is there takes no folders (`/proc`).
 */
export async function makeFolder(folder: string): Promise<void> {
  if (await isThere(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) await makeFolder(above);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await isThere(folder))) return; // another process was faster
    // The folder above is there: it is not missing, it takes nothing.
    throw codeOf(error) === 'ENOENT' ? Object.assign(new Error('No folder is taken.'), { code: 'EROFS' }) : error;
  }
}

async function isThere(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
