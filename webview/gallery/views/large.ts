import { html, type TemplateResult } from 'lit/html.js';
import type { PageRow } from '../../../src/core/gallery/gallery-pages.ts';
import type { OutputPage } from '../../../src/core/gallery/page-of.ts';
import { pageKey } from '../../../src/protocol/gallery.ts';
import type { PageState } from '../running.ts';
import { toggle } from './toggle.ts';
import { cover, titleOf } from '../../components/cover.ts';
import { lackSentence, offNote } from './words.ts';
import { GALLERY } from '../../text/strings.ts';

/** What the large view shows and does. */
export interface LargeOptions {
  readonly row: PageRow;
  readonly name: string;
  /** `null` until its code has come. */
  readonly page: OutputPage | null;
  readonly state: PageState;
  readonly onBack: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onToggle: () => void;
  readonly onSave: () => void;
}

/** A page beside its source. Unlike a thumbnail it takes the pointer and the keyboard. */
export function large({ row, name, page, state, onBack, onStep, onToggle, onSave }: LargeOptions): TemplateResult {
  const lack = lackSentence(row, state);
  return html`<section class="large" aria-label="Page">
    <header class="large-head">
      <button class="button" data-back @click=${onBack}>Back</button>
      <h2><bdi>${titleOf(row)}</bdi></h2>
      <span class="dim"><bdi>${name}</bdi></span>
      <span class="right">
        <button class="link" @click=${() => onStep(-1)}>Previous</button>
        <button class="link" @click=${() => onStep(1)}>Next</button>
        ${toggle({ row, name, state, isNext: true, onToggle })}
        <button class="button" @click=${onSave}>${GALLERY.saveAs}</button>
      </span>
    </header>
    ${lack === null ? null : html`<p class="lack">${lack}</p>`}
    <div class="pair">
      <div class="window" data-page=${pageKey(row)}>
        <div class="stage"></div>
        ${state.is === 'running' ? null : cover(row, offNote(state))}
      </div>
      ${page === null ? html`<p class="source dim">Loading the source…</p>` : source(page)}
    </div>
  </section>`;
}

/** The code as text, with the numbers of its lines. */
function source({ text, kind }: OutputPage): TemplateResult {
  const lines = text.split('\n').length;
  const numbers = Array.from({ length: lines }, (_, at) => at + 1).join('\n');
  return html`<div
    class="source"
    tabindex="0"
    role="group"
    aria-label=${`Source, ${lines} lines of ${kind.toUpperCase()}`}
  >
    <pre class="numbers" aria-hidden="true">${numbers}</pre>
    <pre class="code" dir="ltr">${text}</pre>
  </div>`;
}
