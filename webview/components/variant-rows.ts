import { own } from '../../src/core/own.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { GroupRow } from '../../src/core/analysis/rows.ts';
import type { GroupVariant } from '../../src/core/model/report.ts';
import { handAfterWording, wordingKey } from '../state/choosing.ts';
import type { Want } from '../state/rows.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount, plural } from '../text/format.ts';
import { foldedText, shorten } from '../text/words.ts';
import { rowError } from './notices.ts';
import { isSource } from './tally.ts';

/** Wordings that are shown of one group. */
const MOST_VARIANTS = 100;
/** Characters of a wording that a row shows. */
const VARIANT_LENGTH = 300;

/** The wordings of a group. */
export function variantWant(group: string): Extract<Want, { readonly method: 'variants' }> {
  return { slot: `variants ${group}`, method: 'variants', params: { group } };
}

/** Why a group is one, and the wordings inside it, most frequent first, each with why it was joined and a way out. */
export function variantRows(group: GroupRow, screen: Screen, actions: Actions): TemplateResult {
  const { value, error } = screen.rows.read(variantWant(group.id));
  const shown = (value ?? []).slice(0, MOST_VARIANTS);
  const more = (value?.length ?? 0) - shown.length;
  return html`<tr class="variants">
    <td colspan="2"></td>
    <td colspan="6">
      ${group.why === '' ? nothing : html`<p class="group-why">${group.why}</p>`} ${rowError(error)}
      <ul class=${shown.length > 1 ? 'can-split' : ''}>
        ${shown.map((variant) => variantRow(variant, group, shown.length > 1, screen, actions))}
      </ul>
      ${more > 0 ? html`<p class="note">${formatCount(more)} more wordings; its outputs hold them all.</p>` : nothing}
      ${splitChosen(group, shown, screen, actions)}
    </td>
  </tr>`;
}

function variantRow(
  { text, count, why, byTarget }: GroupVariant,
  group: GroupRow,
  canSplit: boolean,
  screen: Screen,
  actions: Actions,
): TemplateResult {
  const models = [...screen.looks.values()].flatMap(({ target, label }) => {
    const times = own(byTarget, target) ?? 0;
    return times === 0 ? [] : [`${label} ×${formatCount(times)}`];
  });
  return html`<li>
    ${canSplit ? chooser(text, group, screen, actions) : nothing}
    <span class="num">${formatCount(count)}</span>
    <span class="variant-text ${isSource(screen) ? 'source' : ''}" dir="auto" title=${shorten(text, 2000)}
      >${isSource(screen) ? foldedText(text) : shorten(text, VARIANT_LENGTH)}</span
    >
    <span class="why dim">${why === '' ? 'names the group' : why}</span>
    <span class="variant-models dim">${models.join(', ')}</span>
    ${canSplit ? splitOff(text, group, screen, actions) : nothing}
  </li>`;
}

function chooser(text: string, { id }: GroupRow, { view }: Screen, actions: Actions): TemplateResult {
  const key = wordingKey(text);
  const choose = (): void => actions.change((old) => ({ ...old, hand: handAfterWording(old.hand, id, key) }));
  return html`<input
    type="checkbox"
    aria-label="Choose the wording ${shorten(text, 60)}"
    .checked=${live(view.hand.of === id && view.hand.wordings.includes(key))}
    @click=${choose}
  />`;
}

function splitOff(text: string, { id }: GroupRow, { hand }: Screen, actions: Actions): TemplateResult {
  return html`<button
    class="link"
    title="Counts this wording as an answer of its own"
    aria-label="Split off ${shorten(text, 60)}"
    ?disabled=${hand.isBusy}
    @click=${() => actions.edit({ kind: 'split', group: id, texts: [text] })}
  >
    Split off
  </button>`;
}

/** Those that are chosen leave the group together. */
function splitChosen(
  { id }: GroupRow,
  shown: readonly GroupVariant[],
  { view, hand }: Screen,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (view.hand.of !== id) return nothing;
  const chosen = new Set(view.hand.wordings);
  const texts = shown.map(({ text }) => text).filter((text) => chosen.has(wordingKey(text)));
  if (texts.length === 0) return nothing;
  return html`<button
    class="button"
    title="Counts them together as an answer of its own"
    ?disabled=${hand.isBusy}
    @click=${() => actions.edit({ kind: 'split', group: id, texts })}
  >
    Split off ${plural(texts.length, 'wording')}
  </button>`;
}
