import { isToldParagraph, PARAGRAPH_ALIKE } from './compare.ts';
import type { Profile } from './profile.ts';

/**
 * Tells most pairs of paragraphs that cannot be alike from a few machine words: each set of words that matter as the bits
 * that its hashes choose out of 128 (a Bloom filter of one hash). A bit that only one of two has stands for at least one
 * word that only that one has, so nothing alike is ever passed over. Lies in flat arrays: it is asked millions of times.
 */

const PARTS = 4;
const BITS = 32 * PARTS;

export class Signatures {
  readonly #bits: Int32Array;
  /** How many words that matter a paragraph has; 0 for what is not told apart by them. */
  readonly #sizes: Int32Array;
  /** The same number for the same statement. */
  readonly #statements: Int32Array;

  constructor(profiles: readonly Profile[]) {
    this.#bits = new Int32Array(PARTS * profiles.length);
    this.#sizes = new Int32Array(profiles.length);
    const numbers = new Map<string | null, number>();
    this.#statements = Int32Array.from(profiles, ({ statement }, place) => {
      const number = statement === null ? place : (numbers.get(statement) ?? place);
      numbers.set(statement, number);
      return number;
    });
    profiles.forEach((profile, place) => {
      if (!isToldParagraph(profile)) return;
      this.#sizes[place] = profile.contentSet.length;
      for (const hash of profile.contentSet) {
        const bit = hash % BITS;
        this.#bits[PARTS * place + (bit >>> 5)]! |= 1 << (bit & 31);
      }
    });
  }

  /** Whether two may be alike. False only for paragraphs that share too few of the words that matter and state different things. */
  mayBeAlike(a: number, b: number): boolean {
    const [sizeA, sizeB] = [this.#sizes[a]!, this.#sizes[b]!];
    if (sizeA === 0 || sizeB === 0 || this.#statements[a] === this.#statements[b]) return true;
    let onlyA = 0;
    let onlyB = 0;
    for (let part = 0; part < PARTS; part++) {
      const one = this.#bits[PARTS * a + part]!;
      const other = this.#bits[PARTS * b + part]!;
      onlyA += ones(one & ~other);
      onlyB += ones(other & ~one);
    }
    return 2 * Math.min(sizeA - onlyA, sizeB - onlyB) >= PARAGRAPH_ALIKE * (sizeA + sizeB);
  }
}

/** How many bits of a 32-bit integer are 1 (Warren, Hacker's Delight, figure 5-2). */
function ones(value: number): number {
  let sum = value - ((value >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  sum = (sum + (sum >>> 4)) & 0x0f0f0f0f;
  return Math.imul(sum, 0x01010101) >>> 24;
}
