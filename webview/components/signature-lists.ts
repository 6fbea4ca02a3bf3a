import { html, type TemplateResult } from 'lit/html.js';
import type { SignatureTerm } from '../../src/core/model/report.ts';
import { signatureColumns } from '../../src/core/tables/wording.ts';
import type { Look } from '../state/look.ts';
import type { Screen } from '../state/screen.ts';
import type { Signature } from '../state/wording.ts';
import { formatCount, formatP } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { cssProperties } from './css-properties.ts';
import { head } from './grid.ts';
import { modelName } from './model-mark.ts';

/** Characters of a term that a row shows. */
const TERM_LENGTH = 160;

const TERMS = signatureColumns({ targets: [] });

/** What only one model says: a list a model. `onOpen` shows the outputs that hold a text. */
export function signatureLists(
  signatures: readonly Signature[],
  { looks }: Pick<Screen, 'looks'>,
  onOpen: (text: string) => void,
): TemplateResult {
  const outputs = signatures.reduce((sum, { n }) => sum + n, 0);
  return html`<div class="signatures" ${cssProperties({ '--columns': String(Math.min(4, signatures.length)) })}>
    ${signatures.map((signature) => {
      const look = looks.get(signature.target);
      return look === undefined ? html`` : signatureList(signature, outputs - signature.n, look, onOpen);
    })}
  </div>`;
}

function signatureList(
  { n, terms }: Signature,
  others: number,
  look: Look,
  onOpen: (text: string) => void,
): TemplateResult {
  return html`<section class="signature" aria-label=${look.label}>
    <h3>${modelName(look)} <small>n ${formatCount(n)}</small></h3>
    ${
      terms.length === 0
        ? html`<p class="note">${n === 0 ? 'No answers.' : 'Nothing sets it apart.'}</p>`
        : html`<table class="grid terms">
            <thead>
              <tr>
                ${head(TERMS.term)} ${head(TERMS.outputs)} ${head(TERMS.others)} ${head(TERMS.z)}
              </tr>
            </thead>
            <tbody>
              ${terms.map((term) => termRow(term, { n, others }, onOpen))}
            </tbody>
          </table>`
    }
  </section>`;
}

function termRow(
  { term, documents, otherDocuments, z, pAdjusted }: SignatureTerm,
  { n, others }: { readonly n: number; readonly others: number },
  onOpen: (text: string) => void,
): TemplateResult {
  return html`<tr>
    <th scope="row">${textButton(term, onOpen)}</th>
    <td class="num">${formatCount(documents)}<small> of ${formatCount(n)}</small></td>
    <td class="num">${formatCount(otherDocuments)}<small> of ${formatCount(others)}</small></td>
    <td class="num" title="${formatP(pAdjusted)} corrected for everything that the report says">${z.toFixed(1)}</td>
  </tr>`;
}

/** A text of the models that leads to the outputs that hold it. */
export function textButton(text: string, onOpen: (text: string) => void): TemplateResult {
  return html`<button class="plain text-link" title="Show the outputs that hold it" @click=${() => onOpen(text)}>
    <bdi>${shorten(text, TERM_LENGTH)}</bdi>
  </button>`;
}
