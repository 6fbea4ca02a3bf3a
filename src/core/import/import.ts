import { chosenReader, isJournal, journalReader, readWhole, type RunReader } from '../export/run-reader.ts';
import type { RunRecord } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Hasher } from '../ports.ts';
import { TextBytes } from '../text-bytes.ts';
import { JsonText } from './json-text.ts';
import { recordOf, type ImportFile, type ImportStamp } from './record.ts';
import { TableRows } from './table.ts';

export type { ImportStamp } from './record.ts';

function baseName(fileName: string): string {
  return fileName.split(/[/\\]/u).at(-1) ?? fileName;
}

function tableReader(file: ImportFile): RunReader {
  const table = new TableRows();
  return { push: (text) => table.push(text), end: () => recordOf(table.end(file.name), file) };
}

/** By what is in the file; its name only tells a table that begins with a bracket, and what was to be JSON. */
function readerFor(begin: string, file: ImportFile): RunReader {
  if (isJournal(begin)) return journalReader();
  const isJson = /^\s*[[{]/u.test(begin) || /\.(?:json|jsonl|ndjson)$/iu.test(file.name);
  return isJson && !/\.(?:csv|tsv)$/iu.test(file.name) ? new JsonText(file) : tableReader(file);
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

/** Reads the run in a file, as `importReader` reads that in its text. */
export function fileReader(fileName: string, stamp: ImportStamp, hasher: Hasher): FileReader {
  const text = new TextBytes(baseName(fileName), isJournal);
  const reader = importReader(fileName, stamp, hasher);
  return {
    push: (bytes) => reader.push(text.push(bytes)),
    end() {
      reader.push(text.end());
      return reader.end();
    },
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
