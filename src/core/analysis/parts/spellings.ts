import { isPage, shownParts } from '../../pages/shown-text.ts';
import { rootOf } from './roots.ts';

/** How outputs write a sequence of words, and which words they write as names. */

/** A word of a text. */
interface Written {
  readonly root: string;
  /** [start, end) in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** A character of a script without spaces, a number with its decimals, or a word. */
const WORDS = new RegExp(
  `[${UNSPACED}][\\p{M}ー]*|\\p{N}+(?:[.,:/]\\p{N}+)*(?:(?![${UNSPACED}])[\\p{L}\\p{M}])*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}'’])+`,
  'gu',
);

/** Texts are looked through up to here, UTF-16 units. */
const LONGEST_TEXT = 100_000;

/** Places of a sequence in one text that are looked at. */
const MOST_PLACES = 20;

function folded(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/ß/g, 'ss')
    .replace(/(?<=\p{N}),(?=\p{N})/gu, '')
    .replace(/^'+/, '')
    .replace(/(?<!')'+$/, '');
}

/** A text and where its words stand. */
export interface WrittenText {
  /** How many outputs are it. */
  readonly copies: number;
  readonly text: string;
  readonly words: readonly Written[];
  /** Root -> places in `words`, ascending. */
  readonly placesOf: ReadonlyMap<string, readonly number[]>;
}

/** The words of a text that `copies` outputs are; of a page those that it shows. */
export function writtenText(written: string, copies: number): WrittenText {
  const text = (isPage(written) ? shownParts(written).join('\n') : written).slice(0, LONGEST_TEXT);
  const placesOf = new Map<string, number[]>();
  const words = [...text.matchAll(WORDS)].map(({ 0: word, index }, place) => {
    const root = rootOf(folded(word));
    const places = placesOf.get(root);
    if (places) places.push(place);
    else placesOf.set(root, [place]);
    return { root, start: index, end: index + word.length };
  });
  return { copies, text, words, placesOf };
}

/** So many different texts, and so many UTF-16 units of them, are read for spellings. */
const MOST_TEXTS = 150;
const MOST_UNITS = 300_000;

/** The most frequent of some texts, of as frequent ones the first by their characters: the same in whatever order they come. */
export function sampleOf(texts: readonly string[]): readonly WrittenText[] {
  const copies = new Map<string, number>();
  for (const text of texts) copies.set(text, (copies.get(text) ?? 0) + 1);
  const sorted = [...copies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_TEXTS);
  let units = 0;
  return sorted.flatMap(([text, count]) => {
    if (units >= MOST_UNITS) return [];
    units += text.length;
    return [writtenText(text, count)];
  });
}

/** Where a text first holds the roots side by side, if it does inside a sentence: there a capital is of the word. -1 where it holds none. */
function find(roots: readonly string[], written: WrittenText): number {
  const { words, placesOf } = written;
  const isAt = (place: number) => roots.every((root, offset) => words[place + offset]?.root === root);
  const places = (placesOf.get(roots[0]!) ?? []).filter(isAt).slice(0, MOST_PLACES);
  return places.find((place) => isWithin(written, place)) ?? places[0] ?? -1;
}

/** What a sequence of words looks like in an output. */
interface Spelling {
  /** On one line. */
  readonly text: string;
  readonly isWithin: boolean;
}

function spellingIn(roots: readonly string[], written: WrittenText): Spelling | null {
  const place = find(roots, written);
  if (place === -1) return null;
  const { text, words } = written;
  const slice = text.slice(words[place]!.start, words[place + roots.length - 1]!.end);
  return { text: slice.replace(/[*_`]+/gu, '').replace(/[^\S\n]+/gu, ' '), isWithin: isWithin(written, place) };
}

/**
 * How these roots are written most often, inside of sentences if they are; of as frequent ones the first by its characters. `null`
 * where no text holds them.
 */
export function spellingOf(roots: readonly string[], sample: readonly WrittenText[]): string | null {
  const found = sample.flatMap((written) => {
    const spelling = spellingIn(roots, written);
    return spelling === null ? [] : [{ ...spelling, copies: written.copies }];
  });
  const within = found.filter((one) => one.isWithin);
  const counts = new Map<string, number>();
  for (const { text, copies } of within.length > 0 ? within : found) counts.set(text, (counts.get(text) ?? 0) + copies);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

const isCapital = (character: string) => /^\p{Lu}/u.test(character);

/** Whether the word at `place` goes on a sentence: behind a letter, a digit or a comma. */
function isWithin({ text, words }: WrittenText, place: number): boolean {
  if (place === 0) return false;
  return /^[\s,’']+$/u.test(text.slice(words[place - 1]!.end, words[place]!.start).slice(0, 4));
}

/** Roots that a sample mostly writes with a capital inside a sentence. Titles, which do so with every word, tell nothing. */
export function namesIn(texts: readonly WrittenText[]): ReadonlySet<string> {
  const counts = new Map<string, { capitals: number; all: number }>();
  for (const written of texts) {
    const within = written.words.flatMap(({ root, start }, place) =>
      isWithin(written, place) ? [{ root, capital: isCapital(written.text.slice(start, start + 2)) }] : [],
    );
    if (2 * within.filter(({ capital }) => capital).length > within.length) continue;
    for (const { root, capital } of within) {
      const count = counts.get(root) ?? { capitals: 0, all: 0 };
      counts.set(root, count);
      count.all += written.copies;
      if (capital) count.capitals += written.copies;
    }
  }
  return new Set([...counts].flatMap(([root, { capitals, all }]) => (2 * capitals > all ? [root] : [])));
}
