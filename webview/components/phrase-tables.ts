import { own } from '../../src/core/own.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { EchoTerm, SharedPhrase } from '../../src/core/model/report.ts';
import { echoColumns, phraseColumns } from '../../src/core/tables/wording.ts';
import type { Look } from '../state/look.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { cell, head } from './grid.ts';
import { modelMark } from './model-mark.ts';
import { textButton } from './signature-lists.ts';

const PHRASES = phraseColumns({ targets: [] });
const ECHOES = echoColumns();

type Looks = Pick<Screen, 'looks'>;

/** Phrases that several outputs hold, with who says them. `onOpen` shows the outputs that hold a text. */
export function phraseTable(
  phrases: readonly SharedPhrase[],
  { looks }: Looks,
  onOpen: (text: string) => void,
): TemplateResult {
  return html`<table class="grid phrases">
    <thead>
      <tr>
        ${head(PHRASES.phrase)} ${head(PHRASES.outputs)} ${head({ ...PHRASES.models, kind: 'text' })}
        ${head(PHRASES.lift, 'secondary')}
      </tr>
    </thead>
    <tbody>
      ${phrases.map(
        (row) =>
          html`<tr>
            <th scope="row">${textButton(row.phrase, onOpen)}</th>
            ${cell(PHRASES.outputs, row)}
            <td>${modelCounts(row.byTarget, [...looks.values()])}</td>
            ${cell(PHRASES.lift, row, 'secondary')}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** How often each model says something: its mark and a count. */
function modelCounts(byTarget: SharedPhrase['byTarget'], looks: readonly Look[]): TemplateResult {
  return html`<span class="mark-counts">
    ${looks.map((look) => {
      const count = own(byTarget, look.target) ?? 0;
      return count === 0
        ? nothing
        : html`<span class="mark-count" title="${look.label}: ${formatCount(count)}"
            >${modelMark(look)}<span class="visually-hidden">${look.label} </span
            ><span class="num">${formatCount(count)}</span></span
          >`;
    })}
  </span>`;
}

/** What the outputs took from the prompt: single terms, with how many of them hold each. */
export function echoTable(terms: readonly EchoTerm[], onOpen: (text: string) => void): TemplateResult {
  return html`<table class="grid echo">
    <thead>
      <tr>
        ${Object.values(ECHOES).map((column) => head(column))}
      </tr>
    </thead>
    <tbody>
      ${terms.map(
        (row) =>
          html`<tr>
            <th scope="row">${textButton(row.term, onOpen)}</th>
            ${cell(ECHOES.kind, row, 'dim')} ${cell(ECHOES.outputs, row)} ${cell(ECHOES.share, row)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
