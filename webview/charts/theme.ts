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
  const probe = document.createElement('span');
  probe.className = 'colour-probe';
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colour = (name: string): string => {
    // A custom property would come back unresolved (`color-mix(…)`); a colour comes back as the canvas takes it.
    probe.style.setProperty('color', `var(--probe-${name})`);
    return style.color;
  };
  const theme = {
    foreground: colour('foreground'),
    dim: colour('dim'),
    grid: colour('grid'),
    background: colour('background'),
    border: colour('line-strong'),
    models: COLOURS.map(colour),
    fontFamily: style.fontFamily,
  };
  probe.remove();
  return theme;
}
