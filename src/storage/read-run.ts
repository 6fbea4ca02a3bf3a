import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { RunReader } from '../core/export/run-reader.ts';
import type { RunRecord } from '../core/model/run.ts';
import { checkReadable } from './readable.ts';

const CHUNK_BYTES = 256 * 1024;
/** Pieces between two chances for others to do something: a few milliseconds of work. */
const PIECES_AT_ONCE = 8;

/**
 * The text of a file in pieces, without a byte order mark, so that a file may be longer than a text can be. Throws the
 * system's error, or a `UsageError` for what is no plain file: a pipe or a device may never end.
 */
export function* piecesOf(file: string): Generator<string> {
  checkReadable(file);
  const descriptor = openSync(file, 'r');
  try {
    const decoder = new TextDecoder();
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let length = -1; length !== 0;) {
      length = readSync(descriptor, chunk, 0, chunk.length, null);
      const text = decoder.decode(chunk.subarray(0, length), { stream: length > 0 });
      if (text !== '') yield text;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Reads the run in a file of any length, without a pause: for a thread that does nothing else. Throws as `piecesOf` and the reader do. */
export function readRunSync(file: string, reader: RunReader): RunRecord {
  for (const piece of piecesOf(file)) reader.push(piece);
  return reader.end();
}

/** The same with pauses, so that signals and timers are heard. */
export async function readRun(file: string, reader: RunReader): Promise<RunRecord> {
  let count = 0;
  for (const piece of piecesOf(file)) {
    reader.push(piece);
    if (++count % PIECES_AT_ONCE === 0) await setImmediate();
  }
  return reader.end();
}

/** The first characters of a file, at most `length` of them. Throws as `piecesOf` does. */
export function beginOf(file: string, length: number): string {
  for (const piece of piecesOf(file)) return piece.slice(0, length);
  return '';
}
