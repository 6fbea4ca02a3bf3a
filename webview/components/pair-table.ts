import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { BetweenReport, PairReport } from '../../src/core/model/report.ts';
import { methodsOf, verdictWords } from '../state/between-words.ts';
import { controlCount } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount, formatHundredths, formatP, formatShare, NONE } from '../text/format.ts';
import { modelName } from './model-mark.ts';
import { explained } from './explained.ts';

/** Every pair of models with all that is known of it. */
export function pairTable(screen: Screen, { pairs }: BetweenReport): TemplateResult {
  const methods = methodsOf(pairs);
  return html`<div class="table-box">
      <table class="grid pairs">
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col" class="num secondary">${explained('n', 'n')}</th>
            <th scope="col" class="num">${explained('divergence', 'Divergence')}</th>
            <th scope="col" class="num secondary">${explained('divergence-null', 'By chance alone')}</th>
            <th scope="col" class="num secondary">${explained('overlap', 'Overlap')}</th>
            <th scope="col" class="num tertiary">${explained('same-answer', 'Same answer')}</th>
            <th scope="col" class="num tertiary">${explained('p', 'p')}</th>
            <th scope="col" class="num">${explained('p-holm', 'p (Holm)')}</th>
            <th scope="col" class="reading">Reading</th>
          </tr>
        </thead>
        <tbody>
          ${pairs.map((pair) => pairRow(pair, screen))}
        </tbody>
      </table>
    </div>
    ${
      methods === ''
        ? nothing
        : html`<p class="note">
            p: ${methods} of the divergence; p (Holm): corrected for all pairs and for whatever else this report tests.
          </p>`
    }`;
}

function pairRow(pair: PairReport, { report, run, looks }: Screen): TemplateResult {
  const models = [pair.a, pair.b].flatMap((target) => looks.get(target) ?? []);
  const sizes = [pair.a, pair.b].map((target) => (report === null ? 0 : controlCount(report, run, target)));
  const p = (value: number | null): string => formatP(value, pair.isAtFloor).replace(/^p (= )?/, '');
  return html`<tr class="verdict-${pair.verdict ?? 'none'}">
    <th scope="row"><span class="pair">${models.map((look) => modelName(look))}</span></th>
    <td class="num secondary">${sizes.map(formatCount).join(' · ')}</td>
    <td class="num">
      ${formatHundredths(pair.jensenShannonBits)}
      <small class="when-narrow">${formatHundredths(pair.jensenShannonNullMean)} by chance</small>
    </td>
    <td class="num secondary">${formatHundredths(pair.jensenShannonNullMean)}</td>
    <td class="num secondary">${formatShare(pair.overlap)}</td>
    <td class="num tertiary">${formatShare(pair.crossCollision)}</td>
    <td class="num tertiary">${pair.p === null ? NONE : p(pair.p)}</td>
    <td class="num">${pair.pHolm === null ? NONE : p(pair.pHolm)}</td>
    <td class="reading">${verdictWords(pair)}</td>
  </tr>`;
}
