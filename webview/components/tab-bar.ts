import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatCount } from '../text/format.ts';
import { openInSight } from './open-in-sight.ts';

/** One tab as the bar shows it. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  /** Small number beside the title; `null` for none. */
  readonly count: number | null;
}

/** The tab that a key leads to; `null` for keys that mean nothing here. */
export function tabAfterKey(key: string, tabs: readonly string[], open: string): string | null {
  const at = tabs.indexOf(open);
  const last = tabs.length - 1;
  switch (key) {
    case 'ArrowRight':
      return tabs[at >= last ? 0 : at + 1] ?? null;
    case 'ArrowLeft':
      return tabs[at <= 0 ? last : at - 1] ?? null;
    case 'Home':
      return tabs[0] ?? null;
    case 'End':
      return tabs[last] ?? null;
    default:
      return null;
  }
}

/** Id of the tab's button, and of what it controls. */
export const TAB_PANEL_ID = 'tab-panel';

/** The row moves sideways by a wheel that turns only up and down: its scrollbar is not shown. */
function turn(event: WheelEvent): void {
  if (event.deltaX === 0 && !event.shiftKey) (event.currentTarget as HTMLElement).scrollLeft += event.deltaY;
}

/** The row of tabs. Arrow keys, Home and End move; only the open tab is in the tab order, and it is kept in sight. */
export function tabBar(tabs: readonly Tab[], open: string, onOpen: (tab: string) => void): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    const ids = tabs.map(({ id }) => id);
    const next = tabAfterKey(event.key, ids, open);
    if (next === null) return;
    event.preventDefault();
    onOpen(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return html`<div
    class="tabs"
    role="tablist"
    aria-label="Results"
    @keydown=${onKey}
    @wheel=${turn}
    ${openInSight(open, JSON.stringify(tabs))}
  >
    ${tabs.map(
      ({ id, title, count }) =>
        html`<button
          id="tab-${id}"
          class="tab"
          role="tab"
          aria-selected=${id === open ? 'true' : 'false'}
          aria-controls=${TAB_PANEL_ID}
          tabindex=${id === open ? 0 : -1}
          @click=${() => onOpen(id)}
        >
          ${title} ${count === null ? nothing : html`<span class="count">${formatCount(count)}</span>`}
        </button>`,
    )}
  </div>`;
}
