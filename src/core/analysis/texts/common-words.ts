/** Bits of a block of the dynamic programme. */
const BITS = 32;

/** By word: where it stands in a text, a bit a position. */
function positionsOf(text: Int32Array, blocks: number): ReadonlyMap<number, Int32Array> {
  const positions = new Map<number, Int32Array>();
  text.forEach((word, index) => {
    let mask = positions.get(word);
    if (!mask) positions.set(word, (mask = new Int32Array(blocks)));
    mask[index >> 5]! |= 1 << (index & 31);
  });
  return positions;
}

function zeros(bits: Int32Array, length: number): number {
  let count = 0;
  for (let index = 0; index < length; index++) if (((bits[index >> 5]! >>> (index & 31)) & 1) === 0) count++;
  return count;
}

/**
 * Length of the longest common subsequence of two texts, in words. Bit-parallel (Hyyrö 2004): 32 cells of the table are one
 * addition.
 */
export function commonSubsequence(a: Int32Array, b: Int32Array): number {
  const blocks = Math.ceil(a.length / BITS);
  const positions = positionsOf(a, blocks);
  const state = new Int32Array(blocks).fill(-1);
  for (const word of b) {
    const mask = positions.get(word);
    if (!mask) continue;
    let carry = 0;
    for (let block = 0; block < blocks; block++) {
      const bits = state[block]!;
      const match = bits & mask[block]!;
      const sum = (bits >>> 0) + (match >>> 0) + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      state[block] = sum | 0 | (bits & ~mask[block]!);
    }
  }
  return zeros(state, a.length);
}

/**
 * ROUGE-L F1 of two texts (Lin 2004): 2 LCS / (words of a + words of b), 0 (no word in common) ... 1 (the same words in the
 * same order). 0 when both are empty.
 */
export function rougeL(a: Int32Array, b: Int32Array): number {
  const words = a.length + b.length;
  return words === 0 ? 0 : (2 * commonSubsequence(a, b)) / words;
}
