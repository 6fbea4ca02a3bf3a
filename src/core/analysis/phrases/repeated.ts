import type { Corpus } from '../texts/corpus.ts';
import { gramAt, longerGrams, sizeOf, someGrams, type Grams, type Keep } from '../texts/grams.ts';

/** Which word sequences come again in several outputs, found length by length. */

/** Words of the shortest and the longest phrase. */
export const SHORTEST_PHRASE = 3;
export const LONGEST_PHRASE = 8;

/** Who wrote the documents of a corpus: for each document, [target number, outputs] of the targets that wrote it. */
export type Writers = readonly (readonly (readonly [number, number])[])[];

/** A word sequence that is in at least three outputs, or in those of two targets. */
export interface Repeated {
  /** Where in the corpus it first stands. */
  readonly place: number;
  /** In words. */
  readonly length: number;
  /** Outputs that hold it. */
  readonly outputs: number;
  /** Targets with such an output; of more than 32 targets it may come out too small. */
  readonly targets: number;
}

/** All sequences of one length that are frequent enough, and what is known of each. */
interface Level {
  readonly grams: Grams;
  readonly outputs: Int32Array;
  /** A bit for each target. */
  readonly targets: Int32Array;
  /** A longer one is in the same outputs. */
  readonly covered: Uint8Array;
}

/** What each document counts for. */
interface Weights {
  readonly outputs: Int32Array;
  /** A bit for each target that wrote it. */
  readonly targets: Int32Array;
}

const FEWEST_OUTPUTS = 3;

function weightsOf(writers: Writers): Weights {
  return {
    outputs: Int32Array.from(writers, (wrote) => wrote.reduce((sum, [, written]) => sum + written, 0)),
    targets: Int32Array.from(writers, (wrote) => wrote.reduce((mask, [target]) => mask | (1 << (target & 31)), 0)),
  };
}

const areSeveral = (targets: number) => (targets & (targets - 1)) !== 0;

/** Whether the places of a sequence are in enough outputs. Ends as soon as that is sure. */
function frequent({ documentAt }: Corpus, weights: Weights): Keep {
  const hasCopies = weights.outputs.some((outputs) => outputs > 1);
  return (places, from, to) => {
    // Most sequences stand in one place, and looking up its document would be what takes the time.
    if (to - from === 1 && !hasCopies) return false;
    let outputs = 0;
    let targets = 0;
    let last = -1;
    for (let index = from; index < to; index++) {
      const document = documentAt[places[index]!]!;
      if (document === last) continue;
      last = document;
      outputs += weights.outputs[document]!;
      targets |= weights.targets[document]!;
      if (outputs >= FEWEST_OUTPUTS || areSeveral(targets)) return true;
    }
    return false;
  };
}

function levelOf(grams: Grams, { documentAt }: Corpus, weights: Weights): Level {
  const size = sizeOf(grams);
  const level = {
    grams,
    outputs: new Int32Array(size),
    targets: new Int32Array(size),
    covered: new Uint8Array(size),
  };
  for (let gram = 0; gram < size; gram++) {
    let last = -1;
    for (let index = grams.starts[gram]!; index < grams.starts[gram + 1]!; index++) {
      const document = documentAt[grams.places[index]!]!;
      if (document === last) continue;
      last = document;
      level.outputs[gram]! += weights.outputs[document]!;
      level.targets[gram]! |= weights.targets[document]!;
    }
  }
  return level;
}

const firstPlace = ({ starts, places }: Grams, gram: number) => places[starts[gram]!]!;

/** Calls `visit` for beginning and end of every longer sequence, if one of them is in the same outputs: as many are the same. */
function eachPart(level: Level, next: Level, places: number, visit: (part: number, other: number) => void): void {
  const at = gramAt(level.grams, places);
  for (let gram = 0; gram < sizeOf(next.grams); gram++) {
    const beginning = next.grams.parents[gram]!;
    const end = at[firstPlace(next.grams, gram) + 1]!;
    if (level.outputs[beginning] === next.outputs[gram]) visit(beginning, end);
    if (level.outputs[end] === next.outputs[gram]) visit(end, beginning);
  }
}

/** Marks the sequences of `level` that a longer one holds in the same outputs. */
function cover(level: Level, next: Level, places: number): void {
  eachPart(level, next, places, (part) => (level.covered[part] = 1));
}

/** As `cover` for the longest phrases: of a longer passage in the same outputs only its beginning stays. */
function coverPassages(level: Level, next: Level, places: number): void {
  const { grams, outputs, covered } = level;
  const head = Int32Array.from({ length: covered.length }, (_, gram) => gram);
  const headOf = (gram: number): number => {
    while (head[gram] !== gram) gram = head[gram] = head[head[gram]!]!;
    return gram;
  };
  eachPart(level, next, places, (part, other) => {
    if (outputs[part] !== outputs[other]) return;
    const [a, b] = [headOf(part), headOf(other)];
    if (firstPlace(grams, a) <= firstPlace(grams, b)) head[b] = a;
    else head[a] = b;
  });
  for (let gram = 0; gram < head.length; gram++) if (headOf(gram) !== gram) covered[gram] = 1;
}

function bitsIn(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function visitMaximal({ grams, outputs, targets, covered }: Level, visit: (found: Repeated) => void): void {
  for (let gram = 0; gram < covered.length; gram++) {
    if (covered[gram] === 1) continue;
    const place = firstPlace(grams, gram);
    visit({ place, length: grams.length, outputs: outputs[gram]!, targets: bitsIn(targets[gram]!) });
  }
}

/**
 * Visits all word sequences of 3 to 8 words that are in at least three outputs, or in those of at least two targets, and are
 * maximal: no longer one holds them in the same outputs. Of a passage of more than 8 words its beginning is given. `isPart`: whether
 * a word, by number, may be part of a phrase. In the same order for the same corpus.
 */
export function eachRepeated(
  corpus: Corpus,
  writers: Writers,
  isPart: (word: number) => boolean,
  visit: (found: Repeated) => void,
): void {
  const weights = weightsOf(writers);
  const { tokens, words } = corpus;
  const parts = Uint8Array.from(words, (_, word) => Number(isPart(word)));
  const inEnough = frequent(corpus, weights);
  const isWhole: (length: number) => Keep = (length) => (places, from, to) =>
    // What begins with a word that may not be part was left out when it was shorter.
    inEnough(places, from, to) && parts[tokens[places[from]! + length - 1]!] === 1;
  const isWholePair = isWhole(2);
  const isPair: Keep = (places, from, to) => isWholePair(places, from, to) && parts[tokens[places[from]!]!] === 1;
  let level = levelOf(someGrams(corpus.bigrams.grams, isPair), corpus, weights);
  while (level.grams.length <= LONGEST_PHRASE) {
    const { length } = level.grams;
    const next = levelOf(longerGrams(level.grams, tokens, words.length, isWhole(length + 1)), corpus, weights);
    if (length === LONGEST_PHRASE) coverPassages(level, next, tokens.length);
    else if (length >= SHORTEST_PHRASE) cover(level, next, tokens.length);
    if (length >= SHORTEST_PHRASE) visitMaximal(level, visit);
    level = next;
  }
}
