/** Colours, only for a person's terminal. */

/** Paints text with SGR codes, or returns it as it is. */
export interface Style {
  readonly coloured: boolean;
  strong(text: string): string;
  dim(text: string): string;
  warn(text: string): string;
  /** The colour of the n-th target; a target keeps it throughout a report. */
  target(index: number, text: string): string;
}

/** Those of the panel in its order: orange, which is what most terminals make of yellow, blue, purple, green, red, yellow. */
const TARGET_COLOURS = [33, 34, 35, 32, 31, 93];

const plain = (text: string): string => text;

/** A style without colours. */
export const PLAIN: Style = { coloured: false, strong: plain, dim: plain, warn: plain, target: (_index, text) => text };

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${String(on)}m${text}\u001b[${String(off)}m`;

/** A style with colours. */
export const COLOURED: Style = {
  coloured: true,
  strong: sgr(1, 22),
  dim: sgr(2, 22),
  warn: sgr(33, 39),
  target: (index, text) => sgr(TARGET_COLOURS[index % TARGET_COLOURS.length] ?? 39, 39)(text),
};

/** Colours on a terminal, unless NO_COLOR is set (https://no-color.org) or the terminal is dumb. */
export function styleFor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Style {
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return isTerminal && !refused ? COLOURED : PLAIN;
}
