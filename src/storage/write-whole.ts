import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, lstatSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../core/model/usage-error.ts';
import { canonicalPath } from './canonical-path.ts';
import { isInside } from './is-inside.ts';
import { codeOf, whyNot } from './problem.ts';

/** Prompts and answers are the user's own. */
const OWNER_ONLY = 0o600;
/** The end of a file's name until it is whole. */
const HALF_WRITTEN = /\.[0-9a-f]{16}\.tmp$/;
const { O_CREAT, O_EXCL, O_WRONLY } = constants;
/** Characters of a name that its neighbour keeps: with three bytes each there is room for the end. */
const KEPT_CHARACTERS = 60;

/** A file that takes its name only once all of it is written. */
export interface WholeFile {
  write(chunk: string | Uint8Array): void;
  /** Gives it its name, in the place of what had it. Nothing may be written any more. */
  commit(): void;
  /** Takes away what was written, unless it has its name already. */
  discard(): void;
}

/**
 * The name that a file has behind links. Throws a `UsageError` when that is in another folder: whoever put a link into a
 * shared or downloaded folder would choose which file is written.
 */
export async function placeInFolder(file: string): Promise<string> {
  const folder = await canonicalPath(path.dirname(file));
  const place = await canonicalPath(file).catch((error: unknown) => {
    if (codeOf(error) === 'ELOOP') return null;
    throw error;
  });
  if (place !== null && isInside(folder, place)) return place;
  const where = place === null ? 'to itself' : 'out of its folder';
  throw new UsageError(`${file} is a link that leads ${where}; name the file itself, or another one.`);
}

/**
 * Begins a file that only its owner may read; where one is replaced that allowed even less, so does the new one. It is
 * written beside its name, where nothing else can be. Rejects with the system's error, or with a `UsageError` for a link
 * that leads out of the folder.
 */
export async function beginWhole(file: string): Promise<WholeFile> {
  const place = await placeInFolder(file);
  const before = lstatSync(place, { throwIfNoEntry: false });
  if (before && !before.isFile()) throw new UsageError(`Cannot save ${file}: it is not a plain file.`);
  const name = `${path.basename(place).slice(0, KEPT_CHARACTERS)}.${randomBytes(8).toString('hex')}.tmp`;
  const neighbour = path.join(path.dirname(place), name);
  const mode = OWNER_ONLY & (before?.mode ?? OWNER_ONLY);
  return new Neighbour(neighbour, place, openSync(neighbour, O_CREAT | O_EXCL | O_WRONLY, mode));
}

/**
 * Writes a file whole or not at all, without a pause once it has begun: a second Ctrl+C, which ends the process at once,
 * leaves nothing behind. Rejects with a `UsageError` that says why it cannot be saved.
 */
export async function writeWhole(file: string, chunks: string | Uint8Array | Iterable<string>): Promise<void> {
  let whole: WholeFile | null = null;
  try {
    whole = await beginWhole(file);
    const isOne = typeof chunks === 'string' || chunks instanceof Uint8Array;
    for (const chunk of isOne ? [chunks] : chunks) whole.write(chunk);
    whole.commit();
  } catch (error) {
    throw saveError(file, error);
  } finally {
    whole?.discard();
  }
}

/** Why a file could not be saved. What the system did not say stays as it is: it is a defect. */
function saveError(file: string, error: unknown): unknown {
  if (error instanceof UsageError || codeOf(error) === '') return error;
  // The folder was there before anything was sent.
  const isGone = ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
  const why = isGone ? 'its folder is not there any more' : whyNot(error, 'write');
  return new UsageError(`Cannot save ${file}: ${why}.`);
}

/** Whether a name is that of a file which was never finished. */
export function isHalfWritten(name: string): boolean {
  return HALF_WRITTEN.test(name);
}

class Neighbour implements WholeFile {
  private readonly name: string;
  private readonly place: string;
  private descriptor: number | null;

  constructor(name: string, place: string, descriptor: number) {
    this.name = name;
    this.place = place;
    this.descriptor = descriptor;
  }

  write(chunk: string | Uint8Array): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
    for (let done = 0; done < bytes.length;) done += writeSync(this.open(), bytes, done);
  }

  commit(): void {
    fsyncSync(this.open());
    renameSync(this.name, this.place);
    this.close();
  }

  discard(): void {
    if (this.descriptor === null) return;
    this.close();
    unlinkSync(this.name);
  }

  private open(): number {
    if (this.descriptor === null) throw new Error('This file is written already.');
    return this.descriptor;
  }

  private close(): void {
    const open = this.open();
    this.descriptor = null;
    closeSync(open);
  }
}
