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

/**
 * The same where there are several conditions: what is said about each of them stands in the tab of conditions, to which `more` leads.
 * `said`: those sentences, the first of which is kept.
 */
export function conditionsBox(
  insight: Insight,
  said: readonly string[],
  running: boolean,
  more: unknown,
): TemplateResult {
  const elsewhere = new Set(said.slice(1));
  const details = insight.details.filter((sentence) => !elsewhere.has(sentence));
  return html`${insightBox({ ...insight, details }, running)}
  ${elsewhere.size === 0 ? nothing : html`<p class="insight-more">${more}</p>`}`;
}

/** A finding: its first sentence bold, what supports it dim below. */
export function findingBox(headline: string, details: readonly string[], level: ConvergenceLevel): TemplateResult {
  const [lead, rest] = splitHeadline(headline);
  return html`<section class="insight level-${level}" aria-label="What was found">
    <p class="headline" dir="auto"><b>${lead}</b>${rest}</p>
    ${details.length === 0 ? nothing : html`<p class="details" dir="auto">${details.join(' ')}</p>`}
  </section>`;
}
