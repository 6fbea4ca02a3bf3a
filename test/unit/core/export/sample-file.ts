import { createHash } from 'node:crypto';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { CsvError, CsvReader, type CsvRecord } from '../../../../src/core/import/csv-reader.ts';
import type { ExportFormat } from '../../../../src/core/export/format.ts';
import { buildProbeFile } from '../../../../src/core/run-file/run-file.ts';
import type { ProbeFile } from '../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import type { Hasher } from '../../../../src/core/ports.ts';
import { runOf, trialOf } from '../analysis/run-of.ts';

/** Hashes with Node. */
export const hasher: Hasher = { sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex') };

/** A run of two models with an answer of every kind. */
export function mixedRun(): RunRecord {
  const record = runOf('Pick a random number between 1 and 100', { a: ['42', '42', '7'], b: ['73', '250', 'no'] });
  const failed = trialOf('test:b', 3, '', {
    outcome: 'failed',
    error: { reason: 'rate-limited', message: 'Still rate limited after 5 tries.', status: 429 },
    usage: null,
    latencyMs: null,
    startedAt: null,
  });
  const empty = trialOf('test:a', 3, '', { outcome: 'empty', note: 'spent all 512 output tokens thinking' });
  return { ...record, run: { ...record.run, trialsPerCell: 4 }, trials: [...record.trials, empty, failed] };
}

/** The saved file of a run. */
export function fileOf(record: RunRecord): ProbeFile {
  return buildProbeFile(record, summarize(record, DEFAULT_ANALYSIS));
}

/** The whole file of a run in this format. */
export function textOf(format: ExportFormat, file: ProbeFile): string {
  return [...format.pieces(file)].join('');
}

/** All records of a table. */
export function parseCsv(text: string): readonly CsvRecord[] | { readonly unclosed: number } {
  const records: CsvRecord[] = [];
  const reader = new CsvReader((record) => void records.push(record));
  try {
    reader.push(text);
    reader.end();
  } catch (error) {
    if (error instanceof CsvError) return { unclosed: error.line };
    throw error;
  }
  return records;
}
