import { html, nothing, type TemplateResult } from 'lit/html.js';
import { newParts } from '../../src/core/analysis/parts/told.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';

/** Chips that are shown, and characters of each. */
const MOST_CHIPS = 8;
const CHIP_LENGTH = 60;

/**
 * What many outputs share and the tally does not tell, with in how many of them it is; `nothing` where there is none. `onOpen` shows the
 * outputs that hold a part.
 */
export function partChips(
  { sharedParts, groups, funnel }: Pick<PanelReport, 'sharedParts' | 'groups' | 'funnel'>,
  onOpen: (text: string) => void,
  most = MOST_CHIPS,
): TemplateResult | typeof nothing {
  const parts = newParts(sharedParts, groups).slice(0, most);
  if (parts.length === 0) return nothing;
  return html`<div class="pills" role="group" aria-label="Shared wording">
    ${parts.map(
      ({ text, outputs }, index) =>
        html`<button class="pill" title="Show the outputs that hold this" @click=${() => onOpen(text)}>
          <bdi>${shorten(text, CHIP_LENGTH)}</bdi>
          <span class="num"
            >${formatCount(outputs)}${index === 0 ? ` of ${formatCount(funnel.outputs)}` : nothing}</span
          >
        </button>`,
    )}
  </div>`;
}
