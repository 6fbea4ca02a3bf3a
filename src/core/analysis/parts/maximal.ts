import type { Candidate } from './candidates.ts';
import type { Frequent } from './frequent-sequences.ts';

/** Which of many overlapping sequences say something new. */

/** A part that another one holds or overlaps in nearly as many outputs says nothing new. */
const NEARLY = 0.8;

/** Candidates that are compared with each other. */
const MOST_COMPARED = 300;

/** The sequences of a corpus: the numbers of their words, and the words. */
interface Words {
  readonly tokens: Int32Array;
  readonly roots: readonly string[];
}

/** Compares sequences by their words, whatever their numbers are. */
function byWords(a: Frequent, b: Frequent, { tokens, roots }: Words): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [one, other] = [roots[tokens[a.place + index]!]!, roots[tokens[b.place + index]!]!];
    if (one !== other) return one < other ? -1 : 1;
  }
  return a.length - b.length;
}

/** Whether the end of `one` from `shift` on is the beginning of `other`, or holds it. */
function meets(one: Int32Array, other: Int32Array, shift: number): boolean {
  const length = Math.min(one.length - shift, other.length);
  for (let index = 0; index < length; index++) if (one[shift + index] !== other[index]) return false;
  return true;
}

/** Whether two sequences share at least `least` words where they meet, or one holds the other. */
function overlap(a: Int32Array, b: Int32Array, least: number): boolean {
  for (let shift = 0; a.length - shift >= least; shift++) if (meets(a, b, shift)) return true;
  for (let shift = 0; b.length - shift >= least; shift++) if (meets(b, a, shift)) return true;
  return false;
}

/** The candidates that no longer one holds where they first stand, in as many outputs; found in one walk, longest first. */
function uncovered(found: readonly Candidate[]): readonly Candidate[] {
  /** By outputs and place: where the longest one that holds the place ends. */
  const ends = new Map<number, Map<number, number>>();
  return [...found]
    .sort((a, b) => b.length - a.length)
    .filter(({ place, length, outputs }) => {
      const covered = ends.get(outputs) ?? new Map<number, number>();
      ends.set(outputs, covered);
      if ((covered.get(place) ?? 0) >= place + length) return false;
      for (let at = place; at < place + length; at++)
        if ((covered.get(at) ?? 0) < place + length) covered.set(at, place + length);
      return true;
    });
}

const areNearly = (a: Frequent, b: Frequent) =>
  Math.min(a.outputs, b.outputs) >= NEARLY * Math.max(a.outputs, b.outputs);

/**
 * Of candidates at most `most` that are neither inside a longer one in nearly (80%) as many outputs, nor the same by half as a better
 * one in nearly as many; best first. `isWhole`: asked of few, whether a candidate is of one piece.
 */
export function maximal(
  found: readonly Candidate[],
  words: Words,
  isWhole: (one: Frequent) => boolean,
  most: number,
): readonly Candidate[] {
  const inOrder = (a: Candidate, b: Candidate) => b.score - a.score || b.length - a.length || byWords(a, b, words);
  const of = ({ place, length }: Frequent) => words.tokens.subarray(place, place + length);
  const whole: Candidate[] = [];
  const compared = [...uncovered(found)].sort(inOrder).slice(0, MOST_COMPARED);
  for (const one of compared.sort((a, b) => b.length - a.length || inOrder(a, b))) {
    const isInside = (longer: Candidate) =>
      longer.outputs >= NEARLY * one.outputs && overlap(of(longer), of(one), one.length);
    if (!whole.some(isInside) && isWhole(one)) whole.push(one);
  }
  const listed: Candidate[] = [];
  for (const one of whole.sort(inOrder)) {
    if (listed.length === most) break;
    const isTold = (better: Candidate) =>
      areNearly(one, better) &&
      overlap(of(better), of(one), Math.max(2, Math.ceil(Math.min(one.length, better.length) / 2)));
    if (!listed.some(isTold)) listed.push(one);
  }
  return listed;
}
