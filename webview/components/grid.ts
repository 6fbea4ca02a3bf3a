import { html, type TemplateResult } from 'lit/html.js';
import { formatUsd } from '../../src/core/money/estimate.ts';
import { cellOf, isFigure, type Column, type Estimate, type Form, type Head } from '../../src/core/tables/column.ts';
import { times } from '../../src/core/text/prose.ts';
import { type ExplanationId, EXPLANATIONS } from '../text/explanations.ts';
import {
  formatCount,
  formatFactor,
  formatFigure,
  formatHundredths,
  formatInterval,
  formatLatency,
  formatP,
  formatShare,
  formatShareInterval,
  formatValue,
  NONE,
} from '../text/format.ts';
import { explained } from './explained.ts';

/** Tables of a report in the panel: heads and cells of their columns. */

type Cell = TemplateResult | string;

const small = (text: string): Cell => html` <small>${text}</small>`;
const withInterval = (value: string, interval: string): Cell =>
  interval === '' ? value : html`${value}${small(interval)}`;

function change(value: number): string {
  const text = formatFigure(Math.abs(value));
  if (Number(text) === 0) return text;
  return value > 0 ? `+${text}` : `−${text}`;
}

/** "+45" and its interval, in points of a hundred. */
function points({ value, interval }: Estimate): Cell {
  const whole = (share: number): string => String(Math.round(100 * share) || 0).replace('-', '−');
  const sign = (value ?? 0) > 0 ? '+' : '';
  return withInterval(
    `${sign}${whole(value ?? 0)}`,
    interval === null ? '' : `${whole(interval[0])} to ${whole(interval[1])}`,
  );
}

const CELLS: Form<Cell> = {
  text: (value) => (value === null ? NONE : html`<bdi>${value}</bdi>`),
  count: (value) => (value === null ? NONE : formatCount(value)),
  part: (value) => (value === null ? NONE : `${formatCount(value[0])} of ${formatCount(value[1])}`),
  share: (value) => withInterval(formatShare(value?.value ?? null), formatShareInterval(value?.interval ?? null)),
  figure: (value) => withInterval(formatFigure(value?.value ?? null), formatInterval(value?.interval ?? null)),
  measure: formatHundredths,
  number: formatValue,
  // The head of the column says that it is a p.
  p: (value) => (value === null ? NONE : formatP(value.p, value.isAtFloor).replace(/^p (= )?/, '')),
  frequency: (value) => formatShare(value?.share ?? null),
  change: (value) => (value?.value == null ? NONE : value.isShare ? points(value) : change(value.value)),
  factor: formatFactor,
  ratio: (estimate) => (estimate?.value == null ? '' : times(estimate.value, estimate.interval)),
  tokens: ({ known }) => (known === null ? 'unknown' : formatCount(known)),
  usd: ({ known }) => (known === null ? 'unknown' : formatUsd(known)),
  ms: formatLatency,
};

/** The head of a column; what its figures mean is explained on a press. */
export function head(column: Head, classes = ''): TemplateResult {
  const { id, title } = column;
  const label = Object.hasOwn(EXPLANATIONS, id) ? explained(id as ExplanationId, title) : title;
  return html`<th scope="col" class=${classesOf(column, classes)}>${label}</th>`;
}

/** The head of a column that only screen readers read: nothing in it takes the focus. */
export const plainHead = ({ title }: Head): TemplateResult => html`<th scope="col">${title}</th>`;

/** A cell as every table shows it. */
export function cell<Row>(column: Column<Row>, row: Row, classes = ''): TemplateResult {
  return html`<td class=${classesOf(column, classes)}>${cellOf(column, row, CELLS)}</td>`;
}

const classesOf = (column: Pick<Head, 'kind'>, classes: string): string =>
  `${isFigure(column) ? 'num' : ''} ${classes}`.trim();

/** Columns of a table, each with the classes of its cells. */
export type Shown<Row> = readonly (readonly [column: Column<Row>, classes: string])[];

/** A table whose rows begin with what they are about. */
export interface GridTable<Row> {
  /** Class of the table. */
  readonly name: string;
  /** The column of the row heads. */
  readonly first: Head;
  readonly rowHead: (row: Row) => TemplateResult;
  readonly shown: Shown<Row>;
  readonly rows: readonly Row[];
}

export function gridTable<Row>({ name, first, rowHead, shown, rows }: GridTable<Row>): TemplateResult {
  return html`<table class="grid ${name}">
    <thead>
      <tr>
        ${head(first)} ${shown.map(([column, classes]) => head(column, classes))}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${rowHead(row)}</th>
            ${shown.map(([column, classes]) => cell(column, row, classes))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
