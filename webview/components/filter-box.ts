import { html, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { icon } from './icons.ts';

/** A box that narrows what is shown. `/` puts the cursor into it, Escape empties it. */
export function filterBox(label: string, text: string, onText: (text: string) => void): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || text === '') return;
    event.stopPropagation();
    onText('');
  };
  return html`<label class="filter">
    ${icon('search')}
    <input
      type="text"
      data-filter
      placeholder=${label}
      aria-label=${label}
      spellcheck="false"
      dir="auto"
      .value=${live(text)}
      @input=${(event: Event) => onText((event.target as HTMLInputElement).value)}
      @keydown=${onKey}
    />
    <kbd aria-hidden="true">/</kbd>
  </label>`;
}
