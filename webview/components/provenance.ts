import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Provenance } from '../../src/core/model/run.ts';

/** Where the answers of a recorded or imported run were published, and what a reader must know of them. */
export function provenanceNote(provenance: Provenance | undefined): TemplateResult | typeof nothing {
  if (provenance === undefined) return nothing;
  const { title, url, note } = provenance;
  // The address comes from a file: anything but a web page stays text.
  const safe = url !== null && /^https?:\/\//i.test(url);
  return html`<p class="provenance">
    Source: ${safe ? html`<a href=${url} rel="noreferrer">${title}</a>` : html`<span dir="auto">“${title}”</span>`}
    <span dir="auto">${note}</span>
  </p>`;
}
