import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { READING_STATUSES } from '../../src/core/model/reading-status.ts';
import type { Counts } from '../../src/core/model/report.ts';
import { modalGroup, phrasesOf } from '../state/card-text.ts';
import { conditionShown } from '../state/listing.ts';
import { countedOf } from '../state/report.ts';
import type { Actions, Screen } from '../state/screen.ts';
import type { ViewState } from '../state/view-state.ts';
import { formatCount } from '../text/format.ts';
import { menuOf } from './menu.ts';
import { modelName } from './model-mark.ts';

/** How outputs are read and which are shown: by status, by model, compared and marked. */

type Cards = ViewState['cards'];
type Status = NonNullable<Cards['status']>;

const change = (actions: Actions, part: Partial<Cards>): void =>
  actions.change((view) => ({ ...view, cards: { ...view.cards, ...part } }));

const WORDS: Readonly<Record<Status, string>> = {
  counted: 'with an answer',
  unparsed: 'no answer found',
  'out-of-range': 'out of range',
  echo: 'held by the prompt',
  unreadable: 'took too long to read',
  refused: 'refused',
  empty: 'empty',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** How many outputs were read so. */
function countOf(status: Status, counts: Counts): number {
  if (status === 'counted') return countedOf(counts);
  if (status === 'echo') return counts.echoed ?? 0;
  if (status === 'unreadable') return counts.unreadable ?? 0;
  return status === 'out-of-range' ? counts.outOfRange : counts[status];
}

/** Narrows the outputs to those that ended in one way; only where they did not all end alike. */
export function statusFilter({ report, view }: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (report === null) return nothing;
  const { status: chosen } = view.cards;
  const found = READING_STATUSES.filter((status) => countOf(status, report.counts) > 0 || status === chosen);
  if (found.length < 2 && chosen === null) return nothing;
  const choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    change(actions, { status: READING_STATUSES.find((status) => status === value) ?? null });
  };
  return html`<select
    class="select"
    aria-label="Only outputs that ended so"
    .value=${live(chosen ?? '')}
    @change=${choose}
  >
    <option value="" ?selected=${chosen === null}>all outcomes</option>
    ${found.map(
      (status) =>
        html`<option value=${status} ?selected=${status === chosen}>
          ${WORDS[status]} ${formatCount(countOf(status, report.counts))}
        </option>`,
    )}
  </select>`;
}

/** Which models have a column; one at least. */
export function modelFilter({ looks, view }: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (looks.size < 2) return nothing;
  const models = [...looks.values()];
  const hidden = new Set(view.cards.hidden);
  const shown = models.filter(({ target }) => !hidden.has(target));
  const toggle = (target: string): void => {
    const others = view.cards.hidden.filter((other) => other !== target);
    change(actions, { hidden: hidden.has(target) ? others : [...others, target] });
  };
  const face =
    shown.length === models.length ? 'All models ▾' : `${shown.length} of ${formatCount(models.length)} models ▾`;
  return menuOf(
    `${face}: which models are shown`,
    face,
    models.map(
      (look) =>
        html`<label class="menu-item">
          <input
            type="checkbox"
            .checked=${live(!hidden.has(look.target))}
            ?disabled=${shown.length === 1 && !hidden.has(look.target)}
            @click=${() => toggle(look.target)}
          />
          ${modelName(look)}
        </label>`,
    ),
  );
}

/** Narrows the outputs to one condition, where there are several; says how many are not shown. */
export function conditionFilter({ run, view }: Screen, actions: Actions): TemplateResult | typeof nothing {
  const count = run.conditions.length;
  if (count < 2) return nothing;
  const chosen = conditionShown({ run, view });
  return html`<span class="with-count"
    >${selection(
      'Only outputs to this condition',
      `all ${formatCount(count)} conditions`,
      run.conditions.map(({ id }) => [id, id]),
      chosen,
      (condition) => change(actions, { condition, allConditions: condition === null }),
    )}${chosen === null ? nothing : html`<span class="dim">1 of ${formatCount(count)} conditions</span>`}</span
  >`;
}

/** Narrows the outputs to those with one trait, where traits were looked for. */
export function traitFilter({ report, view }: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { trait: chosen } = view.outputs;
  const traits = report?.traits ?? [];
  if (traits.length === 0) return nothing;
  return selection(
    'Only outputs with this trait',
    'any traits',
    traits.map(({ trait, label, count }) => [trait, `${label} ${formatCount(count)}`]),
    chosen,
    (trait) => actions.change((old) => ({ ...old, outputs: { ...old.outputs, trait } })),
  );
}

/** A list to choose one of; its first entry chooses none. */
function selection(
  label: string,
  all: string,
  options: readonly (readonly [string, string])[],
  chosen: string | null,
  onChoose: (id: string | null) => void,
): TemplateResult {
  const choose = (event: Event): void => onChoose((event.target as HTMLSelectElement).value || null);
  return html`<select class="select" aria-label=${label} .value=${live(chosen ?? '')} @change=${choose}>
    <option value="" ?selected=${chosen === null}>${all}</option>
    ${options.map(([id, name]) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}
  </select>`;
}

/** What is marked in the texts, and what they are compared with. */
export function readingSwitches(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { report, view } = screen;
  const modal = modalGroup(report);
  const canMark = phrasesOf(report) !== null;
  const canCompare = modal !== null && (report?.funnel.raw ?? 0) > 1;
  const isLeftOut = report?.counts.echoed !== undefined;
  const hasEcho = (report?.echo ?? []).length > 0;
  if (!canMark && !canCompare && !hasEcho && !isLeftOut) return nothing;
  return html`<span class="right switches">
    ${hasEcho ? toggle('mark what the prompt said', view.cards.echo, () => change(actions, { echo: !view.cards.echo })) : nothing}
    ${
      hasEcho || isLeftOut
        ? toggle(
            'leave out what the prompt said',
            isLeftOut,
            () =>
              actions.readAs(
                { leaveOutEcho: !isLeftOut },
                isLeftOut ? 'Counting what the prompt said, too.' : 'Left out what the prompt said.',
              ),
            'Answers that stand in their own prompt do not count in any figure of how much the answers converge',
          )
        : nothing
    }
    ${canMark ? toggle('mark what others also say', view.cards.shared, () => change(actions, { shared: !view.cards.shared })) : nothing}
    ${
      canCompare
        ? toggle(
            'diff against the most frequent answer',
            view.cards.diff,
            () => change(actions, { diff: !view.cards.diff }),
            'Compares each output word by word with the most frequent wording of the most frequent answer',
          )
        : nothing
    }
  </span>`;
}

function toggle(name: string, on: boolean, onToggle: () => void, title = ''): TemplateResult {
  return html`<label title=${title}><input type="checkbox" .checked=${live(on)} @click=${onToggle} />${name}</label>`;
}

/** What the marks in the texts mean, as far as there are any. */
export function marksNote({ view, report }: Screen, hasAside: boolean): string {
  const { diff, shared, echo } = view.cards;
  return [
    ...(hasAside ? ['Grey text was set aside when grouping: it is not part of the answer.'] : []),
    ...(shared && phrasesOf(report) !== null ? ['Marked text is said by other models, too.'] : []),
    ...(echo && (report?.echo ?? []).length > 0 ? ['Text with a dotted line was said by the prompt.'] : []),
    ...(diff ? ['Underlined text is not in the most frequent answer, struck-through text only there.'] : []),
  ].join(' ');
}
