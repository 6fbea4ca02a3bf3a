import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { combineRuns } from '../../../../src/core/compare/combine-runs.ts';
import { compareRuns } from '../../../../src/core/compare/comparison.ts';
import { distributionTest } from '../../../../src/core/compare/distribution-test.ts';
import { runsToDecide } from '../../../../src/core/compare/runs-to-decide.ts';
import { ratioInterval } from '../../../../src/core/statistics/intervals/ratio-interval.ts';
import { comparisonNotes, comparisonSentences } from '../../../../src/core/compare/sentences.ts';
import { answersTable, answerVerdict, modelsTable } from '../../../../src/core/tables/comparison.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { runOf, times } from '../analysis/run-of.ts';

const PROMPT = 'Name a fruit';
const compare = (before: RunRecord, after: RunRecord) => compareRuns(before, after, DEFAULT_ANALYSIS);
const fruits = ['Mango', 'Apple', 'Fig', 'Kiwi', 'Plum', 'Pear', 'Grape', 'Lime'];
/** `n` answers, as equal as may be. */
const spread = (n: number, kinds: number) => Array.from({ length: n }, (_, index) => fruits[index % kinds]!);

describe('comparing two runs', () => {
  it('says that the answers became more varied, by how much and how sure', () => {
    const before = runOf(PROMPT, { a: times('Mango', 40), b: [...times('Mango', 35), ...times('Fig', 5)] });
    const after = runOf(PROMPT, { a: spread(40, 8), b: spread(40, 8) });
    const comparison = compare(before, after);
    assert.equal(comparison.verdict, 'more-varied');
    assert.ok(comparison.all.ratio! > 4 && comparison.all.ratioInterval![0] > 2);
    assert.ok(comparison.all.effectiveP! < 0.01);
    assert.deepEqual(
      comparison.models.map(({ label, verdict }) => [label, verdict]),
      [
        ['a', 'more-varied'],
        ['b', 'more-varied'],
      ],
    );
    const mango = comparison.answers.find(({ answer }) => answer === 'Mango')!;
    assert.deepEqual(
      [mango.before, mango.after],
      [
        { count: 75, n: 80 },
        { count: 10, n: 80 },
      ],
    );
    assert.equal(answerVerdict(mango), 'less often');
    assert.equal(answerVerdict(comparison.answers.find(({ answer }) => answer === 'Apple')!), 'new');
  });

  it('is the other way round for the same runs in the other order', () => {
    const [one, other] = [runOf(PROMPT, { a: spread(50, 2) }), runOf(PROMPT, { a: spread(50, 8) })];
    const [there, back] = [compare(one, other), compare(other, one)];
    assert.equal(there.verdict, 'more-varied');
    assert.equal(back.verdict, 'less-varied');
    assert.ok(Math.abs(there.all.ratio! * back.all.ratio! - 1) < 1e-9);
  });

  it('finds other answers where they vary as much', () => {
    const comparison = compare(
      runOf(PROMPT, { a: [...times('Mango', 40), ...times('Fig', 10)] }),
      runOf(PROMPT, { a: [...times('Kiwi', 40), ...times('Fig', 10)] }),
    );
    assert.equal(comparison.verdict, 'other-answers');
    assert.match(comparisonSentences(comparison).join(' '), /“Mango”.*“Kiwi”/);
  });

  it('calls runs unchanged only when there are enough of them', () => {
    const both = (n: number) => [runOf(PROMPT, { a: spread(n, 2) }), runOf(PROMPT, { a: spread(n, 2) })] as const;
    assert.equal(compare(...both(400)).verdict, 'unchanged');
    const few = compare(...both(20));
    assert.equal(few.verdict, 'undecided');
    assert.ok(few.runsToDecide! > 20 && few.runsToDecide! <= 400, String(few.runsToDecide));
    assert.equal(compare(...both(few.runsToDecide!)).verdict, 'unchanged');
  });

  it('reads both by one extractor, whatever the prompts would suggest alone', () => {
    const before = runOf('Pick a number between 1 and 100', { a: times('The answer is 42.', 30) });
    const after = runOf('Pick a number between 1 and 100, only the number', { a: times('42', 30) });
    const comparison = compare(before, after);
    assert.equal(comparison.extractor, 'number');
    assert.equal(comparison.all.ratio, 1);
    assert.ok(comparison.promptChanged);
    assert.equal(comparison.answers[0]!.after.count, 30);
  });

  it('says what cannot be compared', () => {
    const before = runOf(PROMPT, { a: spread(20, 2), old: spread(20, 2) });
    const after = runOf(PROMPT, { a: spread(30, 2), fresh: spread(30, 2) });
    const notes = comparisonNotes(compare(before, after)).join('\n');
    for (const said of [
      'prompt is the same',
      'first run, not compared: old',
      'second run, not compared: fresh',
      '20 and 30',
    ])
      assert.ok(notes.includes(said), said);
    assert.throws(() => compare(runOf(PROMPT, { a: ['Fig'] }), runOf(PROMPT, { b: ['Fig'] })), /no model in common/);
  });

  it('matches the same model with other parameters, and says so', () => {
    const before = runOf(PROMPT, { a: spread(20, 2) });
    const hot = before.run.targets.map((target) => ({ ...target, parameters: { temperature: 2 } }));
    const comparison = compare(before, { ...before, run: { ...before.run, targets: hot } });
    assert.deepEqual(comparison.parametersChanged, ['a']);
  });

  it('leaves out a model that gave no answer, and says whether it is gone', () => {
    const both = runOf(PROMPT, { a: spread(20, 2), b: spread(20, 2) });
    const failed = (reason: 'not-found' | 'timeout') => ({
      ...both,
      trials: both.trials.map((trial) =>
        trial.target === 'test:b'
          ? { ...trial, outcome: 'failed' as const, text: '', error: { reason, message: '', status: 404 } }
          : trial,
      ),
    });
    const comparison = compare(both, failed('not-found'));
    assert.deepEqual(
      comparison.models.map(({ label }) => label),
      ['a'],
    );
    assert.equal(comparison.all.ratio, 1);
    assert.match(comparisonNotes(comparison).join(' '), /b is gone in the second run/);
    assert.match(comparisonNotes(compare(failed('timeout'), both)).join(' '), /b gave no answer in the first run/);
    const none = runOf(PROMPT, { a: [] });
    assert.throws(() => compare(none, runOf(PROMPT, { a: spread(20, 2) })), /No model answered in both runs/);
  });

  it('survives answers of which none can be read', () => {
    const number = 'Pick a number between 1 and 100';
    const blank = runOf(number, { a: times('no', 20) });
    const comparison = compareRuns(blank, runOf(number, { a: times('7', 20) }), {
      ...DEFAULT_ANALYSIS,
      extractor: 'number',
    });
    assert.deepEqual([comparison.verdict, comparison.runsToDecide], ['undecided', null]);
    assert.ok(comparisonSentences(comparison).length > 0);
  });

  it('has tables with a row per answer and per model', () => {
    const before = runOf(PROMPT, { a: times('Mango', 40), b: times('Mango', 40) });
    const comparison = compare(before, runOf(PROMPT, { a: spread(40, 8), b: spread(40, 8) }));
    const { columns, rows } = answersTable(comparison);
    assert.equal(rows.length, comparison.answers.length);
    assert.deepEqual(rows[0]!.slice(0, 3), ['Mango', '100%', '13%']);
    assert.match(rows[0]![3]!, /^\u221287 \(\u2212\d\d to \u2212\d\d\)$/);
    assert.ok([...rows, ...modelsTable(comparison).rows].every((cells) => cells.length === columns.length));
  });

  it('leaves other conditions and manual edits out', () => {
    const before = runOf(PROMPT, { a: spread(20, 2) });
    const second = { ...before.run.conditions[0]!, id: 'other', control: false };
    const trials = [...before.trials, ...before.trials.map((trial) => ({ ...trial, condition: 'other' }))];
    const combined = combineRuns(
      { ...before, trials, run: { ...before.run, conditions: [...before.run.conditions, second] } },
      before,
    );
    assert.deepEqual([combined.otherConditions, combined.record.trials.length], [20, 40]);
  });
});

