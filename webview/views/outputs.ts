import { html, nothing, type TemplateResult } from 'lit/html.js';
import { keyedList } from '../components/keyed-list.ts';
import { card, emptyCard } from '../components/card.ts';
import { cssProperties } from '../components/css-properties.ts';
import { filterBox } from '../components/filter-box.ts';
import { colourClass, modelName } from '../components/model-mark.ts';
import { emptyState, rowError } from '../components/notices.ts';
import { refusal } from '../components/hand-bar.ts';
import {
  answerFilter,
  conditionFilter,
  marksNote,
  modelFilter,
  narrowings,
  viewMenu,
} from '../components/reading-tools.ts';
import { variantWant } from '../components/variant-rows.ts';
import { modalGroup } from '../state/card-text.ts';
import { type ColumnWindow, columnWindows, isNarrowed, outputWants, textWants } from '../state/listing.ts';
import { cardPageWants } from '../state/page-rows.ts';
import type { Want } from '../state/rows.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { icon } from '../components/icons.ts';
import { formatCount } from '../text/format.ts';
import type { View } from './view.ts';
import { BUTTONS, EMPTY } from '../text/strings.ts';

/** Everything the models said: one column per model, one card per trial. */
export const outputsView: View = {
  id: 'outputs',
  title: 'Outputs',
  applies: () => true,
  count: ({ report }) => report?.counts.trials ?? null,
  wants: (screen) => [...outputWants(screen), ...textWants(screen), ...modalWants(screen), ...cardPageWants(screen)],
  render: (screen, actions) => {
    if (screen.report === null || screen.report.counts.trials === 0) {
      return emptyState(EMPTY.outputs);
    }
    const windows = columnWindows(screen);
    const note = marksNote(screen, hasSetAside(windows));
    return html`<div class="toolbar">
        ${filterBox('Filter outputs', screen.view.outputs.filter, (filter) =>
          actions.change((view) => ({ ...view, outputs: { ...view.outputs, filter } })),
        )}
        ${answerFilter(screen, actions)} ${conditionFilter(screen, actions)} ${modelFilter(screen, actions)}
        ${viewMenu(screen, actions)} ${narrowings(screen, actions)}
      </div>
      ${refusal(screen, actions)}
      <div class="listing" data-listing tabindex="0" role="region" aria-label="Outputs by model">
        <div class="columns" ${cssProperties({ '--columns': String(windows.length) })}>
          ${keyedList(
            windows.map((window, at) => ({ window, place: { at, of: windows.length } })),
            ({ window }) => window.column.key,
            ({ window, place }) => outputColumn(window, place, screen, actions),
          )}
        </div>
        ${note === '' ? nothing : html`<p class="note listing-note">${note}</p>`}
      </div>`;
  },
};

/** The wordings of the answer that outputs are compared with. */
function modalWants({ view, report }: Screen): readonly Want[] {
  const group = modalGroup(report);
  return view.cards.diff && group !== null ? [variantWant(group.id)] : [];
}

function outputColumn(window: ColumnWindow, place: Place, screen: Screen, actions: Actions): TemplateResult {
  const { column, slice, total, error, current } = window;
  const look = screen.looks.get(column.target);
  if (look === undefined) return html``;
  const indexes = Array.from({ length: slice.end - slice.first }, (_, offset) => slice.first + offset);
  return html`<section
    class="column"
    data-key=${column.key}
    aria-label=${column.suffix === '' ? look.label : `${look.label}, ${column.suffix}`}
    aria-busy=${current ? 'false' : 'true'}
  >
    <h2 class="column-head ${colourClass(look)}">
      <span class="column-name"
        >${modelName(look)}${column.suffix === '' ? nothing : html`<span class="column-condition" title=${column.suffix}>${column.suffix}</span>`}</span
      ><small>${columnCount(window, screen)}</small>${columnSwitch(place)}
    </h2>
    ${rowError(error)}
    <div ${cssProperties({ height: `${slice.before}px` })}></div>
    ${keyedList(
      indexes,
      (index) => index,
      (index) => {
        const row = window.rowAt(index);
        return row === undefined
          ? emptyCard(index)
          : card(row, window.rowAt(index - 1), column, index, screen, actions);
      },
    )}
    <div ${cssProperties({ height: `${slice.after}px` })}></div>
    ${total === 0 ? html`<p class="note">${nothingHere(screen)}</p>` : nothing}
  </section>`;
}

/** Which of the columns it is, from 0 on. */
interface Place {
  readonly at: number;
  readonly of: number;
}

/** Where only one column fits, these lead to its neighbours. */
function columnSwitch({ at, of }: Place): TemplateResult | typeof nothing {
  if (of < 2) return nothing;
  return html`<span class="column-switch">
    <button class="plain" aria-label=${BUTTONS.previousColumn} ?disabled=${at === 0} @click=${showColumn(-1)}>
      ${icon('chevron-left')}
    </button>
    ${formatCount(at + 1)} of ${formatCount(of)}
    <button class="plain" aria-label=${BUTTONS.nextColumn} ?disabled=${at === of - 1} @click=${showColumn(1)}>
      ${icon('chevron-right')}
    </button>
  </span>`;
}

/** Moves to the neighbouring column, and the focus to the same button there. */
const showColumn =
  (by: 1 | -1) =>
  ({ currentTarget }: Event): void => {
    const button = currentTarget as HTMLElement;
    const column = button.closest('.column');
    const next = by === 1 ? column?.nextElementSibling : column?.previousElementSibling;
    const listing = button.closest<HTMLElement>('[data-listing]');
    if (!next || listing === null) return;
    listing.scrollBy({ left: next.getBoundingClientRect().left - (column?.getBoundingClientRect().left ?? 0) });
    const buttons = [...next.querySelectorAll<HTMLButtonElement>('.column-switch button')];
    const same = buttons[by === 1 ? 1 : 0];
    (same?.disabled === true ? buttons.find(({ disabled }) => !disabled) : same)?.focus({ preventScroll: true });
  };

function columnCount({ column, total }: ColumnWindow, screen: Screen): string {
  if (isNarrowed(screen) && total !== null)
    return `${formatCount(total)} of ${formatCount(column.cell?.counts.trials ?? 0)}`;
  const distinct = column.cell?.statistics['distinct']?.value ?? 0;
  return distinct === 0 ? '' : `${formatCount(distinct)} different`;
}

function nothingHere(screen: Screen): string {
  return isNarrowed(screen) ? 'No output of this model matches the filter.' : 'No answer yet.';
}

function hasSetAside(windows: readonly ColumnWindow[]): boolean {
  return windows.some(({ slice, rowAt }) => {
    for (let index = slice.first; index < slice.end; index += 1) {
      if ((rowAt(index)?.setAside.length ?? 0) > 0) return true;
    }
    return false;
  });
}
