import { html, type TemplateResult } from 'lit/html.js';
import type { EchoTerm, SharedPhrase } from '../../src/core/model/report.ts';
import { echoColumns, phraseColumns } from '../../src/core/tables/wording.ts';
import type { Screen } from '../state/screen.ts';
import { cell, head } from './grid.ts';
import { markCounts } from './model-mark.ts';
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
            <td>${markCounts(row.byTarget, [...looks.values()])}</td>
            ${cell(PHRASES.lift, row, 'secondary')}
          </tr>`,
      )}
    </tbody>
  </table>`;
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
