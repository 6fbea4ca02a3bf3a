import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { READING_STATUSES } from '../../src/core/model/reading-status.ts';
import type { Counts } from '../../src/core/model/report.ts';
import { modalGroup, phrasesOf } from '../state/card-text.ts';
import { conditionShown } from '../state/listing.ts';
import { countedOf } from '../state/report.ts';
import type { Actions, Screen } from '../state/screen.ts';
import type { Passage, ViewState } from '../state/view-state.ts';
import { answerLabels } from '../text/answer-labels.ts';
import { formatCount, plural } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { menuOf } from './menu.ts';
import { modelName } from './model-mark.ts';
import { SAID } from '../text/strings.ts';

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

/** How outputs ended, to choose one; only where they did not all end alike. */
function statusChoice({ report, view }: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (report === null) return nothing;
  const { status: chosen } = view.cards;
  const found = READING_STATUSES.filter((status) => countOf(status, report.counts) > 0 || status === chosen);
  if (found.length < 2 && chosen === null) return nothing;
  return selection(
    'Only outputs that ended so',
    'all outcomes',
    found.map((status) => [status, `${WORDS[status]} ${formatCount(countOf(status, report.counts))}`]),
    chosen,
    (id) => change(actions, { status: READING_STATUSES.find((status) => status === id) ?? null }),
  );
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

/** Narrows the outputs to one condition, where there are several. */
export function conditionFilter({ run, view }: Screen, actions: Actions): TemplateResult | typeof nothing {
  const count = run.conditions.length;
  if (count < 2) return nothing;
  return selection(
    'Only outputs to this condition',
    `all ${formatCount(count)} conditions`,
    run.conditions.map(({ id }, at) => [id, `${id} · ${formatCount(at + 1)} of ${formatCount(count)}`]),
    conditionShown({ run, view }),
    (condition) => change(actions, { condition, allConditions: condition === null }),
  );
}

/** What outputs have, to choose one; only where traits were looked for. */
function traitChoice({ report, view }: Screen, actions: Actions): TemplateResult | typeof nothing {
  const traits = report?.traits ?? [];
  if (traits.length === 0) return nothing;
  return selection(
    'Only outputs with this trait',
    'any traits',
    traits.map(({ trait, label, count }) => [trait, `${label} ${formatCount(count)}`]),
    view.outputs.trait,
    (trait) => chooseTrait(trait, actions),
  );
}

const chooseTrait = (trait: string | null, actions: Actions): void =>
  actions.change((old) => ({ ...old, outputs: { ...old.outputs, trait } }));

const passAll = (actions: Actions): void =>
  actions.change((old) => ({ ...old, outputs: { ...old.outputs, through: null } }));

/** Characters of a piece of a path. */
const PASSAGE = 40;

const throughWords = ({ words }: Passage): string => `through “${shorten(words, PASSAGE)}”`;

/** Characters of an answer in the list of answers. */
const ANSWER = 40;

/** Narrows the outputs to one answer. */
export function answerFilter({ report, view }: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { group: chosen } = view.outputs;
  if (report === null || (report.groupsTotal < 2 && chosen === null)) return nothing;
  const labels = answerLabels(
    report.groups.map(({ answer }) => answer),
    ANSWER,
  );
  const listed = report.groups.map(({ id, count }, at) => [id, `${labels[at] ?? ''} · ${formatCount(count)}`] as const);
  const rare = chosen !== null && listed.every(([id]) => id !== chosen) ? [[chosen, 'one answer'] as const] : [];
  return selection(
    'Only outputs with this answer',
    plural(report.groupsTotal, 'answer'),
    [...listed, ...rare],
    chosen,
    (group) => actions.change((old) => ({ ...old, outputs: { ...old.outputs, group } })),
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

/** What is marked in the texts, what they are compared with, and which outcomes and traits are shown: behind one button. */
export function viewMenu(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const items = [...toggles(screen, actions), statusChoice(screen, actions), traitChoice(screen, actions)].filter(
    (item) => item !== nothing,
  );
  if (items.length === 0) return nothing;
  return menuOf(
    'View ▾: what is shown and marked',
    'View ▾',
    html`${items.map((item) => html`<div class="menu-item">${item}</div>`)}`,
  );
}

/** What of it narrows the outputs, each taken back with a press. */
export function narrowings({ report, view }: Screen, actions: Actions): readonly TemplateResult[] {
  const { status } = view.cards;
  const { through } = view.outputs;
  const trait = report?.traits?.find((one) => one.trait === view.outputs.trait);
  const chip = (name: string, onPress: () => void): TemplateResult =>
    html`<button class="pill" aria-pressed="true" title="Show all again" @click=${onPress}>
      <bdi>${name}</bdi> ×
    </button>`;
  return [
    ...(status === null ? [] : [chip(WORDS[status], () => change(actions, { status: null }))]),
    ...(through === null ? [] : [chip(throughWords(through), () => passAll(actions))]),
    ...(trait === undefined ? [] : [chip(trait.label, () => chooseTrait(null, actions))]),
  ];
}

function toggles({ report, view }: Screen, actions: Actions): readonly TemplateResult[] {
  const canMark = phrasesOf(report) !== null;
  const canCompare = modalGroup(report) !== null && (report?.funnel.raw ?? 0) > 1;
  const isLeftOut = report?.counts.echoed !== undefined;
  const hasEcho = (report?.echo ?? []).length > 0;
  const { echo, shared, diff } = view.cards;
  return [
    ...(hasEcho ? [toggle('Mark what the prompt said', echo, () => change(actions, { echo: !echo }))] : []),
    ...(hasEcho || isLeftOut
      ? [
          toggle(
            'Leave out what the prompt said',
            isLeftOut,
            () => actions.readAs({ leaveOutEcho: !isLeftOut }, isLeftOut ? SAID.echoCounted : SAID.echoLeftOut),
            'Answers that stand in their own prompt do not count in any figure of how much the answers converge',
          ),
        ]
      : []),
    ...(canMark ? [toggle('Mark what others also say', shared, () => change(actions, { shared: !shared }))] : []),
    ...(canCompare
      ? [
          toggle(
            'Diff against the most frequent answer',
            diff,
            () => change(actions, { diff: !diff }),
            'Compares each output word by word with the most frequent wording of the most frequent answer',
          ),
        ]
      : []),
  ];
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
