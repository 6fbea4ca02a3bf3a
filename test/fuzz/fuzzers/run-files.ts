import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { importReader, importRun } from '../../../src/core/import/import.ts';
import { json } from '../../../src/core/export/json.ts';
import { buildProbeFile, parseProbeFile, recordOfFile, savedRun } from '../../../src/core/run-file/run-file.ts';
import { salvageRun } from '../../../src/core/run-file/salvage.ts';
import type { RunRecord } from '../../../src/core/model/run.ts';
import { hasher, mixedRun, textOf } from '../../unit/core/export/sample-file.ts';
import { fuzzer } from '../fuzzer.ts';
import { jsonFiles, mutatedSeeds } from '../inputs/json.ts';
import { mutatedText } from '../inputs/mutate.ts';
import { records } from '../inputs/records.ts';
import { orRefused } from '../oracles.ts';
import { assertReport } from '../report-oracles.ts';

export const STAMP = { id: 'stamp', createdAt: '2026-01-31T12:00:00.000Z' };

/** A report as every file holds one; that of a hostile run may not even be possible. */
const REPORT = summarize(mixedRun(), DEFAULT_ANALYSIS);

/** Saved runs, whole and damaged: read or refused; what was read is written and read again as the same. */
export const runFiles = fuzzer<string>({
  name: 'run-files',
  about: 'run files: *.probe.json',
  inputs: (seeds) =>
    fc.oneof(
      jsonFiles(records({ runs: 4, longest: 3_000 }).map((record) => buildProbeFile(record, REPORT))),
      ...mutatedSeeds(seeds, mutatedText),
    ),
  check(text) {
    const record = orRefused(() => importRun(text, 'run.probe.json', STAMP, hasher));
    assertSameInPieces(text, 'run.probe.json', record);
    if (record === null) {
      assertSalvaged(text);
      return;
    }
    // Its own extractor may be none that there is.
    const report = orRefused(() => summarize(record, DEFAULT_ANALYSIS));
    if (report === null) return;
    assertReport(report, record);
    const written = textOf(json, buildProbeFile(record, report));
    const again = recordOfFile(parseProbeFile(written));
    assert.equal(textOf(json, buildProbeFile(again, report)), written, 'what was written is read as something else');
    assert.deepEqual(again.run, plain(record.run), 'the run changed');
    assert.equal(again.trials.length, record.trials.length, 'a trial was lost');
  },
});

/** What is read of a damaged file can be written and read like any other run. */
function assertSalvaged(text: string): void {
  const salvaged = salvageRun(text);
  if (salvaged === null) return;
  const written = JSON.stringify(savedRun(salvaged.record));
  const again = recordOfFile(parseProbeFile(written));
  assert.equal(again.trials.length, salvaged.record.trials.length, 'a trial was lost');
}

/** Files are read piece by piece; where the pieces end makes no difference. */
export function assertSameInPieces(text: string, name: string, record: RunRecord | null): void {
  for (const length of [1_000, 7]) {
    const pieces = orRefused(() => {
      const reader = importReader(name, STAMP, hasher);
      const content = text.replace(/^\ufeff/, '');
      for (let from = 0; from < content.length; from += length) reader.push(content.slice(from, from + length));
      return reader.end();
    });
    assert.deepEqual(pieces, record, `read in pieces of ${length} it is something else`);
  }
}

/** As JSON holds it: minus zero is zero there, and members that are undefined are absent. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
