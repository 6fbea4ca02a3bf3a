import { parseJson } from '../json/parse-json.ts';
import type { RunRecord } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Hasher } from '../ports.ts';
import { TextLines } from '../text-lines.ts';
import { isPromptfoo, isPromptfooResult, promptfooRows, promptfooSource } from './import-promptfoo.ts';
import { recordOfRows } from './import-record.ts';
import type { ImportStamp } from './import-record.ts';
import { lineRow, listRows, TableRows } from './import-rows.ts';
import type { ImportRow } from './import-rows.ts';
import { RunFileReader } from './run-file-reader.ts';
import { chosenReader, isJournal, journalReader, readWhole, type RunReader } from './run-reader.ts';

export type { ImportStamp } from './import-record.ts';

/** A file that is being read. */
interface ImportFile {
  readonly name: string;
  readonly stamp: ImportStamp;
  readonly hasher: Hasher;
}

function recordOfList(rows: readonly ImportRow[], { name, stamp, hasher }: ImportFile): RunRecord {
  if (rows.length === 0) throw new UsageError(`${name} holds no answers: each line needs a target and a text.`);
  const note = 'Imported from a file; when and how the answers were taken is not known.';
  return recordOfRows(rows, { stamp, provenance: { title: name, url: null, note } }, hasher);
}

function recordOfPromptfoo(output: unknown, { name, stamp, hasher }: ImportFile): RunRecord {
  const rows = promptfooRows(output, name);
  return recordOfRows(rows, promptfooSource(output, rows, name, stamp), hasher);
}

/** A saved run, promptfoo's output or a list of answers, told by what is in it. */
function jsonReader(file: ImportFile): RunReader {
  const json = new RunFileReader();
  return {
    push: (text) => json.push(text),
    end() {
      const value = json.value();
      if (Array.isArray(value)) {
        const [first] = value as readonly unknown[];
        return isPromptfooResult(first)
          ? recordOfPromptfoo({ results: value }, file)
          : recordOfList(listRows(value), file);
      }
      if (isPromptfoo(value)) return recordOfPromptfoo(value, file);
      if (typeof value === 'object' && value !== null && !('schemaVersion' in value || 'run' in value)) {
        throw new UsageError(
          `${file.name} is JSON of a kind that is not read here: a saved run (.probe.json), promptfoo's output (promptfoo eval -o FILE.json) and a list of objects with a target and a text are.`,
        );
      }
      return json.recordOf(value);
    },
  };
}

/** `undefined` for what is no JSON. */
function jsonOf(text: string | null): unknown {
  try {
    return text === null ? undefined : parseJson(text);
  } catch {
    return undefined;
  }
}

/** promptfoo's output, one result a line, or a list of answers, told by the first line that is not blank. */
function listReader(file: ImportFile): RunReader {
  const rows: ImportRow[] = [];
  const results: unknown[] = [];
  let line = 0;
  const lines = new TextLines((source) => {
    line += 1;
    if (source?.trim() === '') return;
    const isFirst = results.length + rows.length === 0;
    if (results.length > 0 || (isFirst && isPromptfooResult(jsonOf(source)))) results.push(jsonOf(source));
    else rows.push(lineRow(source, line));
  });
  return {
    push: (text) => lines.push(text),
    end() {
      lines.end();
      return results.length > 0 ? recordOfPromptfoo({ results }, file) : recordOfList(rows, file);
    },
  };
}

function tableReader(file: ImportFile): RunReader {
  const table = new TableRows();
  return { push: (text) => table.push(text), end: () => recordOfList(table.end(), file) };
}

function readerFor(file: ImportFile): RunReader {
  const extension = /\.([a-z]+)$/iu.exec(file.name)?.[1]?.toLowerCase();
  switch (extension ?? '') {
    case 'json':
      return jsonReader(file);
    case 'jsonl':
    case 'ndjson':
      return chosenReader((begin) => (isJournal(begin) ? journalReader() : listReader(file)));
    case 'csv':
      return tableReader(file);
    default:
      throw new UsageError(
        `${file.name} cannot be read: a run file ends in .probe.json, promptfoo's output in .json or .jsonl, a list of answers in .jsonl, .json or .csv.`,
      );
  }
}

/**
 * Reads the run in a file that comes in pieces, told by its name and its content: a saved run, promptfoo's output or a list of
 * answers (`.json`), the journal of a run, promptfoo's output or one trial a line (`.jsonl`, `.ndjson`), or a table (`.csv`).
 * Columns: target, text; optional prompt, system, condition, trialIndex, outcome, finishReason; others are ignored. `stamp`
 * names the run when the file does not. Throws a `UsageError` of one sentence, here and when it is read.
 */
export function importReader(fileName: string, stamp: ImportStamp, hasher: Hasher): RunReader {
  const name = fileName.split(/[/\\]/u).at(-1) ?? fileName;
  const reader = readerFor({ name, stamp, hasher });
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

/** The run in a text, as `importReader` reads it. */
export function importRun(text: string, fileName: string, stamp: ImportStamp, hasher: Hasher): RunRecord {
  return readWhole(importReader(fileName, stamp, hasher), text.replace(/^\ufeff/u, ''));
}
