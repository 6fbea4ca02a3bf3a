import { own } from '../../src/core/own.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { EchoTerm, SharedPhrase } from '../../src/core/model/report.ts';
import type { Look } from '../state/look.ts';
import type { Screen } from '../state/screen.ts';
import { liftWords } from '../state/wording.ts';
import { formatCount, formatShare } from '../text/format.ts';
import { modelMark } from './model-mark.ts';
import { textButton } from './signature-lists.ts';
import { explained } from './explained.ts';

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
        <th scope="col">Phrase</th>
        <th scope="col" class="num">${explained('outputs', 'Outputs')}</th>
        <th scope="col">Models</th>
        <th scope="col" class="num secondary">${explained('lift', 'Against chance')}</th>
      </tr>
    </thead>
    <tbody>
      ${phrases.map(
        ({ phrase, outputs, byTarget, lift }) =>
          html`<tr>
            <th scope="row">${textButton(phrase, onOpen)}</th>
            <td class="num">${formatCount(outputs)}</td>
            <td>${modelCounts(byTarget, [...looks.values()])}</td>
            <td class="num secondary">${liftWords(lift)}</td>
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
        <th scope="col">From the prompt</th>
        <th scope="col">Kind</th>
        <th scope="col" class="num">${explained('outputs', 'Outputs')}</th>
        <th scope="col" class="num">${explained('share', 'Share')}</th>
      </tr>
    </thead>
    <tbody>
      ${terms.map(
        ({ term, kind, outputs, rate }) =>
          html`<tr>
            <th scope="row">${textButton(term, onOpen)}</th>
            <td class="dim">${kind}</td>
            <td class="num">${formatCount(outputs)}</td>
            <td class="num">${formatShare(rate)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
