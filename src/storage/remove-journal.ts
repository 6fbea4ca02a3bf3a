import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { canonicalPath } from './canonical-path.ts';
import { unlinkJournal, type FileIdentity } from './journal-file.ts';
import { isLeftover, lockOf, takeLock } from './lock.ts';
import { realProcesses } from './processes.ts';

/**
 * Removes a journal with all that belongs to its lock. False, and it is not removed, when its name is another file's by
 * now, and while any window or process writes it: the lock is taken for the removal, so that nobody begins to write in
 * between.
 */
export async function removeJournal(file: string, identity: FileIdentity): Promise<boolean> {
  const place = await canonicalPath(file);
  const lock = await takeLock(place, realProcesses());
  if ('heldBy' in lock) return false;
  let removed: boolean;
  try {
    removed = unlinkJournal(place, identity);
  } finally {
    lock.release();
  }
  await removeLeftovers(place);
  return removed;
}

/** What killed processes left: their lock, their claims. */
async function removeLeftovers(place: string): Promise<void> {
  const folder = path.dirname(place);
  const lock = path.basename(lockOf(place));
  const names = (await readdir(folder)).filter((name) => isLeftover(name, lock));
  await Promise.all(names.map((name) => rm(path.join(folder, name), { force: true })));
}
