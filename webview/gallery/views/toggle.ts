import { html, type TemplateResult } from 'lit/html.js';
import type { PageRow } from '../../../src/core/gallery/gallery-pages.ts';
import { icon } from '../../components/icons.ts';
import type { PageState } from '../running.ts';
import { titleOf } from '../../components/cover.ts';

/** What the button of a page needs. */
export interface ToggleOptions {
  readonly row: PageRow;
  readonly name: string;
  readonly state: PageState;
  /** Whether Tab comes here. */
  readonly isNext: boolean;
  readonly onToggle: () => void;
}

/** Runs or stops one page. It is one button all the time, so that the focus stays on it. */
export function toggle({ row, name, state, isNext, onToggle }: ToggleOptions): TemplateResult {
  const runs = state.is === 'running' || state.is === 'starting';
  const verb = runs ? 'Stop' : 'Run';
  return html`<button
    class="button toggle ${runs ? 'runs' : ''}"
    tabindex=${isNext ? 0 : -1}
    aria-label=${`${verb} ${titleOf(row)}, ${name}`}
    @click=${onToggle}
  >
    ${icon(runs ? 'stop' : 'play')}${verb}
  </button>`;
}
