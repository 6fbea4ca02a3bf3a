import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CsvError, CsvReader } from '../../../../src/core/import/csv-reader.ts';
import { csv } from '../../../../src/core/export/csv.ts';
import { importReader } from '../../../../src/core/import/import.ts';
import { json } from '../../../../src/core/export/json.ts';
import { journalLine } from '../../../../src/core/run-file/journal.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { runOf } from '../analysis/run-of.ts';
import { fileOf, hasher, mixedRun, parseCsv, textOf } from '../export/sample-file.ts';

const STAMP = { id: 'imported-1', createdAt: '2026-01-31T12:00:00.000Z' };

/** What is read out of a text that comes in pieces of these lengths, in turn; the sentence when it is refused. */
function read(text: string, name: string, lengths: readonly number[] = [text.length]): RunRecord | string {
  try {
    const reader = importReader(name, STAMP, hasher);
    for (let at = 0, turn = 0; at < text.length; turn++) {
      const length = Math.max(1, lengths[turn % lengths.length] ?? 1);
      reader.push(text.slice(at, at + length));
      at += length;
    }
    return reader.end();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

const anyCuts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 });
const anyTexts = fc.array(
  fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\\', '😄', '{', '[', '7', '\u2028') }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

const journal = ({ run, trials, edits }: RunRecord): string => {
  const { status, finishedAt, ...header } = run;
  assert.ok(status !== 'running');
  const events = [
    { type: 'started', header } as const,
    ...trials.map((trial) => ({ type: 'settled', trial }) as const),
    { type: 'edited', edits } as const,
    { type: 'finished', status, finishedAt: finishedAt ?? '' } as const,
  ];
  return events.map((event) => `${journalLine(event)}\n`).join('');
};

describe('a run that is read in pieces', () => {
  it('is the run that was written, wherever its file is cut', () => {
    fc.assert(
      fc.property(anyTexts, anyCuts, (texts, cuts) => {
        const record = runOf('Say something', { 'test:a': texts, 'test:b': ['x'] });
        const file = fileOf(record);
        const whole = { ...record, trials: file.trials };
        assert.deepEqual(read(textOf(json, file), 'a.probe.json', cuts), { ...whole, hadReport: true });
        const { report: _, ...bare } = file;
        assert.deepEqual(read(JSON.stringify(bare), 'a.probe.json', cuts), whole);
        assert.deepEqual(read(journal(record), 'a.probe.jsonl', cuts), record);
        const table = textOf(csv, file);
        assert.deepEqual(read(table, 'a.csv', cuts), read(table, 'a.csv'));
        const rows = record.trials.map(({ target, text }) => JSON.stringify({ target, text }));
        const list = read(rows.join('\n'), 'a.jsonl', cuts) as RunRecord;
        assert.deepEqual(
          list.trials.map(({ text }) => text),
          record.trials.map(({ text }) => text),
        );
        assert.deepEqual(read(`[${rows.join(',')}]`, 'a.jsonl'.replace('l', ''), cuts), {
          ...list,
          run: { ...list.run, provenance: { ...list.run.provenance!, title: 'a.json' } },
        });
      }),
      { numRuns: 40 },
    );
  });

  it('is refused with the same sentence, wherever its file is cut', () => {
    const text = textOf(json, fileOf(mixedRun()));
    const cuts = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 3 });
    const marks = fc.constantFrom('{', '}', ']', ',', '"', 'x', '\\', '');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), marks, cuts, (at, gone, mark, lengths) => {
        const broken = text.slice(0, at) + mark + text.slice(at + gone);
        assert.deepEqual(read(broken, 'a.probe.json', lengths), read(broken, 'a.probe.json'));
      }),
      { numRuns: 60 },
    );
  });

  it('holds what its trials have in common once', () => {
    const file = fileOf(runOf('Say something', { 'test:a': ['the same answer', 'the same answer'] }));
    for (const [name, text] of [
      ['a.probe.json', textOf(json, file)],
      ['a.probe.jsonl', journal(runOf('Say something', { 'test:a': ['the same answer', 'the same answer'] }))],
    ] as const) {
      const { trials } = read(text, name) as RunRecord;
      assert.equal(trials[0]!.requested, trials[1]!.requested);
      assert.equal(trials[0]!.variables, trials[1]!.variables);
    }
  });

  it('is refused in one sentence when a value or the nesting has no measure', () => {
    const text = textOf(json, fileOf(mixedRun()));
    const nested = text.replace('"schemaVersion": 1', `"schemaVersion": 1, "x": ${'['.repeat(100_000)}`);
    assert.match(String(read(nested, 'a.probe.json', [5000])), /nested more than 256 levels deep\.$/);
    assert.match(String(read('['.repeat(100_000), 'a.json')), /cannot be read/);
  });
});

describe('a table that is read in pieces', () => {
  it('has the records of the whole, wherever it is cut', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r') });
    fc.assert(
      fc.property(fc.array(anyText), (pieces) => {
        const records: unknown[] = [];
        const reader = new CsvReader((record) => void records.push(record));
        try {
          for (const piece of pieces) reader.push(piece);
          reader.end();
          assert.deepEqual(records, parseCsv(pieces.join('')));
        } catch (error) {
          assert.ok(error instanceof CsvError);
          assert.deepEqual(parseCsv(pieces.join('')), { unclosed: error.line });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is refused by the line of a record that does not end', () => {
    const reader = new CsvReader(() => undefined, 100);
    assert.throws(
      () => {
        for (let count = 0; count < 100; count++) reader.push(`${count === 0 ? 'a,b\n"' : ''}0123456789\n`);
      },
      (error) => error instanceof CsvError && error.kind === 'too long' && error.line === 2,
    );
  });
});
