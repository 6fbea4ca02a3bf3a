import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsync,
  lstatSync,
  openSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync,
  type BigIntStats,
} from 'node:fs';
import { promisify } from 'node:util';
import { UsageError } from '../core/model/usage-error.ts';
import { mayBecomeJournal } from '../core/run-file/journal-lines.ts';
import { codeOf } from './problem.ts';
import type { OpenFile } from './line-writer.ts';

const HEAD_BYTES = 64;
const { O_APPEND, O_CREAT, O_RDONLY, O_RDWR } = constants;
/** Neither follows a link nor waits at a pipe that took the file's place a moment ago. Windows has neither, and needs neither. */
const AS_IT_IS = constants.O_NOFOLLOW | constants.O_NONBLOCK;
const OWNER_ONLY = 0o600;

/** A journal that is open for appending. */
export class JournalFile implements OpenFile {
  private readonly descriptor: number;

  private constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  /**
   * Opens or makes a journal; prompts and answers are the user's own, so nobody else may read it. Throws the system's
   * error, or a `UsageError` when there is something else of that name: it would be spoilt.
   */
  static open(file: string): JournalFile {
    refuseOddities(file);
    const opened = new JournalFile(openSync(file, O_APPEND | O_CREAT | O_RDWR | AS_IT_IS, OWNER_ONLY));
    try {
      opened.refuseOtherFiles(file);
      opened.keepToOwner();
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  status(): { readonly size: number; readonly removed: boolean } {
    const { size, nlink } = fstatSync(this.descriptor);
    return { size, removed: nlink === 0 };
  }

  /** Which file it is, and how far it got. */
  identity(): FileIdentity {
    return identityIn(fstatSync(this.descriptor, { bigint: true }));
  }

  write(bytes: Uint8Array, from: number): number {
    return writeSync(this.descriptor, bytes, from);
  }

  read(into: Uint8Array, position: number): number {
    return readSync(this.descriptor, into, 0, into.length, position);
  }

  /** Resolves when the disk has it, not only the system. */
  async flush(): Promise<void> {
    await promisify(fsync)(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private refuseOtherFiles(file: string): void {
    if (!fstatSync(this.descriptor).isFile()) throw notPlain(file);
    if (beginsAsJournal(this.descriptor)) return;
    throw new UsageError(`${file} is not the journal of a run and is left as it is; choose another name.`);
  }

  /** A journal that was brought here may have been readable to others. */
  private keepToOwner(): void {
    const { mode } = fstatSync(this.descriptor);
    if ((mode & 0o077) === 0) return;
    try {
      fchmodSync(this.descriptor, mode & OWNER_ONLY);
    } catch (error) {
      // Another user's, who shares it on purpose; or a disk that knows no modes.
      if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EINVAL'].includes(codeOf(error))) throw error;
    }
  }
}

/** Which file has a name. */
export interface FileIdentity {
  readonly device: bigint;
  readonly number: bigint;
  /** Bytes: a number may be given to another file once its own is gone, but hardly to one of the same length. */
  readonly size: bigint;
}

/** The journal of a name, as `identityOf`; `null` when the file is something else. */
export function journalIdentity(file: string): ReturnType<typeof identityOf> {
  const identity = identityOf(file);
  return identity !== null && openedAs(file, identity, beginsAsJournal) ? identity : null;
}

/** The file of a name; `null` when there is none, or a link, a folder, a pipe or a device has it. */
export function identityOf(file: string): (FileIdentity & { readonly mtimeMs: number }) | null {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() === true ? { ...identityIn(found), mtimeMs: Number(found.mtimeMs) } : null;
}

/** Removes a journal if its name still is that of this very file. False when something else has the name, which stays. */
export function unlinkJournal(file: string, identity: FileIdentity): boolean {
  return openedAs(file, identity, (descriptor) => {
    if (!beginsAsJournal(descriptor)) return false;
    unlinkSync(file);
    return true;
  });
}

/** What `use` says of the open file; false when something else has its name by now, or it may not be read. */
function openedAs(file: string, { device, number, size }: FileIdentity, use: (descriptor: number) => boolean): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, O_RDONLY | AS_IT_IS);
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return false;
  }
  try {
    const found = fstatSync(descriptor, { bigint: true });
    const isSame = found.dev === device && found.ino === number && found.size === size;
    return found.isFile() && isSame && use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function identityIn({ dev, ino, size }: BigIntStats): FileIdentity {
  return { device: dev, number: ino, size };
}

/** Whether an open file may be a journal: the first line may be torn. */
function beginsAsJournal(descriptor: number): boolean {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const length = readSync(descriptor, bytes, 0, bytes.length, 0);
  return mayBecomeJournal(bytes.toString('latin1', 0, length));
}

/** Opening a pipe would wait for its reader; a folder and a device hold no journal. */
function refuseOddities(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw notPlain(file);
}

function notPlain(file: string): UsageError {
  return new UsageError(`${file} is not a plain file; choose another name.`);
}
