import { appendFile, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isRunId } from '../../protocol/guards.ts';
import { readHeaderLine, type KeptRun } from './header-line.ts';
import { JournalWriter } from './journal-writer.ts';

const EXTENSION = '.jsonl';
/** The header is the first line; most are read at one go. */
const HEAD_BYTES = 64 * 1024;
/** A first line that is longer than this is not the header of a run that was typed or opened here. */
const LONGEST_HEAD_BYTES = 16 * 1024 * 1024;

/** Runs kept between windows: one journal a run, in a folder of this workspace. */
export class RunStore {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** A journal to write a run into while it goes on. `onProblem` hears once when the disk does not take it. */
  writer(key: string, onProblem: (error: unknown) => void): JournalWriter {
    const file = this.fileOf(key);
    const prepared = mkdir(this.folder, { recursive: true });
    return new JournalWriter(async (text) => {
      await prepared;
      await appendFile(file, text, 'utf8');
    }, onProblem);
  }

  /** Keeps a run that is already whole. */
  async write(key: string, journal: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(this.fileOf(key), journal, 'utf8');
  }

  /** The journal of a run; `null` when it is not kept any more. */
  async read(key: string): Promise<string | null> {
    if (!isRunId(key)) return null;
    try {
      return await readFile(this.fileOf(key), 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** The kept runs, the latest first. */
  async list(): Promise<readonly KeptRun[]> {
    const files = await this.journals();
    const runs = await Promise.all(
      files.map(async (file) => readHeaderLine(path.basename(file.path, EXTENSION), await headOf(file.path))),
    );
    return runs.filter((run) => run !== null);
  }

  /** Lets the oldest runs go until `keep` are left; those that are open stay. */
  async prune(keep: number, isOpen: (key: string) => boolean): Promise<void> {
    const files = await this.journals();
    const old = files.slice(keep).filter((file) => !isOpen(path.basename(file.path, EXTENSION)));
    await Promise.all(old.map((file) => rm(file.path, { force: true })));
  }

  /** Journals, the one written last first. */
  private async journals(): Promise<readonly { readonly path: string; readonly time: number }[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const files = names.filter((name) => name.endsWith(EXTENSION)).map((name) => path.join(this.folder, name));
    const timed = await Promise.all(files.map(async (file) => ({ path: file, time: (await stat(file)).mtimeMs })));
    return timed.sort((a, b) => b.time - a.time);
  }

  private fileOf(key: string): string {
    if (!isRunId(key)) throw new Error('Not the id of a run.');
    return path.join(this.folder, key + EXTENSION);
  }
}

async function headOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    for (let size = HEAD_BYTES; ; size *= 8) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
      const head = buffer.subarray(0, bytesRead);
      if (head.includes(10) || bytesRead < size || size >= LONGEST_HEAD_BYTES) return head.toString('utf8');
    }
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
