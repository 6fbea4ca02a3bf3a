import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ConditionsReport, ConditionSummary } from '../../src/core/model/conditions-report.ts';
import { type Column, plainTable } from '../../src/core/tables/column.ts';
import { conditionColumns } from '../../src/core/tables/conditions.ts';
import { differenceAt } from '../state/conditions.ts';
import type { Screen } from '../state/screen.ts';
import { cell, head } from './grid.ts';
import { favourite } from './model-table.ts';

type Columns = ReturnType<typeof conditionColumns>;

/** The columns behind the name of the condition, each with its class. */
const shownColumns = (columns: Columns): readonly (readonly [Column<ConditionSummary>, string])[] => [
  [columns.n, ''],
  [columns.modal, 'favourite'],
  [columns.modalShare, 'secondary'],
  [columns.different, 'tertiary'],
  [columns.effective, ''],
  [columns.change, ''],
  [columns.p, 'secondary'],
  [columns.pHolm, 'secondary'],
  [columns.verdict, 'reading'],
];

/** One row per condition: its modal answer, how varied the answers are, and whether that differs from the control. */
export function conditionSummary(report: ConditionsReport, { looks }: Pick<Screen, 'looks'>): TemplateResult {
  const columns = conditionColumns(report);
  return html`<div class="table-box" tabindex="0" role="region" aria-label="Effective answers by condition">
      <table class="grid condition-summary">
        <thead>
          <tr>
            ${head(columns.condition)} ${shownColumns(columns).map(([column, classes]) => head(column, classes))}
          </tr>
        </thead>
        <tbody>
          ${report.conditions.map((summary) => summaryRow(summary, report, columns))}
        </tbody>
      </table>
    </div>
    <p class="note">
      Effective answers: how many equally frequent ones would be as varied. Change against control, by permutation of
      the condition labels${looks.size > 1 ? ' within each model' : ''}; p (Holm): corrected for all conditions.
    </p>`;
}

function summaryRow(
  summary: ConditionSummary,
  { control, effective }: ConditionsReport,
  columns: Columns,
): TemplateResult {
  const { condition, modalAnswer } = summary;
  const isControl = condition === control;
  return html`<tr class="verdict-${differenceAt(effective, null, condition)?.verdict ?? 'none'}">
    <th scope="row">
      <bdi>${condition}</bdi>${isControl && condition !== 'control' ? html` <small>control</small>` : nothing}
    </th>
    ${shownColumns(columns).map(([column, classes]) =>
      column === columns.modal
        ? html`<td class=${classes}>${favourite(modalAnswer)}</td>`
        : cell(column, summary, classes),
    )}
  </tr>`;
}

/** The same to copy. */
export function summaryFigures(report: ConditionsReport): ReturnType<typeof plainTable> {
  const { condition, n, modal, modalShare, different, effective, change, p, pHolm } = conditionColumns(report);
  return plainTable([condition, n, modal, modalShare, different, effective, change, p, pHolm], report.conditions);
}
