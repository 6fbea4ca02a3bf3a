import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { FieldReport } from '../../src/core/model/report.ts';
import { fieldColumns } from '../../src/core/tables/answers.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { cell, head } from './grid.ts';

/** JSON field by field. */

/** Characters of a value, and values of one field. */
const VALUE_LENGTH = 60;
const MOST_VALUES = 3;

const FIELDS = fieldColumns();

/** The fields with their most frequent values; `nothing` where outputs are no objects. */
export function fieldTally({ report }: Pick<Screen, 'report'>): TemplateResult | typeof nothing {
  const fields = report?.fields ?? [];
  if (fields.length === 0) return nothing;
  return html`<table class="grid fields">
    <thead>
      <tr>
        ${Object.values(FIELDS).map((column) => head(column))}
      </tr>
    </thead>
    <tbody>
      ${fields.map(fieldRow)}
    </tbody>
  </table>`;
}

function fieldRow(row: FieldReport): TemplateResult {
  const { field, outputs, values } = row;
  return html`<tr>
    <th scope="row"><bdi>${field}</bdi></th>
    <td>
      ${values
        .slice(0, MOST_VALUES)
        .map(
          ({ value, outputs: times }, index) =>
            html`${index === 0 ? nothing : ' · '}<bdi>${shorten(value, VALUE_LENGTH)}</bdi>
              <span class="dim"
                >in ${formatCount(times)}${index === 0 ? ` of ${formatCount(outputs)}` : nothing}</span
              >`,
        )}
    </td>
    ${cell(FIELDS.different, row)} ${cell(FIELDS.outputs, row)}
  </tr>`;
}
