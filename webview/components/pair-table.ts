import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { BetweenReport, PairReport } from '../../src/core/model/report.ts';
import type { Column } from '../../src/core/tables/column.ts';
import { pairColumns } from '../../src/core/tables/models.ts';
import { methodsOf } from '../state/between-words.ts';
import { controlCount } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import { formatHundredths } from '../text/format.ts';
import { modelName } from './model-mark.ts';
import { cell, head } from './grid.ts';

/** Every pair of models with all that is known of it. */
export function pairTable(screen: Screen, { pairs }: BetweenReport): TemplateResult {
  const methods = methodsOf(pairs);
  const columns = columnsFor(screen);
  const rest = afterDivergence(columns);
  return html`<div class="table-box">
      <table class="grid pairs">
        <thead>
          <tr>
            ${head(columns.pair)} ${head(columns.n, 'num secondary')} ${head(columns.divergence)}
            ${rest.map(([column, classes]) => head(column, classes))}
          </tr>
        </thead>
        <tbody>
          ${pairs.map((pair) => pairRow(pair, screen))}
        </tbody>
      </table>
    </div>
    ${
      methods === ''
        ? nothing
        : html`<p class="note">
            p: ${methods} of the divergence; p (Holm): corrected for all pairs and for whatever else this report tests.
          </p>`
    }`;
}

type Columns = ReturnType<typeof pairColumns>;

const columnsFor = ({ report, run }: Screen): Columns =>
  pairColumns(run, (target) => (report === null ? 0 : controlCount(report, run, target)));

/** The divergence holds what chance gives as well where the panel is narrow. */
const afterDivergence = (columns: Columns): readonly (readonly [Column<PairReport>, string])[] => [
  [columns.byChance, 'secondary'],
  [columns.overlap, 'secondary'],
  [columns.agreement, 'tertiary'],
  [columns.p, 'tertiary'],
  [columns.pHolm, ''],
  [columns.verdict, 'reading'],
];

function pairRow(pair: PairReport, screen: Screen): TemplateResult {
  const models = [pair.a, pair.b].flatMap((target) => screen.looks.get(target) ?? []);
  const columns = columnsFor(screen);
  return html`<tr class="verdict-${pair.verdict ?? 'none'}">
    <th scope="row"><span class="pair">${models.map((look) => html`${modelName(look)} `)}</span></th>
    ${cell(columns.n, pair, 'num secondary')}
    <td class="num">
      ${formatHundredths(pair.jensenShannonBits)}
      <small class="when-narrow">${formatHundredths(pair.jensenShannonNullMean)} by chance</small>
    </td>
    ${afterDivergence(columns).map(([column, classes]) => cell(column, pair, classes))}
  </tr>`;
}
