import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CodeMeasure, CodeReport } from '../../src/core/model/traits-report.ts';
import { plainTable } from '../../src/core/tables/column.ts';
import { sizeColumns } from '../../src/core/tables/traits.ts';
import { columnsOf } from '../state/report.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { medianText } from '../state/traits.ts';
import { formatCount } from '../text/format.ts';
import { exportMenu } from './export-menu.ts';
import { head } from './grid.ts';
import { modelName } from './model-mark.ts';
import { section } from './section.ts';

/** How long pages and scripts are: one row per model and condition, medians with quartiles. */
export function codeSizes(code: CodeReport, screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { measures } = code;
  if (measures.length === 0) return nothing;
  const name = 'How long they are';
  const columns = sizeColumns(screen.run, measures);
  return section(
    name,
    html`<div class="table-box">
      <table class="grid code-sizes">
        <thead>
          <tr>
            ${head(columns.model)} ${screen.run.conditions.length > 1 ? head(columns.condition) : nothing}
            ${head(columns.n)} ${columns.measures.map((column, at) => head(column, at > 0 ? 'secondary' : ''))}
          </tr>
        </thead>
        ${screen.run.targets.map(({ id }) => modelBody(id, measures, screen))}
      </table>
    </div>`,
    {
      id: 'code-sizes',
      aside: 'median, first and third quartile',
      right: exportMenu({ name, table: () => sizeFigures(measures, screen) }, actions),
    },
  );
}

function modelBody(target: string, measures: readonly CodeMeasure[], { run, looks }: Screen): TemplateResult {
  const look = looks.get(target);
  const isApart = run.conditions.length > 1;
  return html`<tbody>
    ${run.conditions.map(({ id }, at) => {
      const cells = measures.map(({ cells: all }) => all.find((one) => one.target === target && one.condition === id));
      return html`<tr>
        ${at > 0 || look === undefined ? nothing : html`<th scope="rowgroup" rowspan=${run.conditions.length}>${modelName(look)}</th>`}
        ${isApart ? html`<th scope="row"><bdi>${id}</bdi></th>` : nothing}
        <td class="num">${formatCount(cells[0]?.n ?? 0)}</td>
        ${cells.map((cell, place) => html`<td class="num ${place > 0 ? 'secondary' : ''}">${cell === undefined ? '' : medianText(cell)}</td>`)}
      </tr>`;
    })}
  </tbody>`;
}

/** The same to copy: one row per model and condition, the median of every size. */
export function sizeFigures(
  measures: readonly CodeMeasure[],
  { run, report }: Pick<Screen, 'run' | 'report'>,
): ReturnType<typeof plainTable> {
  const { model, condition, n, measures: medians } = sizeColumns(run, measures);
  return plainTable([model, condition, n, ...medians], columnsOf(run, report));
}
