import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { keyedList } from '../components/keyed-list.ts';
import type { GroupRow, Rung } from '../../src/core/analysis/rows.ts';
import { tabSeparated } from '../../src/core/text/csv-cells.ts';
import { fieldTally } from '../components/field-tally.ts';
import { filterBox } from '../components/filter-box.ts';
import { funnelSteps, leftOutLine } from '../components/funnel-line.ts';
import { handBar, refusal } from '../components/hand-bar.ts';
import { icon } from '../components/icons.ts';
import { itemChips } from '../components/item-chips.ts';
import { emptyState, rowError } from '../components/notices.ts';
import { readingMenus } from '../components/reading-menus.ts';
import { openOutputs } from '../components/condition-tables.ts';
import { RUNG_ROWS, rungTable, rungWant } from '../components/rung-table.ts';
import { tallyCells, tallyClass, tallyHeads } from '../components/tally.ts';
import { variantRows, variantWant } from '../components/variant-rows.ts';
import { anchorOf, chosenAfter } from '../state/choosing.ts';
import { sortByOrder } from '../state/order.ts';
import { readingWants } from '../state/readings.ts';
import type { Want } from '../state/rows.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { tallyTable } from '../state/tally-table.ts';
import type { ViewState } from '../state/view-state.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import type { View } from './view.ts';
import { BUTTONS, SAID, EMPTY } from '../text/strings.ts';

/** Rows of one page of the table. */
const PAGE = 100;

/** The tally: every answer, and how outputs became answers. */
export const answersView: View = {
  id: 'answers',
  title: 'Answers',
  applies: () => true,
  count: ({ report }) => report?.groupsTotal ?? null,
  wants: (screen) => {
    const { rung, open, page } = screen.view.answers;
    if (rung !== 'groups') return [rungWant(rung, page)];
    return [groupsWant(screen), ...open.map(variantWant), ...readingWants(screen)];
  },
  render: (screen, actions) => {
    if (screen.report === null || screen.report.counts.trials === 0) {
      return emptyState(EMPTY.answers);
    }
    const shown = screen.view.answers.rung === 'groups' ? tally(screen, actions) : rungPart(screen, actions);
    return html`${funnel(screen, actions)}${shown}`;
  },
};

type GroupsWant = Extract<Want, { readonly method: 'groups' }>;

function groupsWant({ view }: Screen): GroupsWant {
  const { filter, page } = view.answers;
  return { slot: 'groups', method: 'groups', params: { offset: page * PAGE, limit: PAGE, text: filter } };
}

type AnswersState = ViewState['answers'];

function change(actions: Actions, part: Partial<AnswersState>): void {
  actions.change((view) => ({ ...view, answers: { ...view.answers, ...part } }));
}

function funnel(screen: Screen, actions: Actions): TemplateResult {
  const { report, view } = screen;
  if (report === null) return html``;
  const leftOut = leftOutLine(report.counts);
  return html`<div class="funnel" role="group" aria-label="From outputs to answers">
      ${funnelSteps(report.funnel, report.extractor).map(
        ({ rung, count, noun, caption }) =>
          html`<button
            class="step"
            data-rung=${rung}
            aria-pressed=${rung === view.answers.rung ? 'true' : 'false'}
            @click=${() => change(actions, { rung, page: 0 })}
          >
            <span><span class="step-count">${formatCount(count)}</span> ${noun}</span>
            <span class="step-caption">${caption}</span>
          </button>`,
      )}
    </div>
    ${leftOut === '' ? nothing : html`<p class="note">${leftOut}</p>`}`;
}

/** The rows of the page. The largest groups come with the snapshot: what it says elsewhere ("150 of 150 answered") is never ahead of them. */
function currentRows({ report, view }: Screen, rows: readonly GroupRow[] | undefined): readonly GroupRow[] | undefined {
  const { filter, page } = view.answers;
  if (report === null || filter !== '' || page > 0) return rows;
  const { groups } = report;
  const known = new Set(groups.map(({ id }) => id));
  return [...groups, ...(rows ?? []).slice(groups.length).filter(({ id }) => !known.has(id))];
}

