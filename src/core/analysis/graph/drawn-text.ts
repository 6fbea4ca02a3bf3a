import { foldText } from '../../text/fold.ts';
import type { TrialRead } from '../trial-read.ts';
import { isUnspaced, tokensOf } from '../texts/tokens.ts';
import { type Word, wordsOf } from './words.ts';

/** Which outputs a graph is made of, and how they are told apart. */

/** Most words of an output that is drawn: a few sentences. */
export const MOST_WORDS = 60;
/** The same in UTF-16 units, which is looked at first. */
const MOST_UNITS = 800;
/** Outputs with fewer words have nothing to merge. */
const LEAST_WORDS = 3;
/** Pages, code and JSON are no sentences. */
const MARKUP = /<\/|[{}]|\/>/;

/** Equal outputs: those whose words are the same when they are folded. */
export interface DrawnText {
  readonly words: readonly Word[];
  /** The most frequent wording. Hostile text. */
  readonly text: string;
  /** By place among all reads, ascending. */
  readonly members: readonly number[];
}

/** Whether an output is a sentence or a few. */
function isSentences(read: TrialRead): boolean {
  const text = read.reading?.repaired ?? '';
  if (text.length > MOST_UNITS || MARKUP.test(text)) return false;
  const count = countOf(text);
  return count >= LEAST_WORDS && count <= MOST_WORDS;
}

function countOf(text: string): number {
  if (isUnspaced(text)) return tokensOf(foldText(text)).length;
  return text.trim().split(/\s+/u).length;
}

/** Whether a graph of these outputs shows something: two sentences at least, and half of all that were read. */
export function areSentences(reads: readonly TrialRead[]): boolean {
  const read = reads.filter(({ reading }) => reading !== null);
  const sentences = read.filter(isSentences);
  return sentences.length >= 2 && 2 * sentences.length >= read.length;
}

/** Different outputs, most frequent first, then in the order in which they come; and how many outputs are too long. */
export function drawnTexts(reads: readonly TrialRead[]): {
  readonly texts: readonly DrawnText[];
  readonly longer: number;
} {
  const found = new Map<string, { words: readonly Word[]; wordings: Map<string, number>; members: number[] }>();
  let longer = 0;
  reads.forEach(({ reading }, index) => {
    if (reading === null || reading.repaired.trim() === '') return;
    const words = reading.repaired.length > MOST_UNITS ? [] : wordsOf(reading.repaired);
    if (words.length === 0 || words.length > MOST_WORDS) {
      longer++;
      return;
    }
    const key = words.map((word) => word.key).join('\n');
    const same = found.get(key) ?? { words, wordings: new Map<string, number>(), members: [] };
    found.set(key, same);
    same.members.push(index);
    const text = reading.repaired.trim();
    same.wordings.set(text, (same.wordings.get(text) ?? 0) + 1);
  });
  const texts = [...found.values()].map(({ words, wordings, members }) => ({
    ...{ words, members },
    text: mostFrequent(wordings),
  }));
  return { texts: texts.sort((a, b) => b.members.length - a.members.length), longer };
}

/** The key that is counted most often; of several, the first. */
export function mostFrequent<Key>(counts: ReadonlyMap<Key, number>): Key {
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
