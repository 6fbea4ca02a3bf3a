import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageRow } from '../../src/core/gallery/gallery-pages.ts';
import { coversOf } from '../state/page-rows.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { cover, titleOf } from './cover.ts';
import { modelMark } from './model-mark.ts';

/** A page as the gallery shows it while it does not run; a press opens the gallery, where it does. */
export function smallCover(row: PageRow, { looks }: Screen, actions: Actions, hasMark = false): TemplateResult {
  const look = looks.get(row.target);
  const name = `${titleOf(row)}, ${look?.label ?? row.target} #${row.trialIndex + 1}. Open the gallery`;
  return html`<button class="small-cover" title=${name} @click=${() => actions.act('open-gallery')}>
    <span class="visually-hidden">${name}</span
    >${cover(row)}${hasMark && look !== undefined ? html`<span class="model">${modelMark(look)}</span>` : nothing}
  </button>`;
}

/** The first pages of every model, side by side; nothing where outputs are no pages. */
export function covers(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const rows = coversOf(screen);
  return rows.length === 0
    ? nothing
    : html`<div class="covers">
        ${rows.map((row) => (row === null ? emptyCover() : smallCover(row, screen, actions, true)))}
      </div>`;
}

/** Stands where a page has not arrived yet. */
export function emptyCover(): TemplateResult {
  return html`<div class="small-cover" aria-busy="true"></div>`;
}
