import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judged, type Tested } from '../../../../../src/core/analysis/conditions/families.ts';
import { onlyReference } from '../../../../../src/core/analysis/conditions/reference.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { ConditionsReport } from '../../../../../src/core/model/conditions-report.ts';
import type { RunRecord } from '../../../../../src/core/model/run.ts';
import { runOf, times, trialOf } from '../run-of.ts';

type Texts = Readonly<Record<string, readonly string[]>>;

/** Answers by condition, then by target. */
function conditionsOf(answers: Readonly<Record<string, Texts>>, control = 'control'): RunRecord {
  const [first] = Object.values(answers);
  const { run } = runOf('Pick a colour, only return the colour', first!);
  const conditions = Object.keys(answers).map((id) => ({ ...run.conditions[0]!, id, control: id === control }));
  const trials = Object.entries(answers).flatMap(([condition, texts]) =>
    Object.entries(texts).flatMap(([name, own]) =>
      own.map((text, index) => trialOf(`test:${name}`, index, text, { condition })),
    ),
  );
  return { run: { ...run, conditions }, trials, edits: [] };
}

const reportOf = (record: RunRecord): ConditionsReport => summarize(record, DEFAULT_ANALYSIS).conditions!;
const tested = (p: number | null, target: string | null): Tested => ({
  ...{ target, from: 'a', to: 'b', difference: 0.1, interval: [-0.1, 0.12], p, method: 'fisher' },
});

const TWO = conditionsOf({
  control: { a: [...times('Teal', 20), ...times('Blue', 5)], b: [...times('Teal', 15), ...times('Red', 10)] },
  other: { a: [...times('Teal', 2), ...times('Green', 23)], b: [...times('Teal', 14), ...times('Red', 11)] },
  // Twelve of 50 more blue ones, all of one target.
  third: { a: [...times('Teal', 17), ...times('Blue', 8)], b: [...times('Teal', 16), ...times('Red', 9)] },
});

