import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { GroupRow } from '../../src/core/analysis/rows.ts';
import type { GroupVariant } from '../../src/core/model/report.ts';
import type { Want } from '../state/rows.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { rowError } from './notices.ts';

/** Wordings that are shown of one group. */
const MOST_VARIANTS = 100;
/** Characters of a wording that a row shows. */
const VARIANT_LENGTH = 300;

/** The wordings of a group. */
export function variantWant(group: string): Extract<Want, { readonly method: 'variants' }> {
  return { slot: `variants ${group}`, method: 'variants', params: { group } };
}

/** The wordings inside a group, most frequent first, each with why it was joined. */
export function variantRows(group: GroupRow, screen: Screen): TemplateResult {
  const { value, error } = screen.rows.read(variantWant(group.id));
  const more = (value?.length ?? 0) - MOST_VARIANTS;
  return html`<tr class="variants">
    <td></td>
    <td colspan="5">
      ${rowError(error)}
      <ul>
        ${(value ?? []).slice(0, MOST_VARIANTS).map((variant) => variantRow(variant, screen))}
      </ul>
      ${more > 0 ? html`<p class="note">${formatCount(more)} more wordings; its outputs hold them all.</p>` : nothing}
    </td>
  </tr>`;
}

function variantRow({ text, count, why, byTarget }: GroupVariant, { looks }: Screen): TemplateResult {
  const models = [...looks.values()].flatMap(({ target, label }) => {
    const times = byTarget[target] ?? 0;
    return times === 0 ? [] : [`${label} ×${formatCount(times)}`];
  });
  return html`<li>
    <span class="num">${formatCount(count)}</span>
    <span class="variant-text" dir="auto" title=${shorten(text, 2000)}>${shorten(text, VARIANT_LENGTH)}</span>
    <span class="why dim">${why === '' ? 'names the group' : why}</span>
    <span class="variant-models dim">${models.join(', ')}</span>
  </li>`;
}
