import { isJournal } from '../run-file/journal-lines.ts';
import { chosenReader, journalReader, readWhole, type RunReader } from '../run-file/run-reader.ts';
import type { RunRecord } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Hasher } from '../ports.ts';
import { TextBytes } from '../text/text-bytes.ts';
import { inspectArchive } from './inspect-archive.ts';
import { JsonText } from './json-text.ts';
import { recordOf, type ImportFile, type ImportStamp } from './record.ts';
import { TableRows } from './table.ts';
import { isZip } from './zip.ts';

export type { ImportStamp } from './record.ts';

function baseName(fileName: string): string {
  return fileName.split(/[/\\]/u).at(-1) ?? fileName;
}

function tableReader(file: ImportFile): RunReader {
  const table = new TableRows();
  return { push: (text) => table.push(text), end: () => recordOf(table.end(file.name), file) };
}

/** How an object of JSON begins, alone or first in a list; no first row of a table does. */
const OBJECT = /^\s*(?:\[\s*)?\{\s*"[^"\n]*"\s*:/u;

/** By what is in the file; its name only tells a table that begins with a bracket, and what was to be JSON. */
function readerFor(begin: string, file: ImportFile): RunReader {
  if (isJournal(begin)) return journalReader();
  const isJson = /^\s*[[{]/u.test(begin) || /\.(?:json|jsonl|ndjson)$/iu.test(file.name);
  return isJson && (OBJECT.test(begin) || !/\.(?:csv|tsv)$/iu.test(file.name)) ? new JsonText(file) : tableReader(file);
}

/**
 * Reads the run in a text that comes in pieces, told by its content: a saved run, the journal of one, or what one of the importers
 * takes for its own. `stamp` names the run when the file does not. Throws a `UsageError` of one sentence, here and when it is
 * read.
 */
export function importReader(fileName: string, stamp: ImportStamp, hasher: Hasher): RunReader {
  const name = baseName(fileName);
  const reader = chosenReader((begin) => readerFor(begin, { name, stamp, hasher }));
  let isBlank = true;
  return {
    push(text) {
      isBlank &&= text.trim() === '';
      reader.push(text);
    },
    end() {
      if (isBlank) throw new UsageError(`${name} is empty.`);
      return reader.end();
    },
  };
}

/** Makes a run of the bytes of a file that come in pieces. Throws `UsageError`s of one sentence. */
export interface FileReader {
  push(bytes: Uint8Array): void;
  end(): RunRecord;
}

/** Largest archive that is read, bytes: it must be there as a whole. */
const LARGEST_ARCHIVE = 2 ** 30;

function archiveReader(file: ImportFile): FileReader {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    push(bytes) {
      length += bytes.length;
      if (length > LARGEST_ARCHIVE) throw new UsageError(`${file.name} is larger than 1 GB; split the log.`);
      pieces.push(bytes.slice());
    },
    end() {
      const whole = new Uint8Array(length);
      let at = 0;
      for (const piece of pieces.splice(0)) {
        whole.set(piece, at);
        at += piece.length;
      }
      return recordOf(inspectArchive(whole, file.name), file);
    },
  };
}

function textReader(file: ImportFile): FileReader {
  const text = new TextBytes(file.name, isJournal);
  const reader = importReader(file.name, file.stamp, file.hasher);
  return {
    push: (bytes) => reader.push(text.push(bytes)),
    end() {
      reader.push(text.end());
      return reader.end();
    },
  };
}

/** Reads the run in a file: that in an archive, or in its text as `importReader` does. */
export function fileReader(fileName: string, stamp: ImportStamp, hasher: Hasher): FileReader {
  const file = { name: baseName(fileName), stamp, hasher };
  let reader: FileReader | null = null;
  return {
    push(bytes) {
      if (bytes.length === 0) return;
      // A piece of a file that is read is never as short as the mark of an archive.
      reader ??= isZip(bytes) ? archiveReader(file) : textReader(file);
      reader.push(bytes);
    },
    end: () => (reader ?? textReader(file)).end(),
  };
}

/** The run in the whole content of a file. */
export function importContent(content: Uint8Array, fileName: string, stamp: ImportStamp, hasher: Hasher): RunRecord {
  const reader = fileReader(fileName, stamp, hasher);
  // In parts: no text in JavaScript is longer than 512 MB.
  for (let from = 0; from < content.length; from += PART) reader.push(content.subarray(from, from + PART));
  return reader.end();
}

/** Bytes that are made text at once. */
const PART = 2 ** 22;

/** The run in a text, as `importReader` reads it. */
export function importRun(text: string, fileName: string, stamp: ImportStamp, hasher: Hasher): RunRecord {
  return readWhole(importReader(fileName, stamp, hasher), text.replace(/^\ufeff/u, ''));
}
