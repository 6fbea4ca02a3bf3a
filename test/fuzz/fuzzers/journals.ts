import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { importRun } from '../../../src/core/import/import.ts';
import { missingTrials, parseJournal, type Journal } from '../../../src/core/run-file/journal.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { summarizeJournal } from '../../../src/storage/read-journal.ts';
import { hasher } from '../../unit/core/export/sample-file.ts';
import { fuzzer } from '../fuzzer.ts';
import { Dice } from '../inputs/dice.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedText, mutatedValue } from '../inputs/mutate.ts';
import { records } from '../inputs/records.ts';
import { assertSentence, orRefused } from '../oracles.ts';
import { assertReport } from '../report-oracles.ts';
import { assertSameInPieces, STAMP } from './run-files.ts';

const folder = path.join(tmpdir(), `convergence-probe-fuzz-${process.pid}`);
const file = path.join(folder, 'run.probe.jsonl');

/** Journals with torn, changed, doubled and foreign lines: both readers agree, and what is in them can be reported. */
export const journals = fuzzer<string>({
  name: 'journals',
  about: 'journals: *.probe.jsonl',
  inputs: (seeds) =>
    fc.oneof(
      fc.tuple(records({ runs: 4, longest: 2_000 }), fc.nat(2 ** 31 - 1)).map(([record, seed]) => {
        const dice = new Dice(seed);
        return linesOf(record, dice).join(dice.one(['\n', '\n', '\n', '\r\n', '\n\n']));
      }),
      ...mutatedSeeds(seeds, mutatedText),
    ),
  before: () => {
    // Only this process uses the folder.
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return Promise.resolve();
  },
  after: () => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  },
  async check(text) {
    const record = orRefused(() => importRun(text, 'run.probe.jsonl', STAMP, hasher));
    assertSameInPieces(text, 'run.probe.jsonl', record);
    const report = record && orRefused(() => summarize(record, DEFAULT_ANALYSIS));
    if (record && report) assertReport(report, record);
    writeFileSync(file, text);
    const summary = await summarizeJournal(file);
    const kept = readOrRefused();
    if (kept === null) return;
    assert.ok(summary !== null, 'the summary sees no journal where the reader sees one');
    const missing = missingTrials(kept.header, kept.trials).length;
    // The summary reads of a long line only where the trial is named, so it may take a damaged one for whole.
    assert.ok(summary.missing <= missing, `${summary.missing} missing by the summary, ${missing} by the reader`);
    const isComparable = kept.unreadable === 0 && isAsWritten(text);
    if (isComparable) assert.equal(summary.missing, missing, 'the readers count differently');
  },
});

/** Whether each line is as this program writes it: whole, and without a member that stands there twice. */
function isAsWritten(text: string): boolean {
  return text.split(/\r?\n/u).every((line) => {
    try {
      return line.trim() === '' || JSON.stringify(JSON.parse(line)) === line;
    } catch {
      return false; // torn
    }
  });
}

function readOrRefused(): Journal | null {
  try {
    return parseJournal(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    assertSentence(error.message);
    return null;
  }
}

function linesOf({ run, trials, edits, semantic }: Parameters<typeof summarize>[0], dice: Dice): readonly string[] {
  const { finishedAt, status, ...header } = run;
  const events: readonly unknown[] = [
    { type: 'started', header },
    ...trials.map((trial) => ({ type: 'settled', trial })),
    ...(edits.length > 0 ? [{ type: 'edited', edits }] : []),
    ...(semantic ? [{ type: 'grouped', semantic }] : []),
    ...(dice.chance(0.7) ? [{ type: 'finished', status, finishedAt }] : []),
    ...(dice.chance(0.1) ? [{ type: 'started', header: { ...header, trialsPerCell: header.trialsPerCell + 1 } }] : []),
  ];
  return events.flatMap((event, at) => {
    // The first line decides what the file is at all.
    const changed = dice.chance(at === 0 ? 0.1 : 0.2) ? mutatedValue(event, dice) : event;
    const line = JSON.stringify(changed) ?? '';
    if (dice.chance(0.03)) return [line, line];
    return dice.chance(0.05) ? [mutatedText(line, dice)] : [line];
  });
}
