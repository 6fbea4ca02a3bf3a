import type { Loose } from './loose.ts';
import type { ImportRow } from './rows.ts';

/** What an importer made of a file. */
export interface Imported {
  readonly rows: readonly ImportRow[];
  /** Who wrote the file, as in "imported from Inspect AI 0.3.100". */
  readonly from: string;
  /** What a reader must know of the answers, a sentence each. */
  readonly notes: readonly string[];
  /** What of the file is no trial of the run, a sentence each: "The file repeats 12 responses under further filters." */
  readonly leftOut: readonly string[];
  /** ISO-8601 UTC: when the answers were taken; `null` when the file does not say. */
  readonly createdAt?: string | null;
}

/** Reads a file record by record, so that no more of it is kept than its answers. Throws `UsageError`s that name the place. */
export interface RecordReader {
  /** Takes the next record. `place` is where it stands, as a sentence begins: "Line 3". */
  take(record: Loose, place: string): void;
  /** The answers, once all records are there. `name` is that of the file. */
  end(name: string): Imported;
}

/** A kind of file that answers are read from. One file each; all of them in `registry.ts`. */
export interface Importer {
  /** What people call such a file, in the middle of a sentence. */
  readonly label: string;
  /** Endings of its files, without the leading dot. What is in a file decides how it is read; these are for dialogs. */
  readonly extensions: readonly string[];
  /** Of files that hold one JSON value. */
  readonly document?: {
    is(value: Loose): boolean;
    read(value: Loose, name: string): Imported;
    /** A large entry of a list at this path of names, without what is not read; anything else as it is. */
    slim?(path: readonly string[], entry: unknown): unknown;
  };
  /** Of files with one JSON object a line, or a list of them. */
  readonly records?: {
    /** Whether an object is a record of this kind. */
    is(value: Loose): boolean;
    /** Whether the reader says itself what is wrong with what follows a record. */
    readonly checksAll?: true;
    reader(): RecordReader;
  };
}
