import { parseJson } from '../core/json/parse-json.ts';
import { isSameBoot, type Processes } from './processes.ts';

/** Who holds a lock, as its file says. */
export interface LockOwner {
  /** 16 hexadecimal digits, drawn for each taking of a lock: the same process can hold two, one after the other. */
  readonly nonce: string;
  readonly pid: number;
  /** `Processes.startOf(pid)`: tells a process from a later one with the same id. */
  readonly start: string | null;
  readonly host: string;
  readonly boot: string;
  /** ISO-8601 UTC; for people. */
  readonly takenAt: string;
}

/** How often a holder touches its lock file, ms. */
export const BEAT_MS = 5_000;
/** A lock that was not touched for so long, ms, has no holder, unless that one is known to be alive. */
export const STALE_MS = 30_000;

/** This process as the owner of a lock. */
export function ownerHere(nonce: string, { pid, host, boot, startOf }: Processes, now: Date): LockOwner {
  return { nonce, pid, start: startOf(pid), host, boot, takenAt: now.toISOString() };
}

/**
 * Whether the owner of a lock may still write.
 *
 * On the same start of the same machine the process itself is asked: without it the lock is free at once, however fresh
 * (the owner was killed); with it, and with the same start, the lock is held however old (the owner was suspended, or
 * stood in a debugger). Where the start is not known the process may be another one that was given the same id, and
 * everywhere else (another machine, a container, a lock file that cannot be read) nothing can be asked: there only
 * the touching counts. `ageMs` is by the clock of the disk; far in the future is as stale as far in the past, as a live
 * owner would have touched the file since the clock was set back.
 */
export function isOwnerAlive(owner: LockOwner | null, ageMs: number, here: Processes): boolean {
  const fresh = Math.abs(ageMs) <= STALE_MS;
  if (owner === null || owner.host !== here.host || !isSameBoot(owner.boot, here.boot)) return fresh;
  if (!here.isRunning(owner.pid)) return false;
  const start = here.startOf(owner.pid);
  return owner.start === null || start === null ? fresh : start === owner.start;
}

/** Whether a lock is this process's own. */
export function isOwnedHere(owner: LockOwner, { pid, host, boot, startOf }: Processes): boolean {
  return owner.pid === pid && owner.host === host && isSameBoot(owner.boot, boot) && owner.start === startOf(pid);
}

/** The content of a lock file. */
export function encodeOwner(owner: LockOwner): string {
  return `${JSON.stringify(owner)}\n`;
}

/** Reads a lock file; `null` when it is torn or not ours. Its nonce becomes part of a file name, so it is checked. */
export function decodeOwner(text: string): LockOwner | null {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { nonce, pid, start, host, boot, takenAt } = value as Readonly<Record<string, unknown>>;
  if (typeof nonce !== 'string' || !/^[0-9a-f]{16}$/.test(nonce)) return null;
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid <= 0 || pid > 0x7fffffff) return null;
  if (typeof host !== 'string' || typeof boot !== 'string' || typeof takenAt !== 'string') return null;
  if (start !== null && typeof start !== 'string') return null;
  return { nonce, pid, start, host, boot, takenAt };
}
