import type { CountedRead } from '../trial-read.ts';
import { isContentWord, joinTokens, tokensOf } from '../texts/tokens.ts';
import type { FoldedTitle } from './titles.ts';

/** Words of the longest sequence that is looked for in titles. */
const LONGEST = 3;
const FEWEST_OUTPUTS = 3;
const MOST_LISTED = 30;
/** The most frequent ones, among which those that say the same are looked for. */
const MOST_COMPARED = 300;
/** Words of a title that are looked at; a longer one is a text. */
const MOST_WORDS = 30;

/** Words that titles hold, and the outputs with such a title in the order of the titles. */
export interface CommonWords {
  readonly words: string;
  /** Places of these titles, ascending. */
  readonly titles: readonly number[];
  readonly reads: readonly CountedRead[];
}

interface Found {
  readonly length: number;
  /** Places of the titles. */
  readonly titles: number[];
  outputs: number;
}

/** All sequences of one to three words of a title that begin and end with one that says something. */
function sequences(folded: string): ReadonlyMap<string, number> {
  const words = tokensOf(folded).slice(0, MOST_WORDS);
  const found = new Map<string, number>();
  for (let start = 0; start < words.length; start++) {
    if (!isContentWord(words[start]!)) continue;
    for (let length = 1; length <= LONGEST && start + length <= words.length; length++) {
      if (isContentWord(words[start + length - 1]!)) found.set(joinTokens(words.slice(start, start + length)), length);
    }
  }
  return found;
}

const sameTitles = (a: Found, b: Found) =>
  a.titles.length === b.titles.length && a.titles.every((title, index) => title === b.titles[index]);

/** Whether a longer sequence holds this one in the very same titles, and says more. */
function isTold(words: string, found: Found, all: readonly (readonly [string, Found])[]): boolean {
  return all.some(
    ([longer, other]) =>
      other.length > found.length && ` ${longer} `.includes(` ${words} `) && sameTitles(found, other),
  );
}

/**
 * Words, and two or three of them in a row, that at least two different titles and three outputs hold, most outputs first, at most 30.
 * What only one title holds is counted as that title. Small words alone are left out.
 */
export function commonWords(titles: readonly FoldedTitle[]): readonly CommonWords[] {
  const found = new Map<string, Found>();
  titles.forEach(({ folded, reads }, title) => {
    for (const [words, length] of sequences(folded)) {
      const one = found.get(words) ?? { length, titles: [], outputs: 0 };
      found.set(words, one);
      one.titles.push(title);
      one.outputs += reads.length;
    }
  });
  const common = [...found]
    .filter(([, { titles: own, outputs }]) => own.length > 1 && outputs >= FEWEST_OUTPUTS)
    .sort(([a, one], [b, other]) => other.outputs - one.outputs || other.length - one.length || (a < b ? -1 : 1))
    .slice(0, MOST_COMPARED);
  return common
    .filter(([words, one]) => !isTold(words, one, common))
    .slice(0, MOST_LISTED)
    .map(([words, { titles: own }]) => ({ words, titles: own, reads: own.flatMap((title) => titles[title]!.reads) }));
}
