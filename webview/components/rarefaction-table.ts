import type { TemplateResult } from 'lit/html.js';
import type { Rarefaction } from '../../src/core/model/report.ts';
import { rarefactionColumns, rarefactionRows } from '../../src/core/tables/models.ts';
import type { Screen } from '../state/screen.ts';
import { gridTable } from './grid.ts';
import { modelName } from './model-mark.ts';

/** Different answers of each model at one number of runs: more runs show more answers by themselves. */
export function rarefactionTable({ run, report, looks }: Screen, rarefaction: Rarefaction): TemplateResult {
  const { model, n, different, rarefied } = rarefactionColumns(run, rarefaction);
  return gridTable({
    name: 'rarefaction',
    first: model,
    rowHead: ({ target, condition }) => modelName(looks.get(target)!, run.conditions.length > 1 ? condition : ''),
    shown: [
      [n, ''],
      [different, ''],
      [rarefied, ''],
    ],
    rows: rarefactionRows(rarefaction, report?.cells ?? []),
  });
}
