import { hashOf } from '../text/sketch.ts';

/** How alike two wordings are, 0 (nothing shared) to 1. Sets are sorted arrays of hashes: comparing is what grouping spends its time on. */

/** Different hashes of some texts, ascending. */
export type HashSet = Uint32Array;

/** The set of some words. */
export function hashSetOf(words: Iterable<string>): HashSet {
  return distinct(Uint32Array.from(words, (word) => hashOf(word)));
}

/** Character 3-grams of a folded text, each once, with a space at both ends. */
export function trigramsOf(folded: string): HashSet {
  const padded = ` ${folded} `;
  const grams = new Uint32Array(Math.max(0, padded.length - 2));
  for (let index = 0; index < grams.length; index++) {
    const first = Math.imul(padded.charCodeAt(index), 0x9e3779b1) ^ padded.charCodeAt(index + 1);
    grams[index] = Math.imul(first, 0x85ebca6b) ^ padded.charCodeAt(index + 2);
  }
  return distinct(grams);
}

function distinct(hashes: Uint32Array): HashSet {
  hashes.sort();
  let kept = 0;
  for (let index = 0; index < hashes.length; index++)
    if (index === 0 || hashes[index] !== hashes[index - 1]) hashes[kept++] = hashes[index]!;
  return hashes.subarray(0, kept);
}

/** How many members two sets share. */
export function sharedOf(a: HashSet, b: HashSet): number {
  let shared = 0;
  let left = 0;
  let right = 0;
  while (left < a.length && right < b.length) {
    const one = a[left]!;
    const other = b[right]!;
    shared += +(one === other);
    left += +(one <= other);
    right += +(other <= one);
  }
  return shared;
}

/** Shared members over those of the smaller set; 0 when one is empty. */
export function containment(a: HashSet, b: HashSet): number {
  const smaller = Math.min(a.length, b.length);
  return smaller === 0 ? 0 : sharedOf(a, b) / smaller;
}

/** A text as its sets of 3-grams and of words. */
export interface Shape {
  readonly trigrams: HashSet;
  readonly words: HashSet;
}

/**
 * The mean of two containments: character 3-grams (which forgives endings and spelling) and words. Each is taken of the
 * shorter text, so that an addition costs less than a substitution.
 */
export function wordingSimilarity(a: Shape, b: Shape): number {
  return (containment(a.trigrams, b.trigrams) + containment(a.words, b.words)) / 2;
}
