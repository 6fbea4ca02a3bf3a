import { parseJournal } from '../model/record.ts';
import type { RunRecord } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Hasher } from '../ports.ts';
import { isPromptfoo, isPromptfooResult, promptfooRows, promptfooSource } from './import-promptfoo.ts';
import { recordOfRows } from './import-record.ts';
import type { ImportStamp } from './import-record.ts';
import { importRows, listRows } from './import-rows.ts';
import type { ImportRow } from './import-rows.ts';
import { checkRecord, parseProbeFile, recordOfFile } from './probe-file.ts';

export type { ImportStamp } from './import-record.ts';

/** A run as far as its journal tells; `partial` when it does not tell the end. Checked like any other file. */
function recordOfJournal(text: string): RunRecord {
  const { header, trials, edits, finished, semantic } = parseJournal(text);
  // An imported run may not say when it ended; the empty string stands for that in a journal.
  const finishedAt = finished?.finishedAt || null;
  const end = finished?.endNote === undefined ? {} : { endNote: finished.endNote };
  const run = { ...header, status: finished?.status ?? 'partial', finishedAt, ...end };
  return checkRecord({ run, trials, edits, semantic });
}

function isJournal(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return /^\s*\{\s*"type"\s*:\s*"started"/u.test(first);
}

/** A file that is being read. */
interface ImportFile {
  readonly name: string;
  readonly content: string;
  readonly stamp: ImportStamp;
}

function recordOfList(rows: readonly ImportRow[], { name, stamp }: ImportFile, hasher: Hasher): RunRecord {
  if (rows.length === 0) throw new UsageError(`${name} holds no answers: each line needs a target and a text.`);
  const note = 'Imported from a file; when and how the answers were taken is not known.';
  return recordOfRows(rows, { stamp, provenance: { title: name, url: null, note } }, hasher);
}

function recordOfPromptfoo(output: unknown, file: ImportFile, hasher: Hasher): RunRecord {
  const rows = promptfooRows(output, file.name);
  return recordOfRows(rows, promptfooSource(output, rows, file.name, file.stamp), hasher);
}

/** A saved run, promptfoo's output or a list of answers, told by what is in it. */
function recordOfJson(file: ImportFile, hasher: Hasher): RunRecord {
  const value = jsonOf(file.content);
  if (Array.isArray(value)) {
    const [first] = value as readonly unknown[];
    return isPromptfooResult(first)
      ? recordOfPromptfoo({ results: value }, file, hasher)
      : recordOfList(listRows(value), file, hasher);
  }
  if (isPromptfoo(value)) return recordOfPromptfoo(value, file, hasher);
  if (typeof value === 'object' && value !== null && !('schemaVersion' in value || 'run' in value)) {
    throw new UsageError(
      `${file.name} is JSON of a kind that is not read here: a saved run (.probe.json), promptfoo's output (promptfoo eval -o FILE.json) and a list of objects with a target and a text are.`,
    );
  }
  return recordOfFile(parseProbeFile(file.content));
}

/** `undefined` for what is no JSON; the reader of saved runs says so. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function recordOfLines(file: ImportFile, hasher: Hasher): RunRecord {
  if (isJournal(file.content)) return recordOfJournal(file.content);
  // promptfoo eval -o FILE.jsonl writes one result a line.
  const [first = '', ...others] = file.content.split('\n').filter((line) => line.trim() !== '');
  if (!isPromptfooResult(jsonOf(first))) return recordOfList(importRows(file.content, 'jsonl'), file, hasher);
  return recordOfPromptfoo({ results: [first, ...others].map(jsonOf) }, file, hasher);
}

/**
 * The run in a file, told by its name and its content: a saved run, promptfoo's output or a list of answers (`.json`), the
 * journal of a run, promptfoo's output or one trial a line (`.jsonl`, `.ndjson`), or a table (`.csv`). Columns: target, text;
 * optional prompt, system, condition, trialIndex, outcome, finishReason; others are ignored. `stamp` names the run when the
 * file does not. Throws a `UsageError` of one sentence.
 */
export function importRun(text: string, fileName: string, stamp: ImportStamp, hasher: Hasher): RunRecord {
  const name = fileName.split(/[/\\]/u).at(-1) ?? fileName;
  const content = text.replace(/^\ufeff/u, '');
  if (content.trim() === '') throw new UsageError(`${name} is empty.`);
  const file = { name, content, stamp };
  const extension = /\.([a-z]+)$/iu.exec(name)?.[1]?.toLowerCase();
  switch (extension ?? '') {
    case 'json':
      return recordOfJson(file, hasher);
    case 'jsonl':
    case 'ndjson':
      return recordOfLines(file, hasher);
    case 'csv':
      return recordOfList(importRows(content, 'csv'), file, hasher);
    default:
      throw new UsageError(
        `${name} cannot be read: a run file ends in .probe.json, promptfoo's output in .json or .jsonl, a list of answers in .jsonl, .json or .csv.`,
      );
  }
}
