import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { keptRunReader, mergedRecord, notIn } from '../../../src/runs/read-kept.ts';
import { isJournal } from '../../../src/core/run-file/journal-lines.ts';
import { journalReader, readWhole } from '../../../src/core/run-file/run-reader.ts';
import { trialName } from '../../../src/core/run-file/journal.ts';
import type { Outcome, Run, RunRecord, SemanticGrouping, Trial } from '../../../src/core/model/run.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { grouping } from '../core/semantic/support.ts';
import { sampleRecord } from '../cli/report/sample.ts';
import { trial } from '../cli/support.ts';

const SHA = '0'.repeat(64);

function record(trials: readonly Trial[], over: Partial<Run> = {}): RunRecord {
  const { run } = sampleRecord({ trialsPerCell: 5, ...over });
  return { run: { ...run, conditions: run.conditions.map((one) => ({ ...one, sha256: SHA })) }, trials, edits: [] };
}

function journalText({ run, trials }: RunRecord): string {
  const { status: _, finishedAt: __, ...header } = run;
  const lines = [{ type: 'started', header }, ...trials.map((one) => ({ type: 'settled', trial: one }))];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const at = (trialIndex: number, outcome: Outcome = 'completed', text = ''): Trial =>
  trial({ trialIndex, outcome, text });

describe('a journal', () => {
  it('is read as far as it was written', () => {
    const text = journalText(record([at(0), at(1)]));
    const whole = readWhole(journalReader(), text);
    assert.equal(whole.trials.length, 2);
    assert.equal(whole.run.status, 'partial');
    const torn = readWhole(journalReader(), text.slice(0, -9));
    assert.deepEqual(torn.trials, [at(0)]);
    assert.ok(isJournal(text));
  });

  it('tells merges and splits by hand', () => {
    const { target, condition, trialIndex } = at(0);
    const edits = [{ kind: 'split' as const, members: [{ target, condition, trialIndex }] }];
    const text = `${journalText(record([at(0)]))}${JSON.stringify({ type: 'edited', edits })}\n`;
    assert.deepEqual(readWhole(journalReader(), text).edits, edits);
  });

  it('that lies about its trials is refused like any other file', () => {
    assert.throws(() => readWhole(journalReader(), journalText(record([at(7)]))), UsageError);
    assert.throws(() => readWhole(journalReader(), journalText(record([{ ...at(0), target: 'nobody' }]))), UsageError);
    assert.throws(
      () => readWhole(keptRunReader('answers.jsonl'), '{"text":"42"}\n'),
      /answers\.jsonl is not the journal of a run/,
    );
    assert.throws(
      () => readWhole(keptRunReader('answers.csv'), 'target,text\n'),
      /answers\.csv is not the journal of a run/,
    );
  });
});

describe('mergedRecord', () => {
  it('takes what is there', () => {
    const one = record([at(0)]);
    assert.equal(mergedRecord(one, null), one);
    assert.equal(mergedRecord(null, one), one);
  });

  it('takes an answer before a failure, and a failure before nothing, wherever they are', () => {
    const outcome = fc.constantFrom<Outcome>('completed', 'empty', 'refused', 'failed', 'cancelled');
    const trials = fc
      .uniqueArray(fc.nat(4), { maxLength: 5 })
      .chain((indexes) => fc.tuple(...indexes.map((index) => outcome.map((one) => at(index, one)))));
    const rank = (one: Trial | undefined): number =>
      one === undefined ? -1 : one.outcome === 'cancelled' ? 0 : one.outcome === 'failed' ? 1 : 2;
    fc.assert(
      fc.property(trials, trials, fc.boolean(), (inFile, inJournal, fileLater) => {
        const later = { continuedAt: '2026-02-01T00:00:00.000Z' };
        const merged = mergedRecord(record(inFile, fileLater ? later : {}), record(inJournal, fileLater ? {} : later));
        const names = merged.trials.map(trialName);
        assert.equal(new Set(names).size, names.length);
        for (let index = 0; index < 5; index++) {
          const find = (all: readonly Trial[]): Trial | undefined => all.find((one) => one.trialIndex === index);
          assert.equal(rank(find(merged.trials)), Math.max(rank(find(inFile)), rank(find(inJournal))));
        }
      }),
    );
  });

  it('takes the header of what was begun later, and never fewer runs', () => {
    const file = record([at(0)], { trialsPerCell: 3 });
    const longer = record([at(4)], { trialsPerCell: 5, continuedAt: '2026-02-01T00:00:00.000Z' });
    for (const merged of [mergedRecord(file, longer), mergedRecord(longer, file)]) {
      assert.deepEqual([merged.run.trialsPerCell, merged.run.continuedAt], [5, '2026-02-01T00:00:00.000Z']);
      assert.equal(merged.trials.length, 2);
    }
  });

  it('of two different runs takes the later one whole', () => {
    const old = record([at(0)], { id: 'old' });
    const young = record([at(1)], { id: 'young', createdAt: '2026-03-01T00:00:00.000Z' });
    assert.equal(mergedRecord(old, young), young);
    assert.equal(mergedRecord(young, old), young);
  });

  it('keeps merges and splits, of the file or, where that has none, of the journal', () => {
    const [edits, older] = [[{ kind: 'merge' as const, members: [] }], [{ kind: 'split' as const, members: [] }]];
    const [file, journal] = [record([at(0)]), record([at(1)])];
    assert.deepEqual(mergedRecord({ ...file, edits }, journal).edits, edits);
    assert.deepEqual(mergedRecord(file, { ...journal, edits }).edits, edits);
    assert.deepEqual(mergedRecord({ ...file, edits }, { ...journal, edits: older }).edits, edits);
  });
});

describe('notIn', () => {
  it('is what a journal does not say, or says otherwise', () => {
    const before = record([at(0), at(1, 'failed')]);
    assert.deepEqual(notIn(before, [at(0), at(1), at(2)]), [at(1), at(2)]);
    assert.deepEqual(notIn(null, [at(0)]), [at(0)]);
  });
});

describe('what was found out about meaning', () => {
  const early = grouping();
  const late = grouping({ at: '2026-03-01T00:00:00.000Z', calls: 9 });
  const withMeaning = (semantic: SemanticGrouping) => ({ ...record([at(0)]), semantic });

  it('is read from the journal', () => {
    const text = `${journalText(record([at(0)]))}${JSON.stringify({ type: 'grouped', semantic: late })}\n`;
    assert.deepEqual(readWhole(journalReader(), text).semantic, late);
    assert.deepEqual(readWhole(keptRunReader('x.jsonl'), text).semantic, late);
  });

  it('is kept, the later where file and journal tell different things', () => {
    const plain = record([at(0)]);
    assert.deepEqual(mergedRecord(withMeaning(early), plain).semantic, early);
    assert.deepEqual(mergedRecord(plain, withMeaning(early)).semantic, early);
    assert.deepEqual(mergedRecord(withMeaning(early), withMeaning(late)).semantic, late);
    assert.deepEqual(mergedRecord(withMeaning(late), withMeaning(early)).semantic, late);
    assert.equal(mergedRecord(plain, plain).semantic, undefined);
  });
});
