import type { PageRow } from '../../../src/core/gallery/gallery-pages.ts';
import { html, type TemplateResult } from 'lit/html.js';
import type { PageState } from '../running.ts';

/** What stands in a thumbnail that does not run. */
export function offSentence({ is }: PageState): string {
  switch (is) {
    case 'off':
      return 'Not running';
    case 'starting':
      return 'Starting…';
    case 'running':
      return '';
    case 'hung':
      return 'Was stopped: it did not answer';
    case 'left':
      return 'Was stopped: it tried to go to another address';
    case 'flooding':
      return 'Was stopped: it flooded the gallery with messages';
    case 'by-hand':
      return 'Stopped';
  }
}

/** What a page lacks: it may be blank for that; `null` when nothing is known to be missing. Hostile text. */
export function lackSentence({ needs }: PageRow, { error }: PageState): string | null {
  if (needs.length > 0)
    return `Needs ${needs.join(', ')}, which ${needs.length === 1 ? 'is' : 'are'} not loaded: no network`;
  return error === null ? null : `Error in the page: ${error}`;
}

/** Why a page does not run, on its cover; that nobody has started it is seen. */
export function offNote(state: PageState): TemplateResult {
  return html`<p class="off ${state.is === 'off' ? 'visually-hidden' : ''}">${offSentence(state)}</p>`;
}
