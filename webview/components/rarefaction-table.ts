import { html, type TemplateResult } from 'lit/html.js';
import type { Rarefaction } from '../../src/core/model/report.ts';
import { columnsOf, countedOf } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount, formatFigure, plural } from '../text/format.ts';
import { modelName } from './model-mark.ts';
import { explained } from './explained.ts';

/** Different answers of each model at one number of runs: more runs show more answers by themselves. */
export function rarefactionTable(screen: Screen, { runs, cells }: Rarefaction): TemplateResult {
  const rows = columnsOf(screen.run, screen.report).flatMap((column) => {
    const found = cells.find(({ target, condition }) => target === column.target && condition === column.condition);
    const look = screen.looks.get(column.target);
    if (found === undefined || look === undefined || column.cell === undefined) return [];
    return [{ look, column, cell: column.cell, distinct: found.distinct }];
  });
  return html`<table class="grid rarefaction">
    <thead>
      <tr>
        <th scope="col">Model</th>
        <th scope="col" class="num">${explained('n', 'n')}</th>
        <th scope="col" class="num">${explained('distinct', 'Different')}</th>
        <th scope="col" class="num">${explained('rarefaction', `In ${plural(runs, 'run')}`)}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ look, column, cell, distinct }) =>
          html`<tr>
            <th scope="row">${modelName(look, column.suffix)}</th>
            <td class="num">${formatCount(countedOf(cell.counts))}</td>
            <td class="num">${formatCount(cell.statistics['distinct']?.value ?? 0)}</td>
            <td class="num">${formatFigure(distinct)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
