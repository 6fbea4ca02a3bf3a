import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type FigureRow, figureRows } from '../state/all-figures.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { FIGURES } from '../../src/core/tables/figures.ts';
import { exportMenu } from './export-menu.ts';
import { icon } from './icons.ts';
import { head } from './grid.ts';
import { modelFigures, modelTable } from './model-table.ts';
import { explainedStatistic } from './explained.ts';
import { BUTTONS } from '../text/strings.ts';

const ID = 'all-figures';

/** What each model did and all statistics of all answers together, behind a button. */
export function everyFigure(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { report, view } = screen;
  const rows = figureRows(report?.pooled ?? {});
  const open = view.figuresOpen;
  const toggle = (): void => actions.change((old) => ({ ...old, figuresOpen: !old.figuresOpen }));
  return html`<section class="section disclosure" aria-label=${BUTTONS.allFigures}>
    <h2>
      <button class="plain" aria-expanded=${open ? 'true' : 'false'} aria-controls=${ID} @click=${toggle}>
        ${icon(open ? 'chevron-down' : 'chevron-right')} ${BUTTONS.allFigures}
      </button>
      ${open ? html`<span class="right">${exportMenu({ name: 'Models', table: () => modelFigures(screen) }, actions)}</span>` : nothing}
    </h2>
    <div id=${ID} ?hidden=${!open}>
      ${open ? html`${modelTable(screen)} ${rows.length === 0 ? nothing : table(rows)}` : nothing}
    </div>
  </section>`;
}

function table(rows: readonly FigureRow[]): TemplateResult {
  const { statistic, value, interval, fair, n } = FIGURES;
  return html`<table class="grid all-figures">
    <thead>
      <tr>
        ${head(statistic)} ${head(value)} ${head(interval)} ${head(fair, 'secondary')} ${head(n)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr data-statistic=${row.id}>
            <th scope="row">${explainedStatistic(row.id, row.label)}</th>
            <td class="num">${row.value}</td>
            <td class="num ${row.interval === 'too few runs' ? 'dim' : ''}">${row.interval}</td>
            <td class="num secondary">${row.fair}</td>
            <td class="num">${row.n}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
