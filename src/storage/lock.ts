import { createHash, randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, readSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { copyFile, link, lstat, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeOwner, encodeOwner, isOwnerAlive, ownerHere, type LockOwner } from './lock-owner.ts';
import { codeOf } from './problem.ts';
import type { Processes } from './processes.ts';

/**
 * One writer for each journal, without native modules: Node cannot lock a file, so the lock is a file beside it.
 *
 * - Whoever wants the lock writes a claim (a file of its own) and links it to the lock's name. Linking is atomic and
 *   fails when the name is taken, and what it makes is whole: nobody sees a lock without an owner.
 * - A lock whose owner is dead is not removed and made again, as two contenders would remove each other's: it is
 *   replaced, by renaming a claim over it. That may do only who holds the guard of this one dead owner, a lock of
 *   its own named for the owner's nonce, and only after having looked again that the dead lock is still there. A
 *   guard whose own holder died is taken over in the same way.
 * - Then the lock is read once more; who finds its own nonce has it.
 */

/** Guards of guards; more would mean that many processes died in a row in the same millisecond of taking over. */
const MOST_GUARDS = 4;
const MOST_TRIES = 200;
/** Claims and guards that are so old, ms, were left by a process that was killed. */
const LEFTOVER_MS = 3_600_000;
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
  const claim = `${place}.${owner.nonce}`;
  try {
    await writeFile(claim, encodeOwner(owner), { flag: 'wx', mode: MODE });
    // By the disk's own clock: another machine's may be minutes off.
    const { mtimeMs } = await stat(claim);
    const holder = await new Taking(owner, claim, mtimeMs, here).take(place, 0);
    if (holder !== null) return { heldBy: holder.owner };
  } finally {
    await rm(claim, { force: true });
  }
  await sweep(place);
  return heldLock(place, owner);
}

/** Whether somebody holds the lock of a journal, and who; `null` when nobody does. */
export async function lockHolder(journal: string, here: Processes): Promise<Held | null> {
  const seen = await look(lockOf(journal));
  return seen !== null && isOwnerAlive(seen.owner, Date.now() - seen.mtimeMs, here) ? { heldBy: seen.owner } : null;
}

/** Where the lock of a journal is; names that leave no room for the ends of claims and guards are shortened. */
export function lockOf(journal: string): string {
  const name = path.basename(journal);
  const short =
    Buffer.byteLength(name) <= 120 ? name : `journal-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  return path.join(path.dirname(journal), `${short}.lock`);
}

/** What claims and guards add to the name of their lock: nonces, or what tells a lock without one from others. */
const LEFTOVER = /^(?:\.(?:[0-9a-f]{16}|[0-9a-z]+-[0-9a-z]+))+(?:\.heir)?$/;

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

class Taking {
  private readonly owner: LockOwner;
  private readonly claim: string;
  private readonly nowMs: number;
  private readonly here: Processes;

  constructor(owner: LockOwner, claim: string, nowMs: number, here: Processes) {
    this.owner = owner;
    this.claim = claim;
    this.nowMs = nowMs;
    this.here = here;
  }

  /** `null`: it is ours. Otherwise the lock that is in the way. */
  async take(place: string, guards: number): Promise<Seen | null> {
    for (let tries = 0; ; tries++) {
      if (await this.create(place)) return null;
      const seen = await look(place);
      if (seen === null) continue; // given back meanwhile
      if (this.isOurs(seen)) return null; // a network drive that did it and said it had not
      const alive = isOwnerAlive(seen.owner, this.nowMs - seen.mtimeMs, this.here);
      if (alive || guards === MOST_GUARDS || tries === MOST_TRIES) return seen;
      if (await this.replace(place, seen, guards)) return null;
      await sleep(5 + Math.random() * 15); // another one is just taking it over
    }
  }

  private async create(place: string): Promise<boolean> {
    try {
      await link(this.claim, place);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      if (['ENOENT', 'ENOSPC', 'EDQUOT', 'EROFS'].includes(codeOf(error))) throw error;
    }
    // A disk without links (FAT, some network drives). Its lock is torn if we are killed just now, and stale soon then.
    try {
      await copyFile(this.claim, place, constants.COPYFILE_EXCL);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
    return true;
  }

  private async replace(place: string, dead: Seen, guards: number): Promise<boolean> {
    const guard = `${place}.${dead.tag}`;
    if ((await this.take(guard, guards + 1)) !== null) return false;
    const heir = `${this.claim}.heir`;
    try {
      if ((await look(place))?.tag !== dead.tag) return false;
      await copyFile(this.claim, heir, constants.COPYFILE_EXCL);
      await rename(heir, place);
      const now = await look(place);
      return now !== null && this.isOurs(now);
    } finally {
      await rm(heir, { force: true });
      await rm(guard, { force: true });
    }
  }

  private isOurs({ owner }: Seen): boolean {
    return owner?.nonce === this.owner.nonce;
  }
}

/** `null` when there is no lock. */
async function look(place: string): Promise<Seen | null> {
  try {
    const found = await lstat(place);
    const owner = found.isFile() ? decodeOwner(await head(place)) : null;
    const tag = owner?.nonce ?? `${found.ino.toString(36)}-${Math.round(found.mtimeMs).toString(36)}`;
    return { owner, tag, mtimeMs: found.mtimeMs };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  }
}

/** The begin of a file; the empty string when we may not read it. */
async function head(place: string): Promise<string> {
  try {
    const handle = await open(place, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_OWNER_BYTES), 0, MOST_OWNER_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (['EACCES', 'EPERM', 'EBUSY'].includes(codeOf(error))) return '';
    throw error;
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
        if (touchOwn(place, owner.nonce) === 'own') unlinkSync(place);
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
  let file: number | null = null;
  try {
    file = openSync(place, 'r+');
    const bytes = Buffer.alloc(MOST_OWNER_BYTES);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    if (decodeOwner(bytes.toString('utf8', 0, length))?.nonce !== nonce) return 'another';
    writeSync(file, bytes, 0, 1, 0);
    return 'own';
  } catch (error) {
    // A disk that cannot be read or written now cannot be written by another process either.
    return codeOf(error) === 'ENOENT' ? 'absent' : 'unknown';
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** Somebody removed the lock by hand: it is made again, unless another process was faster. */
function restore(place: string, owner: LockOwner): boolean {
  try {
    writeFileSync(place, encodeOwner(owner), { flag: 'wx', mode: MODE });
    return true;
  } catch (error) {
    return codeOf(error) !== 'EEXIST';
  }
}

/** Removes what killed processes left beside this lock. */
async function sweep(place: string): Promise<void> {
  const folder = path.dirname(place);
  for (const name of await readdir(folder)) {
    if (!isLeftover(name, path.basename(place))) continue;
    const leftover = path.join(folder, name);
    const found = await lstat(leftover).catch(() => null); // gone meanwhile
    if (found !== null && Date.now() - found.mtimeMs > LEFTOVER_MS) await rm(leftover, { force: true });
  }
}
