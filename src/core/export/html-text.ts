import { cellOf, isFigure, type Column } from '../tables/column.ts';
import { escapeMarkup } from '../text/markup.ts';
import { CELLS } from './cells.ts';

/** Markup of the HTML report: what is put into a template is text unless it is markup of our own. */

/** Markup made by `html` alone, so that a text cannot pass for it. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type Content = Markup | string | number | readonly (Markup | string)[];

/** Controls, half characters, and marks that turn the direction of what follows. */
const STEERING =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\ufff9-\ufffb]|\p{Cs}/gu;

/** Text of others, for elements and quoted attributes. */
export function escaped(text: string): string {
  return escapeMarkup(text.replace(STEERING, '\ufffd'));
}

function sourceOf(content: Content): string {
  if (content instanceof Markup) return content.source;
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return content.map((part) => sourceOf(part)).join('');
}

/** A template: its own text is markup, everything put into it is text or markup made in the same way. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.reduce((source, part, index) => source + sourceOf(contents[index - 1]!) + part));
}

/** Nothing. */
export const NOTHING = new Markup('');

/** A table of columns over rows. `mark` stands before what names a row. */
export function columnTable<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  mark: (row: Row) => Markup = () => NOTHING,
): Markup {
  const cell = (column: Column<Row>, row: Row, at: number): Markup => {
    const text = cellOf(column, row, CELLS);
    if (at === 0) return html`<th scope="row" dir="auto">${mark(row)}<bdi>${text}</bdi></th>`;
    return isFigure(column) ? html`<td class="num">${text}</td>` : html`<td><bdi>${text}</bdi></td>`;
  };
  return html`<table class="${name}">
    <thead>
      <tr>
        ${columns.map((column) =>
          isFigure(column)
            ? html`<th scope="col" class="num"><bdi>${column.title}</bdi></th>`
            : html`<th scope="col">${column.title}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${columns.map((column, at) => cell(column, row, at))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
