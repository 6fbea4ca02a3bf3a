import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HeatCell, heatFigures, heatOf, scaleOf } from '../../../../webview/state/heat.ts';
import { looksOf } from '../../../../webview/state/look.ts';
import { runOf } from '../screen-fixture.ts';

const cell = (share: number | null): HeatCell => ({ share, differsFrom: null, lines: [] });
const rows = [{ key: 'r', label: 'SVG', cells: [cell(0.5), cell(null)] }];

test('the largest share of a table is the strongest, but a small one is never shown as nearly all', () => {
  assert.equal(scaleOf([{ title: '', rows }]), 0.5);
  assert.equal(heatOf(0.25, 0.5), '0.50');
  assert.equal(scaleOf([{ title: '', rows: [{ key: 's', label: '', cells: [cell(0.03)] }] }]), 0.25);
  assert.deepEqual([heatOf(null, 0.5), heatOf(0.9, 0.5)], ['0.00', '1.00']);
});

test('a copied table has a column of models only where there are rows of models', () => {
  const columns = [
    { key: 'x', label: 'calm' },
    { key: 'y', label: 'dice' },
  ];
  assert.deepEqual(heatFigures('Trait', columns, [{ title: '', rows }]), [
    ['Trait', 'calm', 'dice'],
    ['SVG', 0.5, ''],
  ]);
  const look = looksOf(runOf(['a']).targets).get('a')!;
  const byModel = [...rows, { key: 'r a', label: 'SVG', look, cells: [cell(1 / 3), cell(0)] }];
  assert.deepEqual(heatFigures('Trait', columns, [{ title: '', rows: byModel }]).slice(1), [
    ['SVG', 'all', 0.5, ''],
    ['SVG', 'a', 0.3333, 0],
  ]);
});
