import { html, nothing, type TemplateResult } from 'lit/html.js';

/** A titled part of a view. `aside` stands dim beside the title, `right` at its end. */
export function section(
  title: string,
  content: unknown,
  extra: { readonly aside?: unknown; readonly right?: unknown; readonly id?: string } = {},
): TemplateResult {
  return html`<section class="section" data-section=${extra.id ?? nothing} aria-label=${title}>
    <div class="section-head">
      <h2>${title}</h2>
      ${extra.aside === undefined ? nothing : html`<span class="aside">${extra.aside}</span>`}
      ${extra.right === undefined ? nothing : html`<span class="right">${extra.right}</span>`}
    </div>
    ${content}
  </section>`;
}

/** A figure behind a chart, for screen readers. */
export function hiddenTable(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): TemplateResult {
  // A table is never narrower than its cells, so the box around it is what is hidden.
  return html`<div class="visually-hidden">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A choice of a few words, one of them pressed. */
export function choice<Id extends string>(
  label: string,
  options: readonly (readonly [Id, string])[],
  chosen: Id,
  onChoose: (id: Id) => void,
): TemplateResult {
  return html`<span class="choice" role="group" aria-label=${label}>
    ${options.map(
      ([id, name]) =>
        html`<button class="link" aria-pressed=${id === chosen ? 'true' : 'false'} @click=${() => onChoose(id)}>
          ${name}
        </button>`,
    )}
  </span>`;
}
