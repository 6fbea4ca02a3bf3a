import stringWidth from 'string-width';

/** How many columns a text takes in a terminal, and cutting and padding by columns instead of UTF-16 units. */

/** A letter under hundreds of combining marks is one column wide but climbs over the lines above it. */
const MARKS_KEPT = 16;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** No terminal shows more of one line. The segmenter takes time by the square of the length, and answers may be megabytes. */
const FAR = 2_000;

/** What takes no column, so that thousands of it may stand in one line (soft hyphens, joiners, variation selectors). */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** Columns of the text; of a text longer than any terminal is wide, roughly. */
export function widthOf(text: string): number {
  return text.slice(FAR).replace(UNSEEN, '').length + stringWidth(text.slice(0, FAR));
}

/** The text cut to at most `columns`, with an ellipsis when something was cut. */
export function cut(text: string, columns: number): string {
  let width = 0;
  let whole = '';
  let beforeEllipsis = '';
  for (const { segment, index } of segmenter.segment(text.slice(0, FAR))) {
    // The last piece of a text that goes on may be half of a character.
    const last = text.length > FAR && index + segment.length >= FAR;
    width += last ? Infinity : stringWidth(segment);
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
