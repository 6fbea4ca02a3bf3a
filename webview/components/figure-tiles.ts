import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Figure } from '../state/figures.ts';
import { NONE } from '../text/format.ts';

/** The large figures side by side. */
export function figureTiles(figures: readonly Figure[]): TemplateResult {
  return html`<dl class="figures">
    ${figures.map(
      ({ id, value, beside, caption }) =>
        html`<div class="figure" data-figure=${id}>
          <dt>${caption}</dt>
          <dd class=${value === NONE ? 'none' : ''}>
            ${value}${beside === '' ? nothing : html`<small>${beside}</small>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}
