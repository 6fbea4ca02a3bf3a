import { seededRandom } from '../../../src/core/statistics/random.ts';

/** Choices by chance, the same for the same seed. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seededRandom(seed);
  }

  /** 0 ... `end` - 1. */
  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  one<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

/** The seed of one case: neighbouring cases have nothing in common (FNV-1a over what tells them apart). */
export function caseSeed(seed: number, fuzzer: string, index: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${fuzzer}/${index}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash | 0;
}
