import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { GroupRow } from '../../src/core/analysis/rows.ts';
import { sortByOrder } from '../state/order.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { answerLabels } from '../text/answer-labels.ts';

/** Groups that get a pill of their own. */
const MOST_PILLS = 8;
/** Characters of one. */
const LABEL = 26;

/** Pills that narrow the outputs to one group. */
export function groupPills(screen: Screen, actions: Actions): TemplateResult {
  const { report, view } = screen;
  const chosen = view.outputs.group;
  const largest = (report?.groups ?? []).slice(0, MOST_PILLS);
  const other = largest.some(({ id }) => id === chosen) ? [] : (report?.groups ?? []).filter(({ id }) => id === chosen);
  const rest = (report?.groupsTotal ?? 0) - largest.length - other.length;
  const choose = (group: string | null): void =>
    actions.change((old) => ({ ...old, outputs: { ...old.outputs, group } }));
  const shown = [...sortByOrder(largest, screen.order), ...other];
  const labels = answerLabels(
    shown.map(({ answer }) => answer),
    LABEL,
  );
  const trials = report?.counts.trials ?? 0;
  return html`<div class="pills" role="group" aria-label="Only one answer">
    <button class="pill" aria-pressed=${chosen === null ? 'true' : 'false'} @click=${() => choose(null)}>
      All <span class="num">${formatCount(trials)}</span>
    </button>
    ${shown.map((group, index) => pill(group, labels[index] ?? group.answer, screen, choose))}
    ${
      chosen !== null && other.length === 0 && !largest.some(({ id }) => id === chosen)
        ? html`<button class="pill" aria-pressed="true" @click=${() => choose(null)}>one answer ×</button>`
        : nothing
    }
    ${
      rest > 0
        ? html`<button class="link" @click=${() => actions.openTab('answers')}>${formatCount(rest)} more ›</button>`
        : nothing
    }
  </div>`;
}

function pill(group: GroupRow, label: string, screen: Screen, choose: (group: string | null) => void): TemplateResult {
  const pressed = screen.view.outputs.group === group.id;
  return html`<button
    class="pill"
    title=${shorten(group.answer, 300)}
    aria-pressed=${pressed ? 'true' : 'false'}
    @click=${() => choose(pressed ? null : group.id)}
  >
    <bdi>${label}</bdi>
    <span class="num">${formatCount(group.count)}</span>
  </button>`;
}