function tally(screen: Screen, actions: Actions): TemplateResult {
  const { run, report, view, rows } = screen;
  const { filter: text } = view.answers;
  const { value, current, error } = rows.read(groupsWant(screen));
  const listed = currentRows(screen, value?.rows);
  const shown = screen.running && view.answers.page === 0 ? sortByOrder(listed ?? [], screen.order) : listed;
  return html`<div class="toolbar">
      ${filterBox('Filter answers', text, (filter) => change(actions, { filter, page: 0 }))} ${handBar(screen, actions)}
      <span class="right dim">
        ${readingMenus(screen, actions)}
        <button class="link" @click=${() => actions.take({ kind: 'copy-tally', run, text })}>
          ${BUTTONS.copyTable}
        </button>
        <button class="link" @click=${() => actions.take({ kind: 'save-tally', run, text })}>
          ${BUTTONS.saveTable}
        </button>
      </span>
    </div>
    ${refusal(screen, actions)} ${rowError(error)}
    ${report === null ? nothing : itemChips(report, (item) => openOutputs({ text: item }, screen, actions))}
    ${fieldTally(screen)}
    ${
      shown === undefined
        ? nothing
        : html`<table class="grid ${tallyClass(shown)} answers" aria-busy=${current ? 'false' : 'true'}>
            <thead>
              <tr>
                <th class="toggle"><span class="visually-hidden">Wordings</span></th>
                <th class="toggle"><span class="visually-hidden">Chosen</span></th>
                ${tallyHeads(screen)}
                <th class="row-tools"><span class="visually-hidden">Copy</span></th>
              </tr>
            </thead>
            ${keyedList(
              shown,
              ({ id }) => id,
              (group) => groupBody(group, shown, screen, actions),
            )}
          </table>`
    }
    ${
      value !== undefined && value.total === 0
        ? html`<p class="note">No answer contains “${view.answers.filter}”.</p>`
        : nothing
    }
    ${
      (value?.total ?? 0) > 0
        ? html`<p class="note">
            Click an answer to read its outputs; open a row to see its wordings and why they were joined. Choose two
            answers to merge them. Every merge and split is kept with the run and can be undone.
          </p>`
        : nothing
    }
    ${pager(value?.total ?? 0, PAGE, view.answers.page, actions)}`;
}

function groupBody(group: GroupRow, rows: readonly GroupRow[], screen: Screen, actions: Actions): TemplateResult {
  const { answers, hand } = screen.view;
  const { open } = answers;
  const isOpen = open.includes(group.id);
  const toggle = (): void =>
    change(actions, { open: isOpen ? open.filter((id) => id !== group.id) : [...open, group.id] });
  const choose = (event: MouseEvent): void => chooseGroup(group, rows, event.shiftKey, actions);
  const copy = (): void =>
    actions.take({ kind: 'copy', text: tabSeparated(tallyTable([group], screen.run)), said: SAID.copiedRow });
  const name = shorten(group.answer, 60);
  return html`<tbody class=${isOpen ? 'open' : ''}>
    <tr
      tabindex="-1"
      data-step
      class=${hand.groups.includes(group.id) ? 'chosen-row' : ''}
      @probe-open=${toggle}
      @probe-copy=${copy}
      @probe-choose=${(event: CustomEvent<{ readonly shiftKey: boolean }>) =>
        chooseGroup(group, rows, event.detail.shiftKey, actions)}
    >
      <td class="toggle">
        <button
          class="plain"
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-label="Wordings of ${name}"
          @click=${toggle}
        >
          ${icon(isOpen ? 'chevron-down' : 'chevron-right')}
        </button>
      </td>
      <td class="toggle">
        <input
          type="checkbox"
          aria-label="Choose ${name}"
          .checked=${live(hand.groups.includes(group.id))}
          @click=${choose}
        />
      </td>
      ${tallyCells(group, screen, actions)}
      <td class="row-tools">
        <button class="plain" title="Copy the row" aria-label="Copy the row of ${name}" @click=${copy}>
          ${icon('copy')}
        </button>
      </td>
    </tr>
    ${isOpen ? variantRows(group, screen, actions) : nothing}
  </tbody>`;
}

function chooseGroup({ id }: GroupRow, rows: readonly GroupRow[], isRange: boolean, actions: Actions): void {
  const ids = rows.map((row) => row.id);
  actions.change((view) => {
    const groups = chosenAfter(view.hand.groups, id, ids, isRange ? anchorOf(view.hand) : null);
    return { ...view, hand: { ...view.hand, groups } };
  });
}

function rungPart(screen: Screen, actions: Actions): TemplateResult {
  const { rung, page } = screen.view.answers;
  const total = screen.rows.read(rungWant(rung, page)).value?.total ?? 0;
  return html`${rungTable(screen, rung as Exclude<Rung, 'groups'>, page)}${pager(total, RUNG_ROWS, page, actions)}`;
}

function pager(total: number, size: number, page: number, actions: Actions): TemplateResult | typeof nothing {
  if (total <= size) return nothing;
  const last = Math.ceil(total / size) - 1;
  const from = page * size + 1;
  const go = (to: number): void => change(actions, { page: to });
  return html`<nav class="pager" aria-label="Pages">
    <button class="link" ?disabled=${page === 0} @click=${() => go(page - 1)}>‹ Previous</button>
    <span>${formatCount(from)}–${formatCount(Math.min(total, from + size - 1))} of ${formatCount(total)}</span>
    <button class="link" ?disabled=${page >= last} @click=${() => go(page + 1)}>Next ›</button>
  </nav>`;
}
