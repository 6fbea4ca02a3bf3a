import { html, type TemplateResult } from 'lit/html.js';
import { continued } from '../../src/core/text/prose.ts';
import type { Figure } from '../state/figures.ts';
import { NONE } from '../text/format.ts';
import { explained } from './explained.ts';
import { icon } from './icons.ts';

/** The figures in one line; ones that are undefined say why. */
export function figureLine(figures: readonly Figure[]): TemplateResult {
  return html`<dl class="figures">
    ${figures.map(
      ({ id, value, caption, note }) =>
        html`<div class="figure" data-figure=${id}>
          <dt>
            ${explained(id, html`${value === NONE ? `${caption}: ${continued(note)}` : caption}${icon('info')}`, note)}
          </dt>
          <dd class=${value === NONE ? 'none' : ''}>${value}</dd>
        </div> `,
    )}
  </dl>`;
}
