/** A fixed-size digest of a long text by which near copies are found without comparing all of them. */

/** How many of the smallest hashes are kept: the error of the estimated share is about 1 / sqrt(256) = 0.06 at worst. */
export const SKETCH_SIZE = 256;

/** The smallest hashes of a text's word pairs, ascending. Texts with fewer pairs are digested whole. */
export type Sketch = Uint32Array;

const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, with a final mix so that the smallest hashes are a fair sample. */
export function hashOf(text: string, seed: number = SEED): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  return finished(hash);
}

function finished(sum: number): number {
  let hash = sum ^ (sum >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The bottom-k sketch (Cohen 1997) of the pairs of neighbouring words of a folded text. */
export function sketchOf(folded: string): Sketch {
  const pairs = pairHashes(folded).sort();
  const smallest = new Uint32Array(Math.min(SKETCH_SIZE, pairs.length));
  let kept = 0;
  for (let index = 0; index < pairs.length && kept < SKETCH_SIZE; index++)
    if (index === 0 || pairs[index] !== pairs[index - 1]) smallest[kept++] = pairs[index]!;
  return smallest.subarray(0, kept);
}

const SPACE = 32;

/** One hash for each pair of words; read off the text, because a page's words as strings cost more than their hashes. */
function pairHashes(folded: string): Uint32Array {
  const pairs = new Uint32Array((folded.length >>> 1) + 1);
  let count = 0;
  let previous = 0;
  let words = 0;
  let hash = SEED;
  for (let index = 0; index <= folded.length; index++) {
    const code = index === folded.length ? SPACE : folded.charCodeAt(index);
    if (code !== SPACE) {
      hash = Math.imul(hash ^ code, PRIME);
      continue;
    }
    const word = finished(hash);
    if (words++ > 0) pairs[count++] = pairHash(previous, word);
    previous = word;
    hash = SEED;
  }
  return pairs.subarray(0, count);
}

/** The hash of two neighbouring words, given by theirs. */
function pairHash(word: number, next: number): number {
  return mix(Math.imul(word, 0x9e3779b1) ^ next);
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 15);
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

/**
 * Share of word pairs that two texts have in common, 2J / (1 + J) of the estimated Jaccard index J: 0 ... 1. Less than
 * `least` may come out as 0, because the rest is then not looked at.
 */
export function sketchSimilarity(a: Sketch, b: Sketch, least = 0): number {
  const different = SKETCH_SIZE * (1 - least / (2 - least));
  let shared = 0;
  let seen = 0;
  let left = 0;
  let right = 0;
  while (seen < SKETCH_SIZE && left < a.length && right < b.length) {
    const one = a[left]!;
    const other = b[right]!;
    // Counted, not branched on: which is smaller is a coin toss, and a wrong guess costs more than the sum.
    shared += +(one === other);
    left += +(one <= other);
    right += +(other <= one);
    seen++;
    if (seen - shared > different) return 0;
  }
  // A text that was digested whole has no more pairs: what is left of the other one belongs to the union.
  seen = Math.min(SKETCH_SIZE, seen + (a.length - left) + (b.length - right));
  const jaccard = seen === 0 ? 0 : shared / seen;
  return (2 * jaccard) / (1 + jaccard);
}
