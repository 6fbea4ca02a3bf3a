/** The pieces of a text by which wordings are compared: words, runs of white space, single other characters. */

/** A word as it is compared, and where it stands. */
export interface Place {
  /** In lower case, in its compatibility form, apostrophes straight. */
  readonly word: string;
  /** [start, end) in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Scripts that put no spaces between words: every character is a word, as for the phrases of a report. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const CHARACTER = `[${UNSPACED}][\\p{M}ー]*`;
const WORD = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}'’_])+`;
/** An emoji with its joiners, skin tones and further parts. */
const EMOJI = '\\p{Extended_Pictographic}[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\u200d\\ufe0f]*';

const WORDS = new RegExp(`${CHARACTER}|${WORD}`, 'gu');
// Each alternative begins with a character that no other one takes, so nothing is tried twice.
const PIECES = new RegExp(`${CHARACTER}|${WORD}|${EMOJI}|\\s+|[^]`, 'gu');

/** The text cut into pieces; joined again they are the text. */
export function piecesOf(text: string): readonly string[] {
  return text.match(PIECES) ?? [];
}

/** The words of a text in order. */
export function placesOf(text: string): readonly Place[] {
  const places: Place[] = [];
  for (const match of text.matchAll(WORDS)) {
    const word = comparable(match[0]);
    if (word !== '') places.push({ word, start: match.index, end: match.index + match[0].length });
  }
  return places;
}

/** Quotation marks around a word are not part of it; an apostrophe inside is. */
function comparable(word: string): string {
  const plain = word.normalize('NFKC').toLowerCase().replace(/’/g, "'");
  let start = 0;
  let end = plain.length;
  while (start < end && isEdge(plain[start])) start += 1;
  while (end > start && isEdge(plain[end - 1])) end -= 1;
  return plain.slice(start, end);
}

function isEdge(character: string | undefined): boolean {
  return character === "'" || character === '_';
}
