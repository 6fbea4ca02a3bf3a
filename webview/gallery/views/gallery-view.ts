import { html, type TemplateResult } from 'lit/html.js';
import type { PageRow } from '../../../src/core/gallery/gallery-pages.ts';
import { pageKey } from '../../../src/protocol/gallery.ts';
import { keyedList } from '../../components/keyed-list.ts';
import { looksOf } from '../../state/look.ts';
import type { PageState } from '../running.ts';
import { type GalleryState, pageName, pauseSentence } from '../state.ts';
import { large, type LargeOptions } from './large.ts';
import { thumb } from './thumb.ts';
import { toolbar, type ToolbarOptions } from './toolbar.ts';
import { GALLERY } from '../../text/strings.ts';

/** What the gallery draws, and what its buttons do. */
export interface GalleryViewOptions extends Omit<ToolbarOptions, 'state'>, Pick<LargeOptions, 'onBack' | 'onStep'> {
  readonly state: GalleryState;
  /** Whether it is still being found out where frames run. */
  readonly isMeasuring: boolean;
  /** The thumbnail to which Tab comes; the first one when it is `null` or gone. */
  readonly focused: string | null;
  readonly stateOf: (row: PageRow) => PageState;
  readonly onOpen: (row: PageRow) => void;
  readonly onToggle: (row: PageRow) => void;
  readonly onSave: (row: PageRow) => void;
  readonly onProblemSeen: () => void;
}

/** All of the gallery. */
export function galleryView(options: GalleryViewOptions): TemplateResult {
  const { state } = options;
  const { run, problem } = state;
  return html`${run === null ? html`<p class="opening">Opening the gallery…</p>` : shown(options)}
  ${
    problem === null
      ? null
      : html`<div class="strip problem" role="alert">
          <p>${problem}</p>
          <button class="link" @click=${options.onProblemSeen}>Close</button>
        </div>`
  }`;
}

function shown(options: GalleryViewOptions): TemplateResult {
  const { state, stateOf, onToggle, onSave, onBack, onStep } = options;
  if (state.large !== null) {
    const { row, page } = state.large;
    const acts = { onBack, onStep, onToggle: () => onToggle(row), onSave: () => onSave(row) };
    return large({ row, page, name: pageName(row, state.run), state: stateOf(row), ...acts });
  }
  return html`<header class="top">
      <h1 class="prompt folded"><bdi>${state.run?.title}</bdi></h1>
      ${toolbar(options)}
    </header>
    ${state.pause === null ? null : html`<p class="pause">${pauseSentence(state.pause, state.pages)}</p>`}
    <main class="view">${thumbs(options)}</main>`;
}

function thumbs({ state, isMeasuring, focused, stateOf, onOpen, onToggle }: GalleryViewOptions): TemplateResult {
  const { rows, total, run } = state;
  if (total === 0) return html`<p class="empty">${nothing(state)}</p>`;
  const looks = looksOf((run?.targets ?? []) as Parameters<typeof looksOf>[0]);
  const next = rows.some((row) => pageKey(row) === focused) ? focused : rows[0] ? pageKey(rows[0]) : null;
  return html`<ul class="thumbs" aria-label="Pages" aria-busy=${total === null || isMeasuring}>
      ${keyedList(rows, pageKey, (row) =>
        thumb({
          row,
          name: pageName(row, run),
          look: looks.get(row.target),
          state: stateOf(row),
          isNext: pageKey(row) === next,
          onOpen: () => onOpen(row),
          onToggle: () => onToggle(row),
        }),
      )}
    </ul>
    ${
      total !== null && rows.length < total
        ? html`<p class="more dim">${rows.length} of ${total} pages; the next ones come as you scroll.</p>`
        : null
    }`;
}

function nothing({ pages }: GalleryState): string {
  return pages === 0 ? GALLERY.none : GALLERY.noMatch;
}
