import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { FailureSummary } from '../../src/protocol/trial-summary.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { modelName } from './model-mark.ts';

/** What went wrong outside the trials. */
export function notices(texts: readonly string[]): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  return html`<ul class="notices">
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}

/** Why rows could not be shown. */
export function rowError(error: string | null): TemplateResult | typeof nothing {
  return error === null ? nothing : html`<p class="row-error" role="alert">${error}</p>`;
}

/** Why trials brought no answer: once a model and reason, with the step that helps. */
export function failureList(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const failures = screen.snapshot.failures ?? [];
  if (failures.length === 0) return nothing;
  const hasFailed = failures.some(({ outcome }) => outcome === 'failed');
  const needsKey = failures.some(({ reason }) => reason === 'authentication');
  return html`<div class="failures">
    <ul>
      ${failures.map((failure) => failureRow(failure, screen))}
    </ul>
    ${
      hasFailed
        ? html`<div class="failure-actions">
            ${
              needsKey
                ? html`<button class="link" @click=${() => actions.act('set-api-key')}>Set the API key…</button>`
                : nothing
            }
            <button class="link" @click=${() => actions.act('show-log')}>Show the log</button>
          </div>`
        : nothing
    }
  </div>`;
}

function failureRow({ target, outcome, message, count }: FailureSummary, screen: Screen): TemplateResult {
  const look = screen.looks.get(target);
  const words = `${formatCount(count)} of ${formatCount(screen.run.trialsPerCell * screen.run.conditions.length)} ${outcome}`;
  return html`<li>
    ${look === undefined ? target : modelName(look)}
    <span class=${outcome === 'failed' ? 'error' : 'warning'}>${words}</span>
    ${message === '' ? nothing : html`<span class="reason">${message}</span>`}
  </li>`;
}

/** An empty state: what is missing and what to do next. */
export function emptyState(title: string, step: string): TemplateResult {
  return html`<div class="empty">
    <p class="empty-title">${title}</p>
    <p>${step}</p>
  </div>`;
}
