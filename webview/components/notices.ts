import { html, nothing, type TemplateResult } from 'lit/html.js';

/** Why rows could not be shown. */
export function rowError(error: string | null): TemplateResult | typeof nothing {
  return error === null ? nothing : html`<p class="row-error" role="alert">${error}</p>`;
}

/** An empty state: what is missing and what to do next. */
export function emptyState([title, step]: readonly [title: string, step: string]): TemplateResult {
  return html`<div class="empty">
    <p class="empty-title">${title}</p>
    <p>${step}</p>
  </div>`;
}
