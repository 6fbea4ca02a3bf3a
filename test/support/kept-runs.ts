import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunRecord } from '../../src/core/model/run.ts';
import { parseProbeFile, recordOfFile } from '../../src/core/run-file/run-file.ts';
import { journalOf } from '../../src/runs/analysis/restore.ts';

/** Kept runs for tests, made of the recordings that ship. */

/** A recording by its name. */
export function recordingOf(name: string): RunRecord {
  const file = path.resolve('media', 'recordings', `${name}.probe.json`);
  return recordOfFile(parseProbeFile(readFileSync(file, 'utf8')));
}

/** What is changed of a recording. */
export interface KeptAs {
  readonly key: string;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
  readonly prompt?: string;
  /** Path of the file that the prompt stands in. */
  readonly file?: string;
  /** So many trials are missing at the end. */
  readonly missing?: number;
  readonly map?: (text: string, index: number) => string;
}

/** The journal of a recording under another name, at another time. */
export function keptAs({ run, trials, ...rest }: RunRecord, kept: KeptAs): string {
  const { key, createdAt, prompt, file, missing = 0, map = (text) => text } = kept;
  const { provenance: _, ...header } = run;
  const conditions = run.conditions.map((one) => ({ ...one, prompt: prompt ?? one.prompt }));
  const origin = file === undefined ? {} : { origin: { path: file, line: 1 } };
  const left = trials.slice(0, trials.length - missing).map((one, index) => ({ ...one, text: map(one.text, index) }));
  const status = missing > 0 ? ('running' as const) : run.status;
  return journalOf({ ...rest, run: { ...header, ...origin, id: key, createdAt, conditions, status }, trials: left });
}
