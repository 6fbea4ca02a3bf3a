import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeOwner, encodeOwner, isOwnerAlive, ownerHere, type LockOwner } from './lock-owner.ts';
import { codeOf } from './problem.ts';
import type { Processes } from './processes.ts';

/**
 * One writer for each journal, without native modules: Node cannot lock a file, so the lock is a file beside it.
 *
 * - Whoever wants the lock writes a file with its name and links it to the place of the lock, which fails when there is one
 *   already. So no lock is ever without its owner, whenever that is killed. A file that nobody can read is none of ours, or
 *   on a disk without links just being made: it counts for as long as a fresh lock.
 * - A lock whose owner is dead is not removed and made again, as two contenders would remove each other's: it is
 *   replaced, by renaming a guard over it. The guard is a lock of its own, named for the dead lock, so that one contender
 *   has it; and it looks again whether the dead lock is still there before it renames. A guard whose own holder died is
 *   taken over in the same way.
 * - Then the lock is read once more; who finds its own nonce has it.
 */

/** Guards of guards; more would mean that many processes died in a row in the same millisecond of taking over. */
const MOST_GUARDS = 4;
const MOST_TRIES = 200;
const MOST_OWNER_BYTES = 4_096;
const MODE = 0o600;

/** A lock that is held. */
export interface Lock {
  /** Touches the lock. False when it was taken over by another process: then nothing may be written any more. */
  hold(): boolean;
  /** Gives it back, unless it is another's by now. */
  release(): void;
}

/** Why a lock could not be had: its owner, `null` when its file does not say who that is. */
export interface Held {
  readonly heldBy: LockOwner | null;
}

/**
 * Takes the lock of a journal, given by its canonical path. Rejects with the system's error when its folder cannot be
 * written.
 */
export async function takeLock(journal: string, here: Processes): Promise<Lock | Held> {
  const place = lockOf(journal);
  const owner = ownerHere(randomBytes(8).toString('hex'), here, new Date());
  const holder = await take(place, owner, here, 0);
  return holder === null ? heldLock(place, owner) : { heldBy: holder.owner };
}

/** Whether somebody holds the lock of a journal, and who; `null` when nobody does. */
export function lockHolder(journal: string, here: Processes): Held | null {
  const seen = look(lockOf(journal));
  return seen !== null && isOwnerAlive(seen.owner, Date.now() - seen.mtimeMs, here) ? { heldBy: seen.owner } : null;
}

