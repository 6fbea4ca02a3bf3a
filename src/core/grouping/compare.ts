import { LONG_WORDS, PARAGRAPH_CONTENT } from './limits.ts';
import type { Order, Profile, Riddle } from './profile.ts';
import { containment, sharedOf, trigramsOf, wordingSimilarity } from './similarity.ts';
import type { HashSet } from './similarity.ts';
import { hashOf, sketchOf, sketchSimilarity } from '../text/sketch.ts';
import type { Sketch } from '../text/sketch.ts';
import { opposed, tellOtherwise } from './words.ts';

/**
 * Whether two longer answers say the same in other words. `alike` joins; `compatible` may stand in one group because of
 * others between them; `apart` never does. What speaks against is looked at first: other numbers, a negation, other
 * names, an opposite.
 */

/** What a comparison found. `similarity` is 0 ... 1, 0 when apart. */
export interface Comparison {
  readonly verdict: 'alike' | 'compatible' | 'apart';
  readonly similarity: number;
}

const APART: Comparison = { verdict: 'apart', similarity: 0 };

/**
 * Share of word pairs above which long texts are one text, and above which they may share a group. Essays and letters on one
 * subject share half of their word pairs and are not the same text.
 */
const LONG_ALIKE = 0.85;
const LONG_COMPATIBLE = 0.75;
/**
 * Share of the words that matter above which two paragraphs say the same, and above which they may share a group. The longer
 * they are the more there is that they can say otherwise: from `RIDDLE_WORDS` on the share rises to that of long texts.
 */
export const PARAGRAPH_ALIKE = 0.72;
const PARAGRAPH_COMPATIBLE = 0.5;
/** Longest text that is a question and its answer. */
const RIDDLE_WORDS = 40;
/** Least wording similarity of shorter texts. */
const ALIKE = 0.7;
/** Replaced words, as a share of the words that matter, that may stand in one group, and that are still the same answer. */
const COMPATIBLE_REPLACED = 0.34;
const ALIKE_REPLACED = 0.15;

/** How two profiles of some kind are compared. Both functions are symmetric. */
interface Way {
  /** How alike two are that may stand in one group; `null` when they are apart. */
  readonly together: (a: Profile, b: Profile) => number | null;
  /** Whether two that may stand in one group say the same; takes what `together` gave. */
  readonly isAlike: (a: Profile, b: Profile, similarity: number) => boolean;
}

/** Compares two profiles; symmetric. */
export function compareProfiles(a: Profile, b: Profile): Comparison {
  const way = wayOf(a, b);
  const similarity = way?.together(a, b) ?? null;
  if (way === null || similarity === null) return APART;
  return { verdict: way.isAlike(a, b, similarity) ? 'alike' : 'compatible', similarity };
}

/** Whether two profiles may stand in one group. Asked of far more pairs than are looked at for saying the same, and cheaper. */
export function mayStandTogether(a: Profile, b: Profile): boolean {
  return (wayOf(a, b)?.together(a, b) ?? null) !== null;
}

/** Whether a profile is compared with others of its kind that state something else by its words that matter alone. */
export const isToldParagraph = (profile: Profile): boolean =>
  isParagraph(profile) && profile.riddle === null && profile.length <= LONG_WORDS;

/** `null` when their lengths alone keep two apart. */
function wayOf(a: Profile, b: Profile): Way | null {
  const [few, many] = a.length <= b.length ? [a.length, b.length] : [b.length, a.length];
  if (few * 2 < many) return null;
  if (many > LONG_WORDS) return LONG;
  if (a.statement !== null && a.statement === b.statement) return SAME_STATEMENT;
  const paragraphs = isParagraph(a) && isParagraph(b);
  // A question in a longer paragraph is one of its sentences.
  if (a.riddle !== null && b.riddle !== null && (!paragraphs || many <= RIDDLE_WORDS)) return RIDDLES;
  return paragraphs ? PARAGRAPHS : STATEMENTS;
}

/** The figure that is shown for two profiles. */
export function similarityOf(a: Profile, b: Profile): number {
  if (Math.max(a.length, b.length) > LONG_WORDS) return sketchSimilarity(sketch(a), sketch(b));
  if (isParagraph(a) && isParagraph(b)) return paragraphSimilarity(a, b);
  return wordingSimilarity({ trigrams: trigrams(a), words: a.wordSet }, { trigrams: trigrams(b), words: b.wordSet });
}

const LONG: Way = {
  together: (a, b) => {
    const similarity = sketchSimilarity(sketch(a), sketch(b), LONG_COMPATIBLE);
    return similarity >= LONG_COMPATIBLE ? similarity : null;
  },
  isAlike: (_a, _b, similarity) => similarity >= LONG_ALIKE,
};

const SAME_STATEMENT: Way = { together: similarityOf, isAlike: () => true };

