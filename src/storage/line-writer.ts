/** A file that is open for appending. Every method throws the system's error. Tests bring their own. */
export interface OpenFile {
  /** Its length in bytes, and whether its name was removed or given to another file. */
  status(): { readonly size: number; readonly removed: boolean };
  /** Appends these bytes from `from` on and returns how many of them were taken. */
  write(bytes: Uint8Array, from: number): number;
  /** Reads up to a buffer full from `position`; returns how many bytes. */
  read(into: Uint8Array, position: number): number;
}

const LINE_FEED = 10;

/** What is thrown for a file that was removed while it was open: as if the system had said so. */
export function removed(): Error {
  return Object.assign(new Error('The file was removed.'), { code: 'ENOENT' });
}

/**
 * Appends lines to a file so that each is there once and whole, however often the disk refuses in between. A line of
 * which only a part was taken is continued where it stopped, as long as nobody else has written behind it.
 */
export class LineWriter {
  private waiting: string[] = [];
  private written = 0;
  /** What is left of the first waiting line. */
  private rest: Uint8Array | null = null;
  /** Length of the file after our last write; -1 before the first. */
  private end = -1;

  /** Lines that are not on the disk, or not wholly. */
  get missing(): number {
    return this.waiting.length - this.written;
  }

  /** Takes a line without its line feed. */
  take(line: string): void {
    this.waiting.push(line);
  }

  /** Writes what is waiting. Throws the system's error and keeps the rest for the next time. */
  drain(file: OpenFile): void {
    while (this.written < this.waiting.length) {
      this.write(file, this.next(file, this.waiting[this.written] ?? ''));
      this.rest = null;
      this.written++;
    }
    this.waiting = [];
    this.written = 0;
  }

  private next(file: OpenFile, line: string): Uint8Array {
    const { size, removed: isRemoved } = file.status();
    if (isRemoved) throw removed();
    if (size === this.end) return this.rest ?? Buffer.from(`${line}\n`);
    this.end = size;
    return Buffer.from(`${isTorn(file, size) ? '\n' : ''}${line}\n`);
  }

  private write(file: OpenFile, bytes: Uint8Array): void {
    let from = 0;
    try {
      while (from < bytes.length) {
        const taken = file.write(bytes, from);
        if (taken <= 0) throw Object.assign(new Error('The disk took nothing.'), { code: 'ENOSPC' });
        from += taken;
        this.end += taken;
      }
    } catch (error) {
      this.rest = bytes.subarray(from);
      throw error;
    }
  }
}

/** Whether a file ends in the middle of a line, as it does after a crash. */
function isTorn(file: OpenFile, size: number): boolean {
  if (size === 0) return false;
  const last = new Uint8Array(1);
  return file.read(last, size - 1) === 1 && last[0] !== LINE_FEED;
}
