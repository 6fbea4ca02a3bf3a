import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUneven, planned, runsUnder, trialsOf } from '../../../../src/core/model/planned-trials.ts';
import { runOf } from '../analysis/run-of.ts';

const { run } = runOf('Name a fruit', { a: ['x', 'x', 'x', 'x'], b: [] });
const conditions = [
  { ...run.conditions[0]!, id: 'all' },
  { ...run.conditions[0]!, id: 'few', runs: 1 },
];

describe('the trials that a run plans', () => {
  it('are those of every cell, fewer where a condition says so', () => {
    assert.equal(trialsOf(run), 8);
    assert.equal(trialsOf({ ...run, conditions }), 2 * (4 + 1));
    assert.deepEqual([isUneven(run), isUneven({ ...run, conditions })], [false, true]);
    const isPlanned = planned({ ...run, conditions });
    const asked = [0, 1, 3, 4, -1].map((trialIndex) => [
      isPlanned({ condition: 'all', trialIndex }),
      isPlanned({ condition: 'few', trialIndex }),
    ]);
    assert.deepEqual(asked, [
      [true, true],
      [true, false],
      [true, false],
      [false, false],
      [false, false],
    ]);
    assert.equal(isPlanned({ condition: 'none', trialIndex: 0 }), false);
  });

  it('are never more than the run says, whatever a file claims', () => {
    for (const runs of [9, -1, 0.5, Number.NaN, '1' as unknown as number]) assert.equal(runsUnder({ runs }, 4), 4);
  });
});