function contradict(a: Profile, b: Profile): boolean {
  if (a.negations % 2 !== b.negations % 2) return true;
  if (opposed(a.poles, b.poles)) return true;
  if (!(isParagraph(a) && isParagraph(b)) && a.riddle === null && tellOtherwise(a.telling, b.telling)) return true;
  const [onlyA, onlyB] = [missing(a.numbers, b.numbers), missing(b.numbers, a.numbers)];
  if (onlyA > 0 && onlyB > 0) return true;
  // A number that only one of two short answers has is part of the answer (Henry the 5th, route 66).
  if (onlyA + onlyB > 0 && Math.min(a.length, b.length) < 12) return true;
  return otherNames(a, b) && otherNames(b, a);
}

/** Share of a paragraph's names that may be mentioned in passing. */
const PASSING_NAMES = 0.3;

/** Whether `a` speaks of someone or something that `b` does not. */
function otherNames(a: Profile, b: Profile): boolean {
  const other = missing(a.names, b.contentSet);
  return other > (isParagraph(a) && isParagraph(b) ? PASSING_NAMES * a.names.length : 0);
}

const isParagraph = ({ contentSet }: Profile): boolean => contentSet.length >= PARAGRAPH_CONTENT;

/** Question and answer: the same point, after setups that share their subject. */
const RIDDLES: Way = {
  together: (a, b) => (!contradict(a, b) && isSameRiddle(a.riddle!, b.riddle!) ? similarityOf(a, b) : null),
  isAlike: () => true,
};

function isSameRiddle(one: Riddle, other: Riddle): boolean {
  const shorter = Math.min(one.point.length, other.point.length);
  const longer = Math.max(one.point.length, other.point.length);
  const samePoint = one.letters === other.letters || sharedOf(one.point, other.point) === shorter;
  if (!samePoint || longer > 2 * shorter + 1) return false;
  const setup = containment(one.setup, other.setup);
  return setup >= 0.5 || (setup >= 0.3 && shorter >= 2);
}

/** Words that matter at the beginning of an answer, and how many exchanged words in all of it are hardly any. */
const OPENING = 4;
const HARDLY_ANY = 2;

/** Where hardly a word is exchanged, one in the opening is the answer itself: "I would choose mango because ...". */
function opensOtherwise(a: Profile, b: Profile): boolean {
  const shared = sharedOf(a.contentSet, b.contentSet);
  const [onlyA, onlyB] = [a.contentSet.length - shared, b.contentSet.length - shared];
  if (onlyA > HARDLY_ANY || onlyB > HARDLY_ANY) return false;
  const opensWithout = (one: Profile, other: Profile): boolean =>
    one.content.slice(0, OPENING).some((word) => !other.content.includes(word));
  return opensWithout(a, b) && opensWithout(b, a);
}

/** Share of the words that matter that two paragraphs have in common. */
function paragraphSimilarity(a: Profile, b: Profile): number {
  return (2 * sharedOf(a.contentSet, b.contentSet)) / (a.contentSet.length + b.contentSet.length);
}

/** Told again: most words that matter are the same, whatever stands between them. */
const PARAGRAPHS: Way = {
  together: (a, b) => {
    const similarity = paragraphSimilarity(a, b);
    if (similarity < PARAGRAPH_COMPATIBLE || contradict(a, b)) return null;
    // With hardly a word exchanged the order is what tells who did what.
    return opensOtherwise(a, b) ? null : similarity;
  },
  isAlike: (a, b, similarity) => {
    if (similarity < paragraphAlike(a, b)) return false;
    const exchanged = (1 - similarity) * (a.contentSet.length + b.contentSet.length);
    if (exchanged < 2.5 && reordered(a, b)) return false;
    // A longer one is told again in some of its phrases; one of the same vocabulary in none.
    return Math.min(a.length, b.length) <= RIDDLE_WORDS || !reordered(a, b, OTHER_PHRASES);
  },
};

function paragraphAlike(a: Profile, b: Profile): number {
  const beyond = Math.min(a.length, b.length) - RIDDLE_WORDS;
  const part = Math.min(1, Math.max(0, beyond / (LONG_WORDS - RIDDLE_WORDS)));
  return PARAGRAPH_ALIKE + part * (LONG_ALIKE - PARAGRAPH_ALIKE);
}

const STATEMENTS: Way = {
  together: (a, b) => {
    const { shared, replaced, added } = exchangedIn(a, b);
    if (shared === 0 || replaced / (shared + replaced) > COMPATIBLE_REPLACED || added > shared) return null;
    if (contradict(a, b)) return null;
    const similarity = similarityOf(a, b);
    return similarity >= ALIKE ? similarity : null;
  },
  isAlike: saysTheSame,
};

/** How many words that matter two statements share, how many stand in the place of others, and how many one has more. */
function exchangedIn(a: Profile, b: Profile): Readonly<Record<'shared' | 'replaced' | 'added', number>> {
  const shared = sharedOf(a.contentSet, b.contentSet);
  const [onlyA, onlyB] = [a.contentSet.length - shared, b.contentSet.length - shared];
  const replaced = Math.min(onlyA, onlyB);
  return { shared, replaced, added: Math.max(onlyA, onlyB) - replaced };
}

