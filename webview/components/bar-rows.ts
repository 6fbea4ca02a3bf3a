import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Screen } from '../state/screen.ts';
import { formatCount, formatShare } from '../text/format.ts';
import { tallyColumns } from '../../src/core/tables/answers.ts';
import { byModelBar, plainBar } from './bars.ts';
import { plainHead } from './grid.ts';

const { share: SHARE, bars: BARS } = tallyColumns({ targets: [] });

/** One thing with how many outputs say it. */
export interface CountedRow {
  readonly id: string;
  /** As it is shown: short. */
  readonly label: string;
  /** The whole of it. */
  readonly title: string;
  /** CSS colour of a swatch beside it; `null` for none. */
  readonly swatch: string | null;
  readonly count: number;
  readonly n: number;
  /** `null` where it is not known which models say it. */
  readonly byTarget: Readonly<Record<string, number>> | null;
  /** Opens its outputs. */
  readonly onOpen: () => void;
}

/** Things as bars that are cut by model, each with its share; a press opens the outputs. `what`: the head of the first column. */
export function barRows(what: string, rows: readonly CountedRow[], { looks }: Pick<Screen, 'looks'>): TemplateResult {
  const largest = Math.max(...rows.map(({ count, n }) => (n === 0 ? 0 : count / n)), 0);
  return html`<table class="bar-rows">
    <thead class="visually-hidden">
      <tr>
        <th scope="col">${what}</th>
        ${plainHead(SHARE)} ${plainHead(BARS)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(({ label, title, swatch, count, n, byTarget, onOpen }) => {
        const often = `${formatCount(count)} of ${formatCount(n)}`;
        return html`<tr title=${`${title}: ${often}`} @click=${onOpen}>
          <th scope="row">
            <button class="plain" title="Show the outputs: ${title}, ${often}">
              ${swatch === null ? nothing : swatchOf(swatch)}<bdi>${label}</bdi>
            </button>
          </th>
          <td class="num">${formatShare(n === 0 ? null : count / n)}</td>
          <td class="bar-cell">
            ${byTarget === null ? plainBar(largest * n === 0 ? 0 : count / (largest * n), often) : byModelBar(byTarget, looks, largest * n)}
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** A colour that a model named: the attribute takes nothing but a colour. */
function swatchOf(colour: string): TemplateResult {
  return html`<svg class="swatch" width="12" height="12" aria-hidden="true">
    <rect width="12" height="12" rx="2" fill=${colour} />
  </svg>`;
}
