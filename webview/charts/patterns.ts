import type { Look } from '../state/look.ts';
import type { ChartTheme } from './theme.ts';

/** Side of a pattern's tile, px. */
export const TILE = 6;

/** Path of each pattern in a tile, drawn over the model's colour in that of the background; `''` for none. */
export const PATTERN_PATHS = {
  solid: '',
  rising: 'M-1 1L1 -1M0 6L6 0M5 7L7 5',
  dots: 'M2 3H4',
  falling: 'M5 -1L7 1M0 0L6 6M-1 5L1 7',
  lines: 'M0 3H6',
  grid: 'M3 0V6M0 3H6',
} as const satisfies Record<Look['pattern'], string>;

/** How strongly a pattern shows, 0 ... 1: enough to tell models apart without colour, little enough to stay calm. */
export const PATTERN_STRENGTH = 0.34;

/** Fills made so far: charts are drawn again with every snapshot, their fills change with the theme only. */
const fills = new WeakMap<ChartTheme, Map<string, string | CanvasPattern>>();

/** What bars of a model are filled with on a canvas. */
export function canvasFill(look: Look, theme: ChartTheme): string | CanvasPattern {
  const made = fills.get(theme) ?? new Map<string, string | CanvasPattern>();
  fills.set(theme, made);
  const key = `${look.colour} ${look.pattern}`;
  const fill = made.get(key) ?? makeFill(look, theme);
  made.set(key, fill);
  return fill;
}

function makeFill(look: Look, theme: ChartTheme): string | CanvasPattern {
  const colour = theme.models[look.colour] ?? theme.foreground;
  const path = PATTERN_PATHS[look.pattern];
  const tile = document.createElement('canvas');
  // Twice the size, so that the tile stays sharp where a pixel of the page is two of the screen.
  tile.width = TILE * 2;
  tile.height = TILE * 2;
  const context = tile.getContext('2d');
  if (path === '' || context === null) return colour;
  context.scale(2, 2);
  context.fillStyle = colour;
  context.fillRect(0, 0, TILE, TILE);
  context.globalAlpha = PATTERN_STRENGTH;
  context.strokeStyle = theme.background;
  context.lineWidth = look.pattern === 'dots' ? 2 : 1;
  context.stroke(new Path2D(path));
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(0.5));
  return pattern ?? colour;
}
