import { compareProfiles, mayStandTogether } from './compare.ts';
import type { Profile } from './profile.ts';

/** `TOGETHER`: not apart; whether alike was not asked. */
const [UNKNOWN, APART, COMPATIBLE, ALIKE, TOGETHER] = [0, 1, 2, 3, 4];
const CODES = { apart: APART, compatible: COMPATIBLE, alike: ALIKE } as const;
/** Up to so many profiles verdicts are kept, a byte a pair: 16 MB at most. */
const MOST_KEPT = 4096;

/** What pairs of profiles were found to be: they are asked for again and again, and comparing is the expensive part. */
export class Verdicts {
  readonly #profiles: readonly Profile[];
  readonly #bytes: Uint8Array | null;
  readonly #places: ReadonlyMap<Profile, number>;
  /** Verdicts of an earlier report, by the place that a profile has there; -1 for a new one. */
  #before: Verdicts | null;
  readonly #placeBefore: Int32Array;

  /** `before`: those of an earlier report of the same run, of which pairs need not be compared again. */
  constructor(profiles: readonly Profile[], before: Verdicts | null = null) {
    this.#profiles = profiles;
    this.#places = new Map(profiles.map((profile, place) => [profile, place]));
    this.#before = before;
    this.#placeBefore = Int32Array.from(profiles, (profile) =>
      before === null ? -1 : (before.#places.get(profile) ?? -1),
    );
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

  /** Lets go of the verdicts of the report before. */
  release(): void {
    this.#before = null;
  }

  /** Compares a pair: its similarity when it is alike, else `null`. */
  compare(a: number, b: number): number | null {
    const known = this.#codeBefore(a, b);
    if (this.#bytes !== null && (known === APART || known === COMPATIBLE)) {
      this.#bytes[this.#at(a, b)] = known;
      return null;
    }
    const { verdict, similarity } = compareProfiles(this.#profiles[a]!, this.#profiles[b]!);
    if (this.#bytes !== null) this.#bytes[this.#at(a, b)] = CODES[verdict]!;
    return verdict === 'alike' ? similarity : null;
  }

  /** Whether a pair may stand in one group. */
  mayShare(a: number, b: number): boolean {
    const known = this.#bytes?.[this.#at(a, b)] ?? UNKNOWN;
    if (known !== UNKNOWN) return known !== APART;
    const before = this.#codeBefore(a, b);
    const code = before === UNKNOWN ? this.#together(a, b) : before;
    if (this.#bytes !== null) this.#bytes[this.#at(a, b)] = code;
    return code !== APART;
  }

  #together(a: number, b: number): number {
    return mayStandTogether(this.#profiles[a]!, this.#profiles[b]!) ? TOGETHER : APART;
  }

  #codeBefore(a: number, b: number): number {
    const before = this.#before;
    if (before === null || before.#bytes === null) return UNKNOWN;
    const [one, other] = [this.#placeBefore[a]!, this.#placeBefore[b]!];
    return one === -1 || other === -1 ? UNKNOWN : before.#bytes[before.#at(one, other)]!;
  }

  #at(a: number, b: number): number {
    return a < b ? a * this.#profiles.length + b : b * this.#profiles.length + a;
  }
}