function saysTheSame(a: Profile, b: Profile): boolean {
  const { shared, replaced, added } = exchangedIn(a, b);
  // Asked last: to look at the order of all words is most of the work.
  return exchangesLittle(a, b, shared, replaced, added) && !reordered(a, b);
}

function exchangesLittle(a: Profile, b: Profile, shared: number, replaced: number, added: number): boolean {
  if (replaced > 0) {
    // One word in a short sentence is its point (the capital of France, of Spain); so is often the last one.
    const sameEnd = b.content.includes(a.content.at(-1) ?? '') && a.content.includes(b.content.at(-1) ?? '');
    return (
      shared >= 8 &&
      sameEnd &&
      !opensOtherwise(a, b) &&
      replaced / (shared + replaced) <= ALIKE_REPLACED &&
      added <= shared / 4
    );
  }
  if (added > 0) return shared >= 5 && added <= shared / 4;
  return shared >= 5 || (shared >= 2 && a.content.join(' ') === b.content.join(' '));
}

/** Neighbouring words that a moved clause may tear apart, as a share. Who chased whom tears more. */
const MOVED = 0.4;
/** More than this is torn of texts that share their vocabulary and no phrases. */
const OTHER_PHRASES = 0.7;

/** Where each word that matters of a profile stands in its set of them. */
function orderOf({ content, contentSet, made }: Profile): Order {
  return (made.order ??= Uint32Array.from(content, (stem) => placeOf(hashOf(stem), contentSet)));
}

function placeOf(word: number, sorted: HashSet): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Finds out how much of one text's order another one tears. Asked of millions of pairs, so it makes nothing anew: its arrays grow
 * with the longest text, and a mark is of the pair that was looked at last.
 */
class Tearing {
  /** The number of each shared word, by its place in the set of the one and of the other; -1 for the others. */
  #ofOne = new Int32Array(0);
  #ofOther = new Int32Array(0);
  /** Marks pairs of neighbours of the other text, by the numbers of their words. */
  #marks = new Uint32Array(0);
  #mark = 0;

  /** Pairs of neighbouring shared words in `one`, and those of them that are no neighbours in `other`. */
  between(one: Profile, other: Profile): { readonly pairs: number; readonly torn: number } {
    const shared = this.#number(one.contentSet, other.contentSet);
    this.#begin(shared * shared);
    const [marks, mark] = [this.#marks, this.#mark];
    let previous = -1;
    for (const place of orderOf(other)) {
      const word = this.#ofOther[place]!;
      if (word < 0) continue;
      if (previous >= 0) marks[previous * shared + word] = mark;
      previous = word;
    }
    let [pairs, torn] = [0, 0];
    previous = -1;
    for (const place of orderOf(one)) {
      const word = this.#ofOne[place]!;
      if (word < 0) continue;
      if (previous >= 0) {
        pairs++;
        torn += +(marks[previous * shared + word] !== mark);
      }
      previous = word;
    }
    return { pairs, torn };
  }

  /** Numbers the shared words of two sets; says how many they are. */
  #number(one: HashSet, other: HashSet): number {
    if (this.#ofOne.length < one.length) this.#ofOne = new Int32Array(2 * one.length);
    if (this.#ofOther.length < other.length) this.#ofOther = new Int32Array(2 * other.length);
    this.#ofOne.fill(-1, 0, one.length);
    this.#ofOther.fill(-1, 0, other.length);
    let [left, right, shared] = [0, 0, 0];
    while (left < one.length && right < other.length) {
      const [a, b] = [one[left]!, other[right]!];
      if (a === b) {
        this.#ofOne[left] = shared;
        this.#ofOther[right] = shared++;
      }
      left += +(a <= b);
      right += +(b <= a);
    }
    return shared;
  }

  #begin(pairs: number): void {
    if (this.#marks.length < pairs) {
      this.#marks = new Uint32Array(2 * pairs);
      this.#mark = 0;
    }
    if (++this.#mark === 2 ** 32) {
      this.#marks.fill(0);
      this.#mark = 1;
    }
  }
}

const tearing = new Tearing();

/** Whether the shared words stand in another order than one moved clause explains, or tear more than `most` of their neighbours. */
function reordered(a: Profile, b: Profile, most = MOVED): boolean {
  const { pairs, torn } = tearing.between(a, b);
  return torn > most * pairs;
}

/** How many members of `a` are not in `b`. */
const missing = (a: HashSet, b: HashSet): number => a.length - sharedOf(a, b);

const trigrams = ({ folded, made }: Profile): HashSet => (made.trigrams ??= trigramsOf(folded));

/** The sketch of a profile; computed once. */
export const sketch = ({ folded, made }: Profile): Sketch => (made.sketch ??= sketchOf(folded));