describe('conditions compared', () => {
  it('are none where there is one', () => {
    assert.equal(summarize(runOf('Pick a colour', { a: ['Teal', 'Blue'] }), DEFAULT_ANALYSIS).conditions, null);
  });

  it('count every frequent answer by condition and by target', () => {
    const { control, tables } = reportOf(TWO);
    assert.equal(control, 'control');
    assert.deepEqual(
      tables.map(({ kind, features }) => [kind, features.map(({ label, outputs }) => `${label} ${outputs}`)]),
      [['answer', ['Teal 84', 'Red 30', 'Green 23', 'Blue 13']]],
    );
    const [teal] = tables[0]!.features;
    assert.deepEqual(
      teal!.cells.map(({ target, condition, count, n }) => `${target} ${condition} ${count}/${n}`),
      [
        ...['null control 35/50', 'null other 16/50', 'null third 33/50'],
        ...['test:a control 20/25', 'test:a other 2/25', 'test:a third 17/25'],
        ...['test:b control 15/25', 'test:b other 14/25', 'test:b third 16/25'],
      ],
    );
    assert.equal(teal!.cells[0]!.share, 0.7);
  });

  it('mark what survives the correction, over all targets and of each', () => {
    const [table] = reportOf(TWO).tables;
    const marked = table!.features.flatMap(({ label, differences }) =>
      differences.filter(({ verdict }) => verdict === 'differ').map(({ target, to }) => `${label} ${target} ${to}`),
    );
    assert.deepEqual(marked, ['Teal null other', 'Teal test:a other', 'Green null other', 'Green test:a other']);
    // Eight differences of four answers from the control, of which Green under the third cannot be tested: nobody said it.
    assert.deepEqual(table!.pooled, { tests: 7, surviving: 2, decidable: true });
    assert.equal(table!.byTarget!.tests, 9);
  });

  it('compare like with like where a condition names another one than the control', () => {
    const record = conditionsOf({
      control: { a: times('Teal', 20) },
      'control, large': { a: times('Blue', 20) },
      insist: { a: times('Teal', 20) },
      'insist, large': { a: [...times('Blue', 19), 'Teal'] },
    });
    const references = [undefined, null, 'gone', 'control, large'];
    const conditions = record.run.conditions.map((one, at) =>
      references[at] === undefined ? one : { ...one, comparedWith: references[at] },
    );
    const report = reportOf({ ...record, run: { ...record.run, conditions } });
    assert.deepEqual(
      report.tables[0]!.features[0]!.differences.map(({ from, to, difference }) => [from, to, difference]),
      [
        ['control', 'insist', 0],
        ['control, large', 'insist, large', 0.05],
      ],
    );
    assert.equal(report.tables[0]!.pooled.surviving, 0);
    assert.equal(report.effective.differences.length, 2);
    assert.equal(onlyReference(report), null);
    assert.equal(onlyReference(reportOf(TWO)), 'control');
  });

  it('test the effective answers by shuffles', () => {
    const varied = conditionsOf({
      control: { a: times('Teal', 30), b: times('Teal', 30) },
      other: {
        a: Array.from({ length: 30 }, (_, at) => `Colour ${'abcdefghij'.charAt(at % 10)}`),
        b: times('Teal', 30),
      },
    });
    const { differences, pooled } = reportOf(varied).effective;
    assert.deepEqual(
      differences.map(({ target, verdict }) => [target, verdict]),
      [
        [null, 'differ'],
        ['test:a', 'differ'],
        ['test:b', null],
      ],
    );
    assert.ok(Math.abs(differences[1]!.difference! - 9) < 1e-9);
    assert.equal(differences[1]!.p, 0.002);
    assert.deepEqual(pooled, { tests: 1, surviving: 1, decidable: true });
  });

  it('claim nothing from too few runs', () => {
    const few = conditionsOf({
      control: { a: times('Teal', 3) },
      other: { a: times('Blue', 3) },
    });
    const { tables, effective } = reportOf(few);
    assert.equal(tables[0]!.byTarget, null);
    assert.deepEqual(tables[0]!.pooled, { tests: 2, surviving: 0, decidable: false });
    assert.ok(
      tables[0]!.features.every(({ differences }) => differences.every(({ verdict }) => verdict === 'undecided')),
    );
    assert.equal(effective.pooled.surviving, 0);
  });

  it('do not depend on the order of the trials, and follow the mark of the control', () => {
    const turned = { ...TWO, trials: [...TWO.trials].reverse() };
    assert.deepEqual(reportOf(turned), reportOf(TWO));
    const { run } = TWO;
    const marked = { ...run, conditions: run.conditions.map((one) => ({ ...one, control: one.id === 'third' })) };
    const report = reportOf({ ...TWO, run: marked });
    assert.equal(report.control, 'third');
    assert.deepEqual(
      report.tables[0]!.features[0]!.differences.slice(0, 2).map(({ from, to }) => [from, to]),
      [
        ['third', 'control'],
        ['third', 'other'],
      ],
    );
  });

  it('take an answer that came twice for too rare, and the first twelve of many', () => {
    const names = 'Amber Beige Coral Denim Ebony Fawn Gold Hazel Ivory Jade Khaki Lilac Mauve Navy'.split(' ');
    const many = names.flatMap((name) => times(name, 3));
    const { tables } = reportOf(conditionsOf({ control: { a: [...many, 'Teal'] }, other: { a: [...many, 'Teal'] } }));
    assert.equal(tables[0]!.features.length, 12);
    assert.equal(tables[0]!.leftOut, 2);
    assert.ok(!tables[0]!.features.some(({ label }) => label === 'Teal'));
  });
});

describe('families of tests', () => {
  it('are corrected apart from each other', () => {
    const all = [tested(0.02, null), tested(0.02, 'x'), tested(0.02, 'y'), tested(0.02, 'z'), tested(null, null)];
    const { differences, pooled, byTarget } = judged(all, { pooled: 0.001, byTarget: 0.001 });
    assert.deepEqual(
      differences.map(({ target, pHolm, verdict }) => [target, pHolm, verdict]),
      [[null, 0.02, 'differ'], ...['x', 'y', 'z'].map((target) => [target, 0.06, 'alike']), [null, null, null]],
    );
    assert.deepEqual(pooled, { tests: 1, surviving: 1, decidable: true });
    assert.deepEqual(byTarget, { tests: 3, surviving: 0, decidable: true });
  });

  it('call alike only what lies within 15 points, and undecided what does not', () => {
    const wide = { ...tested(0.5, null), interval: [-0.1, 0.16] as const };
    const { differences, byTarget } = judged([wide, tested(0.5, null)], { pooled: 0.1, byTarget: 0.1 });
    assert.deepEqual(
      differences.map(({ verdict }) => verdict),
      ['undecided', 'alike'],
    );
    assert.equal(byTarget, null);
  });
});
