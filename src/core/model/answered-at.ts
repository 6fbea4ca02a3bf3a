import type { RunHeader } from './run.ts';

/** The time that a run is dated with: when its answers were given, which is earlier for those that are replayed. */
export function answeredAt({ createdAt, recordedAt }: Pick<RunHeader, 'createdAt' | 'recordedAt'>): string {
  return recordedAt ?? createdAt;
}
