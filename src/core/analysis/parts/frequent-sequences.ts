import { BARRIER, longerGrams, sizeOf, someGrams, wordGrams, type Grams, type Keep } from '../texts/grams.ts';

/** Which sequences of words are in many outputs, found length by length. */

/** Words of the longest sequence; a longer passage is told by its beginning. */
export const LONGEST_SEQUENCE = 32;

/** Texts as numbers: `tokens` with a barrier behind each part, the document of each place, and what each document counts for. */
export interface Sequences {
  readonly tokens: Int32Array;
  /** Different tokens; their numbers are 0 ... `size` - 1. */
  readonly size: number;
  readonly documentAt: Int32Array;
  /** Document d is `tokens.subarray(starts[d], starts[d + 1])`. */
  readonly starts: Int32Array;
  /** Outputs by document. */
  readonly copies: Int32Array;
}

/** A sequence that is in many outputs. */
export interface Frequent {
  /** Where it first stands. */
  readonly place: number;
  /** In words. */
  readonly length: number;
  readonly outputs: number;
}

/** Outputs that hold the gram with these places, which ascend. */
function outputsOf(places: Int32Array, from: number, to: number, { documentAt, copies }: Sequences): number {
  let outputs = 0;
  let last = -1;
  for (let index = from; index < to; index++) {
    const document = documentAt[places[index]!]!;
    if (document === last) continue;
    last = document;
    outputs += copies[document]!;
  }
  return outputs;
}

function visitLevel({ length, places, starts }: Grams, sequences: Sequences, visit: (found: Frequent) => void): void {
  for (let gram = 0; gram + 1 < starts.length; gram++) {
    const [from, to] = [starts[gram]!, starts[gram + 1]!];
    visit({ place: places[from]!, length, outputs: outputsOf(places, from, to, sequences) });
  }
}

/**
 * Visits every sequence of 1 to 32 words that at least `fewest` outputs hold, shorter ones first. Time and memory: proportional to
 * the number of words, as at most 32 rounds look at each place once.
 */
export function eachFrequent(sequences: Sequences, fewest: number, visit: (found: Frequent) => void): void {
  const { tokens, size, copies } = sequences;
  const mostCopies = copies.reduce((most, count) => Math.max(most, count), 1);
  const isFrequent: Keep = (places, from, to) =>
    // Most sequences stand in few places, and looking up their documents would be what takes the time.
    (to - from) * mostCopies >= fewest && outputsOf(places, from, to, sequences) >= fewest;
  let level = someGrams(wordGrams(tokens, size), isFrequent);
  while (sizeOf(level) > 0) {
    visitLevel(level, sequences, visit);
    if (level.length === LONGEST_SEQUENCE) break;
    level = longerGrams(level, tokens, size, isFrequent);
  }
}

/** By sequence: in which documents it is, ascending. One walk over the tokens for all of them. */
export function documentsWith(
  listed: readonly Pick<Frequent, 'place' | 'length'>[],
  { tokens, size, documentAt }: Sequences,
): readonly (readonly number[])[] {
  const found: number[][] = listed.map(() => []);
  const byFirst = new Map<number, number[]>();
  listed.forEach(({ place }, index) => {
    const first = tokens[place]!;
    byFirst.set(first, [...(byFirst.get(first) ?? []), index]);
  });
  const isFirst = new Uint8Array(size);
  for (const first of byFirst.keys()) isFirst[first] = 1;
  tokens.forEach((token, place) => {
    if (token === BARRIER || isFirst[token] === 0) return;
    const document = documentAt[place]!;
    for (const index of byFirst.get(token)!) {
      const { place: first, length } = listed[index]!;
      if (found[index]!.at(-1) === document || !isSame(tokens, first, place, length)) continue;
      found[index]!.push(document);
    }
  });
  return found;
}

function isSame(tokens: Int32Array, one: number, other: number, length: number): boolean {
  for (let index = 0; index < length; index++) if (tokens[one + index] !== tokens[other + index]) return false;
  return true;
}
