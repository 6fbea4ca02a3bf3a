import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';
import { own } from '../../src/core/own.ts';
import { formatCount } from '../text/format.ts';
import { COLOURS, type Look, type SHAPES } from '../state/look.ts';
import { PATTERN_PATHS, PATTERN_STRENGTH, TILE } from '../charts/patterns.ts';

const SHAPE_PATHS: Record<(typeof SHAPES)[number], string> = {
  square: 'M1 1H9V9H1Z',
  circle: 'M5 0.5A4.5 4.5 0 1 1 5 9.5A4.5 4.5 0 1 1 5 0.5Z',
  triangle: 'M5 0.5L9.8 9.2H0.2Z',
  diamond: 'M5 0L10 5L5 10L0 5Z',
  cross: 'M3.4 0.5H6.6V3.4H9.5V6.6H6.6V9.5H3.4V6.6H0.5V3.4H3.4Z',
  ring: 'M5 0.5A4.5 4.5 0 1 1 5 9.5A4.5 4.5 0 1 1 5 0.5ZM5 3A2 2 0 1 0 5 7A2 2 0 1 0 5 3Z',
};

/** Class that gives an element the model's colour. */
export function colourClass(look: Look): string {
  return `model-${COLOURS[look.colour] ?? 'orange'}`;
}

/** The coloured shape that stands for a model. */
export function modelMark(look: Look): TemplateResult {
  return html`<svg class="mark ${colourClass(look)}" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
    ${svg`<path d=${SHAPE_PATHS[look.shape]} />`}
  </svg>`;
}

/** Shape and name of a model. */
export function modelName(look: Look, suffix = ''): TemplateResult {
  const name = suffix === '' ? look.label : `${look.label} · ${suffix}`;
  return html`<span class="model" title=${name}>${modelMark(look)}<bdi>${name}</bdi></span>`;
}

/** How often each model says something: its mark and a count; those that never do are left out. */
export function markCounts(byTarget: Readonly<Record<string, number>>, looks: readonly Look[]): TemplateResult {
  // A space between two of them is for those who hear or copy them; a row of boxes shows none.
  return html`<span class="mark-counts">
    ${looks.map((look) => {
      const count = own(byTarget, look.target) ?? 0;
      return count === 0
        ? nothing
        : html`<span class="mark-count" title="${look.label}: ${formatCount(count)}"
              >${modelMark(look)}<span class="visually-hidden">${look.label} </span
              ><span class="num">${formatCount(count)}</span></span
            >${' '}`;
    })}
  </span>`;
}

/** What a bar of a model is filled with: its colour under its pattern. */
export function barFill(look: Look): string {
  return `url(#fill-${look.slot})`;
}

/** The same by target id. */
export function fillIn(looks: ReadonlyMap<string, Look>, target: string): string {
  const look = looks.get(target);
  return look === undefined ? 'currentColor' : barFill(look);
}

/** Defines what `barFill` names; stands once in the page. */
export function fillDefinitions(looks: readonly Look[]): TemplateResult {
  return html`<svg class="definitions" width="0" height="0" aria-hidden="true">
    <defs>${looks.map(fillDefinition)}</defs>
  </svg>`;
}

function fillDefinition(look: Look): SVGTemplateResult {
  return svg`<pattern id="fill-${look.slot}" width=${TILE} height=${TILE} patternUnits="userSpaceOnUse">
    <rect class=${colourClass(look)} width=${TILE} height=${TILE} />
    <path class="hatch" d=${PATTERN_PATHS[look.pattern]} opacity=${PATTERN_STRENGTH}
      stroke-width=${look.pattern === 'dots' ? 2 : 1} />
  </pattern>`;
}
