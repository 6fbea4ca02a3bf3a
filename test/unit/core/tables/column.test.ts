import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnsOver, plainTable } from '../../../../src/core/tables/column.ts';
import { costRows } from '../../../../src/core/tables/costs.ts';
import { runOf, trialOf } from '../analysis/run-of.ts';

describe('a table to compute with', () => {
  it('holds plain values, and nothing where they are not known', () => {
    const { text, part, share, p, ms } = columnsOver<number | null>();
    const columns = [
      text('name', 'Name', (row) => (row === null ? null : '=1+1')),
      part('answered', 'Answered', (row) => (row === null ? null : [row, 50])),
      share('share', 'Share', (row) => ({ value: row === null ? null : row / 3, interval: [0, 1] })),
      p('p', 'p', (row) => (row === null ? null : { p: 0.01, isAtFloor: true })),
      ms('latency', 'Median latency', (row) => row),
    ];
    assert.deepEqual(plainTable(columns, [2, null]), [
      ['Name', 'Answered', 'Share', 'p', 'Median latency (ms)'],
      ['=1+1', 2, 0.6667, 0.01, 2],
      ['', '', '', '', ''],
    ]);
  });
});

describe('costs', () => {
  it('are of models that were asked in this run, with a sum of what is known', () => {
    const { run, trials } = runOf('Pick', { a: ['1', '2'], b: ['3'] });
    const record = {
      ...{ run, edits: [] },
      trials: [...trials, trialOf('test:b', 1, '4', { usage: null }), trialOf('test:b', 2, '', { outcome: 'failed' })],
    };
    const rows = costRows(record, { cost: { 'test:a': 0.25, 'test:b': null } });
    assert.deepEqual(
      rows.map(({ target, tokensIn, cost }) => [target, tokensIn, cost]),
      [
        ['test:a', { known: 18, isWhole: true }, { known: 0.25, isWhole: true }],
        ['test:b', { known: 9, isWhole: false }, { known: null, isWhole: false }],
        [null, { known: 27, isWhole: false }, { known: 0.25, isWhole: false }],
      ],
    );
    const replayed = { ...record, trials: trials.map((trial) => ({ ...trial, source: 'recorded' as const })) };
    assert.deepEqual(costRows(replayed, { cost: {} }), []);
  });
});
