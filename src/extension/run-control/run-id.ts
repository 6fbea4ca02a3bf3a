import { randomBytes, randomInt } from 'node:crypto';

/** A new id: the time of day in UTC and a few random letters. Sorts by time and is a file name everywhere. */
export function newRunId(now: Date): string {
  const time = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${time}-${randomBytes(4).toString('hex')}`;
}

/** A seed for what a run shuffles and resamples, 1 ... 2^31 - 1. */
export function newSeed(): number {
  return randomInt(1, 2 ** 31);
}
