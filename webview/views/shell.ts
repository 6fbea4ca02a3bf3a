import { html, type TemplateResult } from 'lit/html.js';
import { keyed } from 'lit/directives/keyed.js';
import { explanationBox } from '../components/explained.ts';
import { header } from '../components/header.ts';
import { fillDefinitions } from '../components/model-mark.ts';
import { waitsRead } from '../components/progress-rows.ts';
import { keysButton, keysDialog } from '../components/keys-dialog.ts';
import { strips } from '../components/strips.ts';
import { TAB_PANEL_ID, tabBar } from '../components/tab-bar.ts';
import { announcement } from '../state/summary.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { openView, visibleViews } from './registry.ts';

/** The whole panel. `said` is read out to those who do not see it ("Copied"). */
export function shell(screen: Screen, actions: Actions, said: string): TemplateResult {
  const view = openView(screen);
  const tabs = visibleViews(screen).map(({ id, title, count }) => ({ id, title, count: count(screen) }));
  return html`${fillDefinitions([...screen.looks.values()])}
    <div class="top">
      ${header(screen, actions)}
      <div class="tab-row">${tabBar(tabs, view.id, (tab) => actions.openTab(tab))}${keysButton()}</div>
    </div>
    ${strips(screen, actions)}
    <main
      id=${TAB_PANEL_ID}
      class="view view-${view.id}"
      role="tabpanel"
      aria-labelledby="tab-${view.id}"
      data-scroller
    >
      ${keyed(view.id, html`<div class="page">${view.render(screen, actions)}</div>`)}
    </main>
    <p class="visually-hidden" role="status" aria-live="polite">${said === '' ? announcement(screen) : said}</p>
    <div class="visually-hidden" aria-live="polite">${waitsRead(screen)}</div>
    ${keysDialog()} ${explanationBox((section) => actions.act('open-statistics', section))}
    <p class="toast ${said === '' ? '' : 'shown'}" aria-hidden="true">${said}</p>`;
}

/** Before the first snapshot. */
export const OPENING = html`<p class="opening">Opening the run…</p>`;
