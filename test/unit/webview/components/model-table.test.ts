import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NumberReport } from '../../../../src/core/model/report.ts';
import { modelTable } from '../../../../webview/components/model-table.ts';
import { markupOf } from '../markup.ts';
import { reportOf, runOf, screenOf } from '../screen-fixture.ts';

const tested = (p: number) => ({ p }) as NumberReport;

test('a model is tested against a fair draw once, beside all its conditions', () => {
  const numbers = { pooled: tested(0.4), byTarget: { a: tested(0.03), b: tested(0.2) } };
  const [control] = runOf(['a']).conditions;
  const textOf = (conditions: readonly string[]): string => {
    const run = runOf(['a', 'b'], { conditions: conditions.map((id) => ({ ...control!, id })) });
    return markupOf(modelTable(screenOf(run, reportOf({ numbers })))).text;
  };
  const several = textOf(['default', 'polite', 'rude']);
  assert.equal([...several.matchAll(/p = 0\.03/g)].length, 1);
  assert.equal([...several.matchAll(/rowspan=3 title=All conditions together/g)].length, 2);
  assert.equal([...textOf(['default']).matchAll(/p = 0\.03/g)].length, 1);
});
