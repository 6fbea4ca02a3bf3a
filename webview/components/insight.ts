import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ConvergenceLevel } from '../../src/core/model/report.ts';
import { splitHeadline } from '../text/words.ts';

/** A finding: its first sentence bold, what supports it dim below. */
export function findingBox(headline: string, details: readonly string[], level: ConvergenceLevel): TemplateResult {
  const [lead, rest] = splitHeadline(headline);
  return html`<section class="insight level-${level}" aria-label="What was found">
    <p class="headline" dir="auto"><b>${lead}</b>${rest}</p>
    ${details.length === 0 ? nothing : html`<p class="details" dir="auto">${details.join(' ')}</p>`}
  </section>`;
}
