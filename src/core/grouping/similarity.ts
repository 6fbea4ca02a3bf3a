/** How alike two wordings are, 0 (nothing shared) to 1. */

/** Character 3-grams of a folded text, each once, with a space at both ends. */
export function trigramsOf(folded: string): ReadonlySet<string> {
  const padded = ` ${folded} `;
  const grams = new Set<string>();
  for (let index = 0; index + 3 <= padded.length; index++) grams.add(padded.slice(index, index + 3));
  return grams;
}

/** Shared members over those of the smaller set; 0 when one is empty. */
export function containment<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const member of small) if (large.has(member)) shared++;
  return shared / small.size;
}

/** A text as its sets of 3-grams and of words. */
export interface Shape {
  readonly trigrams: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/**
 * The mean of two containments: character 3-grams (which forgives endings and spelling) and words. Each is taken of the
 * shorter text, so that an addition costs less than a substitution.
 */
export function wordingSimilarity(a: Shape, b: Shape): number {
  return (containment(a.trigrams, b.trigrams) + containment(a.words, b.words)) / 2;
}
