import { html, type TemplateResult } from 'lit/html.js';
import type { Rarefaction } from '../../src/core/model/report.ts';
import { rarefactionColumns, rarefactionRows } from '../../src/core/tables/models.ts';
import type { Screen } from '../state/screen.ts';
import { cell, head } from './grid.ts';
import { modelName } from './model-mark.ts';

/** Different answers of each model at one number of runs: more runs show more answers by themselves. */
export function rarefactionTable({ run, report, looks }: Screen, rarefaction: Rarefaction): TemplateResult {
  const { model, n, different, rarefied } = rarefactionColumns(run, rarefaction);
  const rows = rarefactionRows(rarefaction, report?.cells ?? []);
  return html`<table class="grid rarefaction">
    <thead>
      <tr>
        ${head(model)} ${head(n)} ${head(different)} ${head(rarefied)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${modelName(looks.get(row.target)!, run.conditions.length > 1 ? row.condition : '')}</th>
            ${cell(n, row)} ${cell(different, row)} ${cell(rarefied, row)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
