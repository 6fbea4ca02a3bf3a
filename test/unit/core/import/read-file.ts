import assert from 'node:assert/strict';
import { importContent } from '../../../../src/core/import/import.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { hasher } from '../export/sample-file.ts';

const STAMP = { id: 'imported-1', createdAt: '2026-01-31T12:00:00.000Z' };

/** The run in the content of a file. */
export function readFile(content: string | Uint8Array, name: string): RunRecord {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return importContent(bytes, name, STAMP, hasher);
}

/** The run in a file of one object a line. */
export function readLines(records: readonly unknown[], name = 'file.jsonl'): RunRecord {
  return readFile(records.map((record) => JSON.stringify(record)).join('\n'), name);
}

/** The sentence with which a file is refused. */
export function refusal(content: string | Uint8Array, name = 'file.jsonl'): string {
  try {
    readFile(content, name);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    assert.ok(error.message.length < 600, error.message);
    return error.message;
  }
  return assert.fail('was read');
}

/** Target, outcome and text of every trial, in the order of the file. */
export function trialsOf({ trials }: RunRecord): readonly (readonly [string, string, string])[] {
  return trials.map(({ target, outcome, text }) => [target, outcome, text]);
}

/** What the models were asked, by condition. */
export function askedOf({ run }: RunRecord): readonly (readonly [string, string | null])[] {
  return run.conditions.map(({ prompt, system }) => [prompt, system]);
}
