import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseJson } from '../core/json/parse-json.ts';
import { runIndexSchema, type IndexEntry } from '../core/model/kept-runs.ts';
import { read } from '../core/model/lenient.ts';
import { makeFolder } from '../storage/make-folder.ts';
import { writeWhole } from '../storage/write-whole.ts';

/**
 * What the journals of a folder said when they were last read, so that a list of hundreds of runs need not read them again.
 * It is made of the journals alone: an entry holds only while the journal is as it was, and a file that is missing, damaged
 * or of another window costs the time of reading them.
 */
export class RunIndex {
  readonly #file: string;
  #entries: Map<string, IndexEntry> | null = null;
  #isChanged = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** What is known of a journal; `undefined` when nothing is, or when it has changed since. */
  async get(key: string, stamp: string): Promise<IndexEntry | undefined> {
    const entry = (await this.#loaded()).get(key);
    return entry?.stamp === stamp ? entry : undefined;
  }

  async set(key: string, entry: IndexEntry): Promise<void> {
    (await this.#loaded()).set(key, entry);
    this.#isChanged = true;
  }

  /** Writes down what has changed; entries of runs that are not kept any more are left out. Rejects as `writeWhole` does. */
  async save(isKept: (key: string) => boolean): Promise<void> {
    const entries = await this.#loaded();
    for (const key of [...entries.keys()]) {
      if (isKept(key)) continue;
      entries.delete(key);
      this.#isChanged = true;
    }
    if (!this.#isChanged) return;
    this.#isChanged = false;
    await makeFolder(path.dirname(this.#file));
    await writeWhole(this.#file, JSON.stringify({ runs: Object.fromEntries(entries) }));
  }

  async #loaded(): Promise<Map<string, IndexEntry>> {
    if (this.#entries !== null) return this.#entries;
    const { runs } = read(runIndexSchema, await contentOf(this.#file));
    return (this.#entries ??= new Map(Object.entries(runs)));
  }
}

/** What is in a file of this program; `null` when it is missing or damaged. */
async function contentOf(file: string): Promise<unknown> {
  try {
    return parseJson(await readFile(file, 'utf8'));
  } catch {
    return null; // made again of the journals
  }
}
