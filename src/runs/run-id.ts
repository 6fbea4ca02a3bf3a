import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A new id: the time of day in UTC and a few random letters. Sorts by time and is a file name everywhere. */
export function newRunId(now: Date): string {
  const time = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${time}-${randomBytes(4).toString('hex')}`;
}

/** A seed for what a run shuffles and resamples, 1 ... 2^31 - 1. */
export function newSeed(): number {
  return randomInt(1, 2 ** 31);
}

const FILE = 'file-';

/** The key of a run that was opened from a file: the same for the same name and content. */
export function fileKey(fileName: string, content: string | Uint8Array): string {
  return FILE + createHash('sha256').update(fileName).update('\0').update(content).digest('hex').slice(0, 24);
}

/** Whether a run was opened from a file, so that prompt and models were chosen by whoever wrote it. */
export function isFileKey(key: string): boolean {
  return key.startsWith(FILE);
}
