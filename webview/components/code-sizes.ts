import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CodeMeasure, CodeReport } from '../../src/core/model/traits-report.ts';
import { columnsOf } from '../state/report.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { medianText } from '../state/traits.ts';
import { formatCount } from '../text/format.ts';
import { capitalised } from '../text/words.ts';
import { exportMenu } from './export-menu.ts';
import { modelName } from './model-mark.ts';
import { section } from './section.ts';
import { explained } from './explained.ts';

/** How long pages and scripts are: one row per model and condition, medians with quartiles. */
export function codeSizes(code: CodeReport, screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { measures } = code;
  if (measures.length === 0) return nothing;
  const name = 'How long they are';
  return section(
    name,
    html`<div class="table-box">
      <table class="grid code-sizes">
        <thead>
          <tr>
            <th scope="col">Model</th>
            ${screen.run.conditions.length > 1 ? html`<th scope="col">Condition</th>` : nothing}
            <th scope="col" class="num">${explained('n', 'n')}</th>
            ${measures.map(({ measure }, at) => html`<th scope="col" class="num ${at > 0 ? 'secondary' : ''}">${explained('code-size', capitalised(measure))}</th>`)}
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
  { run, looks, report }: Pick<Screen, 'run' | 'looks' | 'report'>,
): readonly (readonly (string | number)[])[] {
  return [
    ['Model', 'Condition', 'n', ...measures.map(({ measure }) => capitalised(measure))],
    ...columnsOf(run, report).map(({ target, condition }) => {
      const own = measures.map(({ cells }) =>
        cells.find((one) => one.target === target && one.condition === condition),
      );
      const medians = own.map((cell) => cell?.median ?? '');
      return [looks.get(target)?.label ?? target, condition, own[0]?.n ?? 0, ...medians];
    }),
  ];
}