/** Where the lock of a journal is; names that leave no room for the ends of guards are shortened. */
export function lockOf(journal: string): string {
  const name = path.basename(journal);
  const short =
    Buffer.byteLength(name) <= 120 ? name : `journal-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  return path.join(path.dirname(journal), `${short}.lock`);
}

/** What guards add to the name of their lock: nonces, or what tells a lock without one from others; `.new` until it is placed, and `.heir` in earlier versions. */
const LEFTOVER = /^(?:\.(?:[0-9a-f]{16}|[0-9a-z]+-[0-9a-z]+))+(?:\.heir|\.new)?$/;

/** Whether a name is one that taking this lock makes, so that nothing else is swept away. */
export function isLeftover(name: string, lock: string): boolean {
  return name.startsWith(lock) && LEFTOVER.test(name.slice(lock.length));
}

interface Seen {
  readonly owner: LockOwner | null;
  /** Names this very lock: no two that were ever taken have the same. */
  readonly tag: string;
  readonly mtimeMs: number;
}

/** `null`: it is ours. Otherwise the lock that is in the way. */
async function take(place: string, owner: LockOwner, here: Processes, guards: number): Promise<Seen | null> {
  for (let tries = 0; ; tries++) {
    if (create(place, owner)) return null;
    const seen = look(place);
    if (seen === null) continue; // given back meanwhile
    const isAlive = isOwnerAlive(seen.owner, Date.now() - seen.mtimeMs, here);
    if (isAlive || guards === MOST_GUARDS || tries >= MOST_TRIES) return seen;
    if (await replace(place, seen, owner, here, guards)) return null;
    await sleep(5 + Math.random() * 15); // another one is just taking it over
  }
}

/** Makes a lock, whole from its first moment; false when there is one. */
function create(place: string, owner: LockOwner): boolean {
  const whole = `${place}.${owner.nonce}.new`;
  try {
    writeFileSync(whole, encodeOwner(owner), { flag: 'wx', mode: MODE });
    placeOnce(whole, place);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

/** Gives a file a second name; a disk without links gets a copy. Fails with EEXIST when the name is taken. */
function placeOnce(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL'].includes(codeOf(error))) throw error;
    copyFileSync(file, name, constants.COPYFILE_EXCL);
  }
}

async function replace(place: string, dead: Seen, owner: LockOwner, here: Processes, guards: number): Promise<boolean> {
  const guard = `${place}.${dead.tag}`;
  if ((await take(guard, owner, here, guards + 1)) !== null) return false;
  const [found, own] = [look(place), look(guard)];
  // By the disk's own clock, which made the guard: another machine's may be minutes off.
  const isDead =
    found?.tag === dead.tag && own !== null && !isOwnerAlive(found.owner, own.mtimeMs - found.mtimeMs, here);
  try {
    if (isDead) renameSync(guard, place);
    else rmSync(guard, { force: true });
  } catch (error) {
    rmSync(guard, { force: true });
    throw error;
  }
  return isDead && look(place)?.tag === owner.nonce;
}

/** `null` when there is no lock. */
function look(place: string): Seen | null {
  try {
    const found = lstatSync(place);
    const { ino, mtimeMs } = found;
    const owner = found.isFile() ? ownerIn(place) : null;
    return { owner, mtimeMs, tag: owner?.nonce ?? `${ino.toString(36)}-${Math.round(mtimeMs).toString(36)}` };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  }
}

/** `null` when the file does not say, or we may not read it. */
function ownerIn(place: string): LockOwner | null {
  try {
    return withFile(place, 'r', readOwner);
  } catch (error) {
    if (['EACCES', 'EPERM', 'EBUSY'].includes(codeOf(error))) return null;
    throw error;
  }
}

function readOwner(file: number): LockOwner | null {
  const bytes = Buffer.alloc(MOST_OWNER_BYTES);
  return decodeOwner(bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0)));
}

function withFile<Result>(place: string, flags: string, use: (file: number) => Result): Result {
  const file = openSync(place, flags);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function heldLock(place: string, owner: LockOwner): Lock {
  return {
    hold: () => {
      const found = touchOwn(place, owner.nonce);
      return found === 'absent' ? restore(place, owner) : found !== 'another';
    },
    release: () => {
      try {
        if (touchOwn(place, owner.nonce) === 'own') rmSync(place);
      } catch {
        // It cannot be removed; it ends with this process.
      }
    },
  };
}

/**
 * Reads a lock and, when it is ours, writes its first byte again: that sets its time by the clock of the disk, needs no
 * space, and does no harm when the name was taken over in between, as the open file is still the old one.
 */
function touchOwn(place: string, nonce: string): 'own' | 'another' | 'absent' | 'unknown' {
  try {
    return withFile(place, 'r+', (file) => {
      if (readOwner(file)?.nonce !== nonce) return 'another';
      writeSync(file, '{', 0);
      return 'own';
    });
  } catch (error) {
    // A disk that cannot be read or written now cannot be written by another process either.
    return codeOf(error) === 'ENOENT' ? 'absent' : 'unknown';
  }
}

/** Somebody removed the lock by hand: it is made again, unless another process was faster. */
function restore(place: string, owner: LockOwner): boolean {
  try {
    return create(place, owner);
  } catch {
    return true; // a disk that takes nothing takes nothing from others either
  }
}
