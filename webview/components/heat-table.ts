import { html, nothing, type TemplateResult } from 'lit/html.js';
import { CELL } from '../../src/core/tables/figures.ts';
import {
  cellText,
  type HeatCell,
  type HeatColumn,
  type HeatGroup,
  heatOf,
  type HeatRow,
  scaleOf,
} from '../state/heat.ts';
import { shorten } from '../text/words.ts';
import { cssProperties } from './css-properties.ts';
import { hideTip, moveCell, showTip } from './heat-tips.ts';
import { modelMark, modelName } from './model-mark.ts';
import { hiddenTable } from './section.ts';

/** Characters of a label that a row shows. */
const LABEL_LENGTH = 120;

/** A table whose cells are the stronger coloured the larger their share is. */
export interface HeatTable {
  /** Unique within the page. */
  readonly id: string;
  /** What the table is, for screen readers and its scrolling box. */
  readonly name: string;
  /** Head of the column of labels. */
  readonly corner: string;
  readonly columns: readonly HeatColumn[];
  readonly groups: readonly HeatGroup[];
}

/**
 * The table, what is known of the cell under the pointer or the focus, and all of that once more for screen readers. Only one cell is
 * in the tab order; arrow keys move between them, Enter opens the outputs of one.
 */
export function heatTable(table: HeatTable): TemplateResult {
  const { id, name, corner, columns, groups } = table;
  const scale = scaleOf(groups);
  const count = cssProperties({ '--heat-columns': String(columns.length) });
  return html`<div
    class="heat-box"
    @pointerover=${showTip}
    @pointerleave=${hideTip}
    @focusin=${showTip}
    @focusout=${hideTip}
    @keydown=${moveCell}
  >
    <div class="table-box" tabindex="0" role="region" aria-label=${name} @scroll=${hideTip}>
      <table class="heat-table" ${count}>
        <thead>
          <tr>
            <th scope="col" class="heat-corner">${corner}</th>
            ${columns.map(columnHead)}
          </tr>
        </thead>
        ${groups.map((group, at) => groupBody(group, at, scale, table))}
      </table>
    </div>
    <div class="heat-tip" id="tip-${id}" role="tooltip" hidden></div>
    ${behind(table)}
  </div>`;
}

function columnHead({ label, look, aside = '' }: HeatColumn): TemplateResult {
  return html`<th scope="col" title=${label}>
    <span class="heat-column">${look === undefined ? nothing : modelMark(look)}<bdi>${label}</bdi></span>
    ${aside === '' ? nothing : html`<small>${aside}</small>`}
  </th>`;
}

function groupBody({ title, rows }: HeatGroup, at: number, scale: number, table: HeatTable): TemplateResult {
  const span = table.columns.length + 1;
  return html`<tbody>
    ${
      title === ''
        ? nothing
        : html`<tr class="heat-group">
            <th scope="rowgroup" colspan=${span}>${title}</th>
          </tr>`
    }
    ${rows.map((row, index) => rowOf(row, at === 0 && index === 0, scale, table))}
  </tbody>`;
}

function rowOf(row: HeatRow, isFirst: boolean, scale: number, table: HeatTable): TemplateResult {
  return html`<tr class=${row.look === undefined ? '' : 'heat-model'}>
    <th scope="row">${rowHead(row)}</th>
    ${row.cells.map((cell, index) => cellOf(cell, isFirst && index === 0, scale, table))}
  </tr>`;
}

function rowHead({ label, look, aside = '', onOpen }: HeatRow): TemplateResult {
  if (look !== undefined) return modelName(look);
  const text = html`<bdi>${shorten(label, LABEL_LENGTH)}</bdi>`;
  return html`${
    onOpen === undefined
      ? text
      : html`<button class="plain text-link" title="Show the outputs that have it" @click=${onOpen}>${text}</button>`
  }${aside === '' ? nothing : html` <small>${aside}</small>`}`;
}

function cellOf(cell: HeatCell, isFirst: boolean, scale: number, { id }: HeatTable): TemplateResult {
  const { share, differsFrom, lines, onOpen } = cell;
  const heat = cssProperties({ '--heat': heatOf(share, scale) });
  return html`<td
    class="heat-cell ${onOpen === undefined ? '' : 'opens'}"
    tabindex=${isFirst ? 0 : -1}
    data-tip=${lines.join('\n')}
    aria-describedby="tip-${id}"
    @click=${onOpen ?? nothing}
    ${heat}
  >
    ${cellText(cell)}${
      differsFrom !== null
        ? html`<span class="heat-mark" aria-hidden="true">●</span
            ><span class="visually-hidden">, differs from ${differsFrom}</span>`
        : nothing
    }
  </td>`;
}

/** What pointing at a cell tells, for those who cannot point. */
function behind({ name, corner, columns, groups }: HeatTable): TemplateResult {
  const rows = groups
    .flatMap(({ rows: all }) => all)
    .flatMap(({ label, look, cells }) =>
      cells.map(({ lines }, at) => [
        look === undefined ? label : `${label}, ${look.label}`,
        columns[at]?.label ?? '',
        lines.slice(1).join('; '),
      ]),
    );
  return hiddenTable(`${name}: counts and intervals`, [corner, CELL.column.title, CELL.figures.title], rows);
}
