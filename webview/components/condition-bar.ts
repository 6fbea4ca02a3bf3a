import { html, svg, type TemplateResult } from 'lit/html.js';
import { formatCount } from '../text/format.ts';

/** Strength of the first and of the last condition's colour. */
const STRONGEST = 1;
const PALEST = 0.3;

/** How strong the colour of a condition is, 0.3 ... 1: in the order of the run, the first the strongest. */
export function strengthOf(place: number, conditions: number): number {
  return conditions < 2 ? STRONGEST : STRONGEST - ((STRONGEST - PALEST) * place) / (conditions - 1);
}

const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;

/** How often something came under each condition, side by side, to the scale of `largest`. */
export function conditionBar(
  conditions: readonly string[],
  byCondition: Readonly<Record<string, number>>,
  largest: number,
): TemplateResult {
  let start = 0;
  const countOf = (id: string): number => (Object.hasOwn(byCondition, id) ? (byCondition[id] ?? 0) : 0);
  const parts = conditions.map((id, place) => {
    const share = largest === 0 ? 0 : countOf(id) / largest;
    const x = start;
    start += share;
    return svg`<rect x=${percent(x)} width=${percent(share)} height="13" opacity=${strengthOf(place, conditions.length).toFixed(2)} />`;
  });
  const label = conditions.map((id) => `${id} ${formatCount(countOf(id))}`).join(', ');
  return html`<svg class="bar condition-bar" width="100%" height="13" role="img" aria-label=${label}>
    <title>${label}</title>
    ${parts}
  </svg>`;
}

/** Which strength stands for which condition. */
export function conditionLegend(conditions: readonly string[]): TemplateResult {
  return html`<ul class="condition-legend" aria-hidden="true">
    ${conditions.map(
      (id, place) =>
        html`<li>
          <svg class="condition-bar" width="10" height="10">
            ${svg`<rect width="10" height="10" opacity=${strengthOf(place, conditions.length).toFixed(2)} />`}
          </svg>
          <bdi>${id}</bdi>
        </li>`,
    )}
  </ul>`;
}
