import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ConvergenceLevel, Insight } from '../../src/core/model/report.ts';
import { splitHeadline } from '../text/words.ts';

/** What was found, in one sentence, and what supports it. */
export function insightBox(insight: Insight, running: boolean): TemplateResult {
  const [lead] = splitHeadline(insight.headline);
  const details = running
    ? [...insight.details, 'Figures settle as answers arrive; stopping keeps everything.']
    : insight.details;
  const soFar = running && !lead.startsWith('So far') ? 'So far: ' : '';
  return findingBox(`${soFar}${insight.headline}`, details, running ? 'undecided' : insight.level);
}

/** A finding: its first sentence bold, what supports it dim below. */
export function findingBox(headline: string, details: readonly string[], level: ConvergenceLevel): TemplateResult {
  const [lead, rest] = splitHeadline(headline);
  return html`<section class="insight level-${level}" aria-label="What was found">
    <p class="headline" dir="auto"><b>${lead}</b>${rest}</p>
    ${details.length === 0 ? nothing : html`<p class="details" dir="auto">${details.join(' ')}</p>`}
  </section>`;
}
