import type { Look } from '../state/look.ts';
import { shorten } from '../text/words.ts';
import { PATTERN_PATHS, PATTERN_STRENGTH, TILE } from './patterns.ts';
import { element, type SvgMarkup } from './svg-text.ts';
import type { ChartTheme } from './theme.ts';

/** What all drawings that leave the panel have in common: title, background, fills, a line below. */

/** Width of a drawing, px. */
export const WIDTH = 960;
/** Room around it, px. */
export const EDGE = 20;
/** Where the first chart begins, px. */
export const HEAD = 62;
/** Size of all text but the title, px. */
export const FONT = 11;
/** Room for the names of the models, px. */
export const NAMES = 176;

/** Names the drawing. */
export interface DrawingTitle {
  /** The prompt; shortened to a line. */
  readonly title: string;
  /** What was run, in a few words. */
  readonly aside: string;
}

/** Width that a text takes, px: about, because nothing is measured here. */
export function widthOf(text: string, size = FONT): number {
  return [...text].length * size * 0.58;
}

/** A line of text. */
export function line(
  text: string,
  x: number,
  y: number,
  theme: ChartTheme,
  more: Readonly<Record<string, string | number>> = {},
): SvgMarkup {
  return element('text', { x, y, fill: theme.foreground, 'font-size': FONT, ...more }, text);
}

/** Name of a model's fill inside a drawing. */
export function fillOf(look: Look): string {
  return `url(#fill-${look.slot})`;
}

/** The whole drawing. */
export function drawing(
  { title, aside }: DrawingTitle,
  height: number,
  looks: readonly Look[],
  theme: ChartTheme,
  content: readonly SvgMarkup[],
): string {
  const size = { width: WIDTH, height };
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${WIDTH} ${Math.ceil(height)}`,
      'font-family': theme.fontFamily,
      role: 'img',
    },
    [
      element('title', {}, shorten(title, 300)),
      element(
        'defs',
        {},
        looks.map((look) => fillDefinition(look, theme)),
      ),
      element('rect', { ...size, fill: theme.background }),
      line(shorten(title, 110), EDGE, 28, theme, { 'font-size': 14, 'font-weight': 600 }),
      line(aside, EDGE, 46, theme, { fill: theme.dim }),
      ...content,
    ],
  ).svg;
}

function fillDefinition(look: Look, theme: ChartTheme): SvgMarkup {
  const size = { width: TILE, height: TILE };
  const path = PATTERN_PATHS[look.pattern];
  return element('pattern', { id: `fill-${look.slot}`, ...size, patternUnits: 'userSpaceOnUse' }, [
    element('rect', { ...size, fill: theme.models[look.colour] ?? theme.foreground }),
    ...(path === ''
      ? []
      : [
          element('path', {
            ...{ d: path, fill: 'none', stroke: theme.background, opacity: PATTERN_STRENGTH },
            'stroke-width': look.pattern === 'dots' ? 2 : 1,
          }),
        ]),
  ]);
}

/** A model's square and name, as far as `width` px have room for it. */
export function modelLabel(look: Look, x: number, y: number, width: number, theme: ChartTheme): readonly SvgMarkup[] {
  const room = Math.max(4, Math.floor((width - 16) / (FONT * 0.58)));
  return [
    element('rect', { x, y: y - 9, width: 10, height: 10, fill: fillOf(look) }),
    line(shorten(look.label, room), x + 16, y, theme),
  ];
}
