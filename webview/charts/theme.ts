import { readColours } from '../host/theme.ts';
import { COLOURS } from '../state/look.ts';

/** Colours of the editor's theme as the canvas takes them. A new object means that the theme has changed. */
export interface ChartTheme {
  readonly foreground: string;
  readonly dim: string;
  readonly grid: string;
  readonly background: string;
  readonly border: string;
  /** By index of `COLOURS`. */
  readonly models: readonly string[];
  readonly fontFamily: string;
}

/** Reads the colours that the style sheet has resolved from the editor's variables. */
export function readTheme(): ChartTheme {
  return readColours((colour, { fontFamily }) => ({
    foreground: colour('--probe-foreground'),
    dim: colour('--probe-dim'),
    grid: colour('--probe-grid'),
    background: colour('--probe-background'),
    border: colour('--probe-line-strong'),
    models: COLOURS.map((name) => colour(`--probe-${name}`)),
    fontFamily,
  }));
}
