import { closeSync, constants, fstatSync, fsync, openSync, readSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { UsageError } from '../core/model/usage-error.ts';
import { codeOf } from './problem.ts';
import type { OpenFile } from './line-writer.ts';

/** How every journal begins, without the white space that other programs put into JSON. */
const BEGIN = '{"type":"started"';
const HEAD_BYTES = 64;
const CHUNK_BYTES = 1024 * 1024;
const { O_APPEND, O_CREAT, O_EXCL, O_RDWR } = constants;

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
    const opened = new JournalFile(openSync(file, O_APPEND | O_CREAT | O_RDWR, 0o600));
    try {
      opened.refuseOtherFiles(file);
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  /**
   * Makes a journal that holds what `removed` still holds although its name is gone; `null` when the name is there
   * again.
   */
  static copy(removed: JournalFile, file: string): JournalFile | null {
    let descriptor: number;
    try {
      descriptor = openSync(file, O_APPEND | O_CREAT | O_EXCL | O_RDWR, 0o600);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return null;
      throw error;
    }
    const copy = new JournalFile(descriptor);
    try {
      copy.takeAll(removed);
      return copy;
    } catch (error) {
      copy.close();
      unlinkSync(file); // half a copy would pass for the whole
      throw error;
    }
  }

  status(): { readonly size: number; readonly removed: boolean } {
    const { size, nlink } = fstatSync(this.descriptor);
    return { size, removed: nlink === 0 };
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

  private takeAll(from: JournalFile): void {
    const chunk = new Uint8Array(CHUNK_BYTES);
    for (let position = 0; ;) {
      const length = from.read(chunk, position);
      if (length === 0) return;
      const bytes = chunk.subarray(0, length);
      for (let done = 0; done < length;) done += this.write(bytes, done);
      position += length;
    }
  }

  private refuseOtherFiles(file: string): void {
    const bytes = Buffer.alloc(HEAD_BYTES);
    const head = bytes.toString('latin1', 0, this.read(bytes, 0)).replace(/\s/g, '').slice(0, BEGIN.length);
    // The first line may be torn.
    if (BEGIN.startsWith(head)) return;
    throw new UsageError(`${file} is not the journal of a run and is left as it is; choose another name.`);
  }
}

/** Opening a pipe would wait for its reader; a folder and a device hold no journal. */
function refuseOddities(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw new UsageError(`${file} is not a plain file; choose another name.`);
}
