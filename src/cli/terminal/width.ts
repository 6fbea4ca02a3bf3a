/** How many columns a text takes in a terminal, and cutting and padding by columns instead of UTF-16 units. */

/** East Asian wide and full-width blocks (Unicode 15.1, UAX #11), as [first, last]. Emoji are recognised by property instead. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** A letter under hundreds of combining marks is one column wide but climbs over the lines above it. */
const MARKS_KEPT = 16;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns of one grapheme: 0, 1 or 2. */
function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  if (EMOJI.test(grapheme)) return 2;
  const code = grapheme.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** No terminal shows more of one line. The segmenter takes time by the square of the length, and answers may be megabytes. */
const FAR = 2_000;

/** Columns of the text; of a text longer than any terminal is wide, roughly. */
export function widthOf(text: string): number {
  let width = Math.max(0, text.length - FAR);
  for (const { segment } of segmenter.segment(text.slice(0, FAR))) width += graphemeWidth(segment);
  return width;
}

/** The text cut to at most `columns`, with an ellipsis when something was cut. */
export function cut(text: string, columns: number): string {
  let width = 0;
  let whole = '';
  let beforeEllipsis = '';
  for (const { segment, index } of segmenter.segment(text.slice(0, FAR))) {
    // The last piece of a text that goes on may be half of a character.
    const last = text.length > FAR && index + segment.length >= FAR;
    width += last ? Infinity : graphemeWidth(segment);
    if (width > columns) return columns < 1 ? '' : `${beforeEllipsis.trimEnd()}…`;
    whole += [...segment].slice(0, MARKS_KEPT).join('');
    if (width < columns) beforeEllipsis = whole;
  }
  return whole;
}

/** The text cut to `columns` and filled with spaces, on the right or on the left. */
export function fit(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const short = cut(text, columns);
  const space = ' '.repeat(Math.max(0, columns - widthOf(short)));
  return align === 'left' ? short + space : space + short;
}

/** The text with its spaces made such that `wrap` does not break there. */
export function glued(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** The text broken at its spaces into lines of at most `columns`; what has none and is longer is cut. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= columns) {
      line = longer;
    } else {
      if (line !== '') lines.push(line);
      line = cut(word, columns);
    }
  }
  return (line === '' ? lines : [...lines, line]).map((broken) => broken.replaceAll('\u00a0', ' '));
}
