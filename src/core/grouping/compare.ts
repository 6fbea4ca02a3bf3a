import type { Profile } from './profile.ts';
import { containment, trigramsOf, wordingSimilarity } from './similarity.ts';
import { sketchOf, sketchSimilarity } from './sketch.ts';
import type { Sketch } from './sketch.ts';
import { opposed } from './words.ts';

/**
 * Whether two longer answers say the same in other words. `alike` joins; `compatible` may stand in one group because of
 * others between them; `apart` never does. What speaks against is looked at first: other numbers, a negation, other
 * names, an opposite.
 */

/** What a comparison found. `similarity` is 0 ... 1, 0 when apart for another reason than the wording. */
export interface Comparison {
  readonly verdict: 'alike' | 'compatible' | 'apart';
  readonly similarity: number;
}

/** From this many words on a text is compared as a whole, by its pairs of words. */
export const LONG_WORDS = 60;
/** Below this many words an answer is a name or a phrase, and is compared by its key alone. */
export const SHORT_WORDS = 5;

const APART: Comparison = { verdict: 'apart', similarity: 0 };

/** Share of word pairs above which long texts are one text, and above which they may share a group. */
const LONG_ALIKE = 0.7;
const LONG_COMPATIBLE = 0.6;
/** Least wording similarity of shorter texts. */
const ALIKE = 0.7;
/** Replaced words, as a share of the words that matter, that may stand in one group, and that are still the same answer. */
const COMPATIBLE_REPLACED = 0.34;
const ALIKE_REPLACED = 0.15;

/** Compares two profiles; symmetric. */
export function compareProfiles(a: Profile, b: Profile): Comparison {
  const [few, many] =
    a.words.length <= b.words.length ? [a.words.length, b.words.length] : [b.words.length, a.words.length];
  if (few * 2 < many) return APART;
  if (many > LONG_WORDS) return compareLong(a, b);
  if (contradict(a, b, few)) return APART;
  if (a.riddle !== null && b.riddle !== null) return compareRiddles(a, b, a.riddle, b.riddle);
  return compareStatements(a, b);
}

/** The figure that is shown for two profiles. */
export function similarityOf(a: Profile, b: Profile): number {
  if (Math.max(a.words.length, b.words.length) > LONG_WORDS) return sketchSimilarity(sketch(a), sketch(b));
  return wordingSimilarity({ trigrams: trigrams(a), words: a.wordSet }, { trigrams: trigrams(b), words: b.wordSet });
}

function compareLong(a: Profile, b: Profile): Comparison {
  const similarity = sketchSimilarity(sketch(a), sketch(b), LONG_COMPATIBLE);
  const verdict = similarity >= LONG_ALIKE ? 'alike' : similarity >= LONG_COMPATIBLE ? 'compatible' : 'apart';
  return { verdict, similarity };
}

function contradict(a: Profile, b: Profile, few: number): boolean {
  if (a.negations % 2 !== b.negations % 2) return true;
  if (opposed(a.wordSet, b.wordSet)) return true;
  const [onlyA, onlyB] = [missing(a.numbers, b.numbers), missing(b.numbers, a.numbers)];
  if (onlyA > 0 && onlyB > 0) return true;
  // A number that only one of two short answers has is part of the answer (Henry the 5th, route 66).
  if (onlyA + onlyB > 0 && few < 12) return true;
  return missing(a.names, b.contentSet) > 0 && missing(b.names, a.contentSet) > 0;
}

/** Question and answer: the same point, after setups that share their subject. */
function compareRiddles(
  a: Profile,
  b: Profile,
  one: NonNullable<Profile['riddle']>,
  other: NonNullable<Profile['riddle']>,
): Comparison {
  const [short, long] = [new Set(one.punchline), new Set(other.punchline)].sort((x, y) => x.size - y.size);
  const point = containment(short!, long!);
  const setup = containment(one.setup, other.setup);
  if (point < 1 || long!.size > 2 * short!.size + 1) return APART;
  const sameSubject = setup >= 0.5 || (setup >= 0.3 && short!.size >= 2);
  return sameSubject ? { verdict: 'alike', similarity: similarityOf(a, b) } : APART;
}

function compareStatements(a: Profile, b: Profile): Comparison {
  const onlyA = missing(a.contentSet, b.contentSet);
  const onlyB = missing(b.contentSet, a.contentSet);
  const shared = a.contentSet.size - onlyA;
  const replaced = Math.min(onlyA, onlyB);
  const added = Math.max(onlyA, onlyB) - replaced;
  if (shared === 0 || replaced / (shared + replaced) > COMPATIBLE_REPLACED || added > shared) return APART;
  const similarity = similarityOf(a, b);
  if (similarity < ALIKE) return { verdict: 'apart', similarity };
  return { verdict: saysTheSame(a, b, shared, replaced, added) ? 'alike' : 'compatible', similarity };
}

function saysTheSame(a: Profile, b: Profile, shared: number, replaced: number, added: number): boolean {
  if (reordered(a, b)) return false;
  if (replaced > 0) {
    // One word in a short sentence is its point (the capital of France, of Spain); so is often the last one.
    const sameEnd = b.contentSet.has(a.content.at(-1) ?? '') && a.contentSet.has(b.content.at(-1) ?? '');
    return shared >= 8 && sameEnd && replaced / (shared + replaced) <= ALIKE_REPLACED && added <= shared / 4;
  }
  if (added > 0) return shared >= 5 && added <= shared / 4;
  return shared >= 5 || (shared >= 2 && a.content.join(' ') === b.content.join(' '));
}

/** Neighbouring words that a moved clause may tear apart, as a share. Who chased whom tears more. */
const MOVED = 0.4;

/** Whether the shared words stand in another order than one moved clause explains. */
function reordered(a: Profile, b: Profile): boolean {
  const [one, other] = [
    a.content.filter((stem) => b.contentSet.has(stem)),
    b.content.filter((stem) => a.contentSet.has(stem)),
  ];
  const neighbours = new Set(other.slice(1).map((stem, index) => `${other[index]!} ${stem}`));
  const torn = one.slice(1).filter((stem, index) => !neighbours.has(`${one[index]!} ${stem}`)).length;
  return torn > MOVED * (one.length - 1);
}

/** How many members of `a` are not in `b`. */
function missing(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const member of a) if (!b.has(member)) count++;
  return count;
}

const trigramCache = new WeakMap<Profile, ReadonlySet<string>>();
const sketchCache = new WeakMap<Profile, Sketch>();

function trigrams(profile: Profile): ReadonlySet<string> {
  let grams = trigramCache.get(profile);
  if (grams === undefined) trigramCache.set(profile, (grams = trigramsOf(profile.folded)));
  return grams;
}

/** The sketch of a profile; computed once. */
export function sketch(profile: Profile): Sketch {
  let made = sketchCache.get(profile);
  if (made === undefined) sketchCache.set(profile, (made = sketchOf(profile.words)));
  return made;
}