describe('the figures of a comparison', () => {
  it('MOVER: symmetric intervals on the log scale add like standard errors', () => {
    const interval = ratioInterval({ value: 2, interval: [1, 4] }, { value: 8, interval: [4, 16] });
    const half = Math.hypot(Math.log(2), Math.log(2));
    assert.ok(Math.abs(interval[0] - 4 * Math.exp(-half)) < 1e-12);
    assert.ok(Math.abs(interval[1] - 4 * Math.exp(half)) < 1e-12);
  });

  it('runs to decide: four times as many halve an interval', () => {
    assert.equal(runsToDecide(50, 0, [-0.4, 0.4], 0.2), 200);
    assert.equal(runsToDecide(50, 0.4, [-0.1, 0.9], 0.2), 80);
    assert.equal(runsToDecide(50, 0.1, [-0.4, 0.6], 0), 1250);
    assert.equal(runsToDecide(50, 0, [-0.4, 0.4], 0.001), null);
  });

  it('the test of distributions is exact where few tables are possible', () => {
    // 3 of 3 against 0 of 3: two of 20 tables are as extreme.
    const p = distributionTest([{ before: Int32Array.of(3, 0), after: Int32Array.of(0, 3) }], 1)!;
    assert.ok(Math.abs(p - 0.1) < 0.03, String(p));
    assert.equal(distributionTest([{ before: Int32Array.of(3), after: Int32Array.of(3) }], 1), null);
    assert.equal(distributionTest([{ before: Int32Array.of(0, 0), after: Int32Array.of(0, 3) }], 1), null);
  });
});
