import { html, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { GalleryOrder } from '../../../src/core/gallery/gallery-pages.ts';
import { filterBox } from '../../components/filter-box.ts';
import type { GalleryState, Wish } from '../state.ts';
import { GALLERY } from '../../text/strings.ts';

const ORDERS: readonly (readonly [GalleryOrder, string])[] = [
  ['model', 'Model'],
  ['likeness', 'Likeness'],
  ['condition', 'Condition'],
];

/** What the bar above the thumbnails does. */
export interface ToolbarOptions {
  readonly state: GalleryState;
  /** How many pages run. */
  readonly running: number;
  readonly onWish: (wish: Partial<Wish>) => void;
  readonly onStart: () => void;
  readonly onStopAll: () => void;
  readonly onSaveAll: () => void;
  readonly onResults: () => void;
}

/** Order, filters, and what concerns all pages. */
export function toolbar(options: ToolbarOptions): TemplateResult {
  const { state, running, onWish, onStart, onStopAll, onSaveAll, onResults } = options;
  const { run, wish, pause } = state;
  const targets = run?.targets ?? [];
  const conditions = run?.conditions ?? [];
  const orders = ORDERS.filter(([order]) => order !== 'condition' || conditions.length > 1);
  return html`<div class="toolbar" role="toolbar" aria-label="Gallery">
    <span class="choice" role="group" aria-label="Order">
      <span class="dim">Order</span>
      ${orders.map(
        ([order, label]) =>
          html`<button class="link" aria-pressed=${wish.order === order} @click=${() => onWish({ order })}>
            ${label}
          </button>`,
      )}
    </span>
    ${choice(
      'All models',
      targets.map(({ id, label }) => [id, label]),
      wish.target,
      (target) => onWish({ target }),
    )}
    ${choice(
      'All conditions',
      conditions.map(({ id }) => [id, id]),
      wish.condition,
      (condition) => onWish({ condition }),
    )}
    ${filterBox('Title or code', wish.text, (text) => onWish({ text }))}
    <span class="right">
      <span class="dim num" aria-live="polite">${counted(state, running)}</span>
      ${
        pause === 'shared'
          ? null
          : pause === null
            ? html`<button class="button" @click=${onStopAll}>${GALLERY.stopAll}</button>`
            : html`<button class="button primary" @click=${onStart}>${GALLERY.start}</button>`
      }
      <button class="link" @click=${onSaveAll}>${GALLERY.saveAll}</button>
      <button class="link" @click=${onResults}>Results</button>
    </span>
  </div>`;
}

function counted({ total, pages, outputs }: GalleryState, running: number): string {
  if (total === null) return '';
  const what = total === pages ? GALLERY.pages(pages, outputs) : GALLERY.matching(total, pages);
  return `${what}, ${GALLERY.running(running)}`;
}

/** A list to choose from; nothing when there is nothing to choose. */
function choice(
  all: string,
  options: readonly (readonly [string, string])[],
  chosen: string | null,
  onChoice: (id: string | null) => void,
): TemplateResult | null {
  if (options.length < 2) return null;
  const at = options.findIndex(([id]) => id === chosen);
  return html`<select
    class="select"
    aria-label=${all}
    .value=${live(String(at))}
    @change=${(event: Event) => onChoice(options[Number((event.target as HTMLSelectElement).value)]?.[0] ?? null)}
  >
    <option value="-1" ?selected=${at < 0}>${all}</option>
    ${options.map(([, label], index) => html`<option value=${index} ?selected=${index === at}>${label}</option>`)}
  </select>`;
}
