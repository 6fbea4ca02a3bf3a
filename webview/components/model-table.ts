import { isSmallestFit } from '../../src/core/analysis/numbers/smallest-fit.ts';
import { own } from '../../src/core/own.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Statistic } from '../../src/core/model/report.ts';
import { type Column, plainTable } from '../../src/core/tables/column.ts';
import { modelColumns, type ModelRow } from '../../src/core/tables/models.ts';
import type { Look } from '../state/look.ts';
import { askedTargets, costOf, costTextOf, costCellTitle, hasCosts } from '../state/money.ts';
import { type Column as Row, columnsOf } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import {
  formatCount,
  formatFigure,
  formatInterval,
  formatP,
  formatShare,
  formatShareInterval,
  NONE,
} from '../text/format.ts';
import { segmentBar } from './bars.ts';
import { cell, head } from './grid.ts';
import { modelName } from './model-mark.ts';

/** The columns that have something to say, each with its class. */
function shownColumns(screen: Screen): readonly (readonly [Column<ModelRow>, string])[] {
  const { run, report } = screen;
  const all = modelColumns(run, report);
  const isTested = Object.values(report?.numbers?.byTarget ?? {}).some(({ p }) => p !== null);
  return [
    [all.model, ''],
    [all.answered, ''],
    [all.different, 'distinct'],
    [all.effective, 'secondary'],
    [all.modal, 'favourite'],
    [all.modalShare, 'share-column'],
    ...(isTested ? [[all.uniform, 'secondary'] as const] : []),
    [all.latency, 'tertiary'],
    ...(hasCosts(screen) ? [[all.cost, 'secondary'] as const] : []),
  ];
}

/** One row per model: how much it answered, how varied, and what it likes best. */
export function modelTable(screen: Screen): TemplateResult {
  const { run, report } = screen;
  const columns = shownColumns(screen);
  return html`<div class="table-box">
    <table class="grid models">
      <thead>
        <tr>
          ${columns.map(([column, classes]) => head(column, classes))}
        </tr>
      </thead>
      ${
        run.conditions.length > 1
          ? byModel(screen, columns.length)
          : html`<tbody>
              ${columnsOf(run, report).map((row) => modelRow(row, screen))}
            </tbody>`
      }
    </table>
  </div>`;
}

/** The same as a table to copy. */
export function modelFigures({ run, report }: Screen): ReturnType<typeof plainTable> {
  const { model, condition, answered, different, effective, modal, modalShare, latency } = modelColumns(run, report);
  return plainTable(
    [model, condition, answered, different, effective, modal, modalShare, latency],
    columnsOf(run, report),
  );
}

/** With several conditions a model is named once, above one row per condition. */
function byModel(screen: Screen, columns: number): readonly TemplateResult[] {
  const rows = columnsOf(screen.run, screen.report);
  return [...screen.looks.values()].map(
    (look) =>
      html`<tbody>
        <tr class="model-head">
          <th scope="rowgroup" colspan=${columns}>${modelName(look)}</th>
        </tr>
        ${rows.filter(({ target }) => target === look.target).map((row) => modelRow(row, screen))}
      </tbody>`,
  );
}

function modelRow(row: Row, screen: Screen): TemplateResult {
  const look = screen.looks.get(row.target);
  if (look === undefined) return html``;
  return html`<tr>
    ${shownColumns(screen).map(([column, classes]) => OWN_CELLS[column.id]?.(row, look, screen) ?? cell(column, row, classes))}
  </tr>`;
}

/** Cells that show more than their column's value. */
const OWN_CELLS: Readonly<Record<string, (row: Row, look: Look, screen: Screen) => TemplateResult | typeof nothing>> = {
  model: ({ suffix }, look) =>
    suffix === ''
      ? html`<th scope="row">${modelName(look)}</th>`
      : html`<th scope="row" class="condition-name"><bdi>${suffix}</bdi></th>`,
  'effective-answers': ({ cell: of }) => effectiveCell(of?.statistics['effective-answers']),
  'modal-answer': ({ cell: of }) => html`<td class="favourite">${favourite(of?.modalAnswer ?? null)}</td>`,
  'modal-share': ({ cell: of }, look) =>
    html`<td class="share-column">${shareBar(look, of?.statistics['modal-share'])}</td>`,
  uniform: (row, _, screen) => uniformCell(row, screen),
  cost: (row, _, screen) => costCell(row, screen),
};

/** The modal answer of a row. */
export const favourite = (answer: string | null): TemplateResult | string =>
  answer === null ? NONE : html`<b dir="auto" title=${answer}>${answer}</b>`;

function effectiveCell(statistic: Statistic | undefined): TemplateResult {
  if (statistic === undefined || statistic.value === null) return html`<td class="num secondary">${NONE}</td>`;
  const { value, interval, n } = statistic;
  const range = interval === null ? 'too few runs for an interval' : `95% CI ${formatInterval(interval)}`;
  return html`<td class="num secondary" title="${range}, n ${formatCount(n)}">${formatFigure(value)}</td>`;
}

/** Numbers are tested over all conditions of a model together: one cell beside all its rows. */
function uniformCell({ target, condition }: Row, { run, report }: Screen): TemplateResult | typeof nothing {
  const { conditions } = run;
  if (condition !== conditions[0]?.id) return nothing;
  const isPooled = conditions.length > 1;
  const numbers = own(report?.numbers?.byTarget ?? {}, target) ?? null;
  return html`<td
    class="num secondary"
    rowspan=${isPooled ? conditions.length : nothing}
    title=${isPooled ? 'All conditions together' : nothing}
  >
    ${numbers === null ? formatP(null) : formatP(numbers.p, isSmallestFit(numbers.p, numbers))}
  </td>`;
}

/** What a model cost is known for all its conditions together: one cell beside all its rows. */
function costCell({ target, condition }: Row, screen: Screen): TemplateResult | typeof nothing {
  const { conditions } = screen.run;
  if (condition !== conditions[0]?.id) return nothing;
  const isAsked = askedTargets(screen).some(({ id }) => id === target);
  const cost = costOf(screen.report, target);
  const rows = conditions.length > 1 ? conditions.length : nothing;
  if (!isAsked) return html`<td class="num secondary" rowspan=${rows}>${NONE}</td>`;
  return html`<td
    class="num secondary ${cost === null ? 'dim' : ''}"
    rowspan=${rows}
    title=${costCellTitle(screen, target)}
  >
    ${costTextOf(screen, target)}
  </td>`;
}

function shareBar(look: Look, statistic: Statistic | undefined): TemplateResult | string {
  if (statistic === undefined || statistic.value === null) return NONE;
  const { value: share, interval, n } = statistic;
  const range = interval === null ? 'too few runs for an interval' : `95% CI ${formatShareInterval(interval)}%`;
  const label = `${formatShare(share)} of ${formatCount(n)}, ${range}`;
  return html`<span class="share"
    >${segmentBar([{ look, share, label }], 13, interval)}<small>${formatShare(share)}</small></span
  >`;
}
