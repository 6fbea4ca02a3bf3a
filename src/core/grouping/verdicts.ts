import { compareProfiles } from './compare.ts';
import type { Profile } from './profile.ts';

const [UNKNOWN, APART, COMPATIBLE, ALIKE] = [0, 1, 2, 3];
const CODES = { apart: APART, compatible: COMPATIBLE, alike: ALIKE } as const;
/** Up to so many profiles verdicts are kept, a byte a pair: 16 MB at most. */
const MOST_KEPT = 4096;

/** What pairs of profiles were found to be: they are asked for again and again, and comparing is the expensive part. */
export class Verdicts {
  readonly #profiles: readonly Profile[];
  readonly #bytes: Uint8Array | null;

  constructor(profiles: readonly Profile[]) {
    this.#profiles = profiles;
    this.#bytes = profiles.length <= MOST_KEPT ? new Uint8Array(profiles.length * profiles.length) : null;
  }

  /** Whether the verdict on a pair is kept. */
  has(a: number, b: number): boolean {
    return (this.#bytes?.[this.#at(a, b)] ?? UNKNOWN) !== UNKNOWN;
  }

  /** Whether a pair that was compared is alike. */
  areAlike(a: number, b: number): boolean {
    return this.#bytes?.[this.#at(a, b)] === ALIKE;
  }

  /** Compares a pair: its similarity when it is alike, else `null`. */
  compare(a: number, b: number): number | null {
    const { verdict, similarity } = compareProfiles(this.#profiles[a]!, this.#profiles[b]!);
    if (this.#bytes !== null) this.#bytes[this.#at(a, b)] = CODES[verdict]!;
    return verdict === 'alike' ? similarity : null;
  }

  /** Whether a pair may stand in one group. */
  mayShare(a: number, b: number): boolean {
    if (this.#bytes === null) return compareProfiles(this.#profiles[a]!, this.#profiles[b]!).verdict !== 'apart';
    if (!this.has(a, b)) this.compare(a, b);
    return this.#bytes[this.#at(a, b)] !== APART;
  }

  #at(a: number, b: number): number {
    return a < b ? a * this.#profiles.length + b : b * this.#profiles.length + a;
  }
}
