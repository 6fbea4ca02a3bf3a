import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { canonicalPath } from './canonical-path.ts';
import { lockOf, takeLock } from './lock.ts';
import { realProcesses } from './processes.ts';

/**
 * Removes a journal with all that belongs to its lock. False, and nothing is removed, while any window or process
 * writes it: the lock is taken for the removal, so that nobody begins to write in between.
 */
export async function removeJournal(file: string): Promise<boolean> {
  const place = await canonicalPath(file);
  const lock = await takeLock(place, realProcesses());
  if ('heldBy' in lock) return false;
  try {
    await rm(place, { force: true });
  } finally {
    lock.release();
  }
  await removeLeftovers(place);
  return true;
}

/** What killed processes left: their lock, their claims. */
async function removeLeftovers(place: string): Promise<void> {
  const folder = path.dirname(place);
  const mark = `${path.basename(lockOf(place))}.`;
  const names = (await readdir(folder)).filter((name) => name.startsWith(mark));
  await Promise.all(names.map((name) => rm(path.join(folder, name), { force: true })));
}
