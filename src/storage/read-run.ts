import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isJournal } from '../core/run-file/journal-lines.ts';
import type { RunReader } from '../core/run-file/run-reader.ts';
import type { FileReader } from '../core/import/import.ts';
import type { RunRecord } from '../core/model/run.ts';
import { TextBytes } from '../core/text/text-bytes.ts';
import { checkReadable } from './readable.ts';

const CHUNK_BYTES = 256 * 1024;
/** Pieces between two chances for others to do something: a few milliseconds of work. */
const PIECES_AT_ONCE = 8;

/** The bytes of a file in pieces; each is good until the next one. Throws as `piecesOf`. */
function* bytesOf(file: string): Generator<Uint8Array> {
  checkReadable(file);
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const length = readSync(descriptor, chunk, 0, chunk.length, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The text of a file in pieces, without a byte order mark, so that a file may be longer than a text can be. Throws the
 * system's error, or a `UsageError` for what is no plain file (a pipe or a device may never end) or no text.
 */
export function* piecesOf(file: string): Generator<string> {
  const text = new TextBytes(path.basename(file), isJournal);
  for (const bytes of bytesOf(file)) {
    const piece = text.push(bytes);
    if (piece !== '') yield piece;
  }
  const last = text.end();
  if (last !== '') yield last;
}

/** Reads the run in a file of any length, with pauses, so that signals and timers are heard. Throws as `piecesOf` and the reader do. */
export function readRun(file: string, reader: RunReader): Promise<RunRecord> {
  return readPieces(piecesOf(file), reader);
}

/** The same of a file of any kind. */
export function importFile(file: string, reader: FileReader): Promise<RunRecord> {
  return readPieces(bytesOf(file), reader);
}

async function readPieces<Piece>(
  pieces: Iterable<Piece>,
  reader: { push(piece: Piece): void; end(): RunRecord },
): Promise<RunRecord> {
  let count = 0;
  for (const piece of pieces) {
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
