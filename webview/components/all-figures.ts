import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type FigureRow, figureRows } from '../state/all-figures.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { exportMenu } from './export-menu.ts';
import { icon } from './icons.ts';
import { modelFigures, modelTable } from './model-table.ts';
import { explained, explainedStatistic } from './explained.ts';

const ID = 'all-figures';

/** What each model did and all statistics of all answers together, behind a button. */
export function everyFigure(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { report, view } = screen;
  const rows = figureRows(report?.pooled ?? {});
  const open = view.figuresOpen;
  const toggle = (): void => actions.change((old) => ({ ...old, figuresOpen: !old.figuresOpen }));
  return html`<section class="section disclosure" aria-label="All figures">
    <h2>
      <button class="plain" aria-expanded=${open ? 'true' : 'false'} aria-controls=${ID} @click=${toggle}>
        ${icon(open ? 'chevron-down' : 'chevron-right')} All figures
      </button>
      ${open ? html`<span class="right">${exportMenu({ name: 'Models', table: () => modelFigures(screen) }, actions)}</span>` : nothing}
    </h2>
    <div id=${ID} ?hidden=${!open}>
      ${open ? html`${modelTable(screen)} ${rows.length === 0 ? nothing : table(rows)}` : nothing}
    </div>
  </section>`;
}

function table(rows: readonly FigureRow[]): TemplateResult {
  return html`<table class="grid all-figures">
    <thead>
      <tr>
        <th scope="col">Statistic</th>
        <th scope="col" class="num">${explained('value', 'Value')}</th>
        <th scope="col" class="num">${explained('interval', '95% interval')}</th>
        <th scope="col" class="num secondary">${explained('fair-draw', 'A fair draw')}</th>
        <th scope="col" class="num">${explained('n', 'n')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ id, label, value, interval, fair, n }) =>
          html`<tr data-statistic=${id}>
            <th scope="row">${explainedStatistic(id, label)}</th>
            <td class="num">${value}</td>
            <td class="num ${interval === 'too few runs' ? 'dim' : ''}">${interval}</td>
            <td class="num secondary">${fair}</td>
            <td class="num">${n}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
