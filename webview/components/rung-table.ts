import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Rung } from '../../src/core/analysis/rows.ts';
import { tallyColumns } from '../../src/core/tables/answers.ts';
import { STAGE } from '../../src/core/tables/figures.ts';
import type { Want } from '../state/rows.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount, plural } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { byModelBar } from './bars.ts';
import { rowError } from './notices.ts';
import { head } from './grid.ts';

/** Rows of one page. */
export const RUNG_ROWS = 100;
/** Characters of a value that a row shows. */
const VALUE_LENGTH = 400;

/** The rows `rungTable` shows. */
export function rungWant(rung: Rung, page: number): Extract<Want, { readonly method: 'rung' }> {
  return { slot: 'rung', method: 'rung', params: { rung, offset: page * RUNG_ROWS, limit: RUNG_ROWS } };
}

const TITLES: Readonly<Record<Rung, string>> = {
  outputs: 'Every output that counts, as it came.',
  raw: 'Identical outputs are counted once.',
  unwrapped: 'Outputs without reasoning, labels, tags and boxes around the answer.',
  folded: 'Outputs that differ only in case, white space, punctuation, emoji or Markdown are counted once.',
  extracted: 'The answer each output holds.',
  groups: 'Answers that say the same in other words.',
};

/** The distinct values on one rung of the funnel, and what was joined into each. */
export function rungTable(screen: Screen, rung: Rung, page: number): TemplateResult {
  const { value, current, error } = screen.rows.read(rungWant(rung, page));
  const rows = value?.rows ?? [];
  const largest = Math.max(1, ...rows.map(({ count }) => count));
  // That the same text is the same needs no words.
  const merges = rung !== 'outputs' && rung !== 'raw' && rows.some(({ merged }) => merged > 1);
  const { times, bars, joined } = tallyColumns(screen.run);
  const short = rows.every((row) => row.value.length <= 12);
  return html`<p class="note rung-note">${TITLES[rung]}</p>
    ${rowError(error)}
    ${
      value === undefined
        ? nothing
        : html`<table class="grid rung ${short ? 'short' : ''}" aria-busy=${current ? 'false' : 'true'}>
            <thead>
              <tr>
                ${head(STAGE.text)} ${head(times)} ${head(bars, 'bar-column')} ${merges ? head(joined, 'why') : nothing}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                (row) =>
                  html`<tr>
                    <td class="value"><span dir="auto">${shorten(row.value, VALUE_LENGTH)}</span></td>
                    <td class="num">${formatCount(row.count)}</td>
                    <td class="bar-column">${byModelBar(row.byTarget, screen.looks, largest)}</td>
                    ${merges ? html`<td class="why dim">${mergedText(row.merged, row.why)}</td>` : nothing}
                  </tr>`,
              )}
            </tbody>
          </table>`
    }`;
}

function mergedText(merged: number, why: string): string {
  if (merged <= 1) return '';
  return `${plural(merged, 'wording')}${why === '' ? '' : `: ${why}`}`;
}
