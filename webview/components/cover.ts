import { html, type TemplateResult } from 'lit/html.js';
import type { PageRow } from '../../src/core/gallery/gallery-pages.ts';
import { cssProperties } from './css-properties.ts';

/** So few UTF-16 units of text say little about a page; its code stands below them. */
const FEW_WORDS = 60;

/**
 * What stands where a page does not run: its title on its own ground, what it says or how it begins, its colours. All of it
 * is text of the page and nothing of it runs; colours are read and written anew before they come here. `state` says more, to eyes
 * or readers.
 */
export function cover(row: PageRow, state: TemplateResult | null = null): TemplateResult {
  const { ground, isDark, colours, words, code } = row.glimpse;
  const ink = ground === null ? '' : isDark ? 'on-dark' : 'on-light';
  return html`<div class="cover ${ink}" ${cssProperties(ground === null ? {} : { '--ground': ground })}>
    <p class="cover-title" aria-hidden="true"><bdi>${titleOf(row)}</bdi></p>
    <div class="cover-text" aria-hidden="true">
      ${words === '' ? null : html`<p class="cover-words"><bdi>${words}</bdi></p>`}
      ${words.length >= FEW_WORDS ? null : html`<pre class="cover-code" dir="ltr">${code}</pre>`}
    </div>
    ${state}
    <span class="swatches" aria-hidden="true">
      ${colours.map((colour) => html`<i class="swatch" ${cssProperties({ '--swatch': colour })}></i>`)}
    </span>
  </div>`;
}

/** What a page is called, also when it does not say so itself. Hostile text. */
export function titleOf({ title, kind }: PageRow): string {
  return title ?? (kind === 'svg' ? 'Drawing' : 'Page without a title');
}
