import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';

/** Chips that are shown, and characters of each. */
const MOST_CHIPS = 12;
const CHIP_LENGTH = 60;

/** The things that answers list, with in how many lists each is; `nothing` where none is listed. `onOpen` shows the outputs with a thing. */
export function itemChips(
  { named }: Pick<PanelReport, 'named'>,
  onOpen: (text: string) => void,
): TemplateResult | typeof nothing {
  const items = named?.items ?? [];
  if (named === undefined || items.length === 0) return nothing;
  const rest = items.length - MOST_CHIPS;
  return html`<div class="pills" role="group" aria-label="What is listed">
    ${items.slice(0, MOST_CHIPS).map(
      ({ item, outputs }, index) =>
        html`<button class="pill" title="Show the outputs that list this" @click=${() => onOpen(item)}>
          <bdi>${shorten(item, CHIP_LENGTH)}</bdi>
          <span class="num">${formatCount(outputs)}${index === 0 ? ` of ${formatCount(named.named)}` : nothing}</span>
        </button>`,
    )}
    ${rest > 0 ? html`<span class="dim">${formatCount(rest)} more</span>` : nothing}
  </div>`;
}
