import { sketch } from './compare.ts';
import { LONG_WORDS } from './limits.ts';
import type { Profile } from './profile.ts';
import { Signatures } from './signatures.ts';
import type { HashSet } from './similarity.ts';

/**
 * Finds the answers that are worth comparing by what they share, rarest first, instead of all pairs. Everything depends
 * on the profiles' order alone, so callers sort them first.
 */

/** Comparisons for all profiles together; beyond it a profile is compared with the first ones that share enough. */
const BUDGET = 2_000_000;
const LEAST_PER_PROFILE = 200;
/** Others that are looked at, for each comparison that the budget allows: most are told apart by their signatures. */
const LOOKS = 8;
/** Texts of nearly the limit's length are looked for in both ways: by words up to it, by word pairs from here on. */
const PAIRS_FROM = LONG_WORDS / 2;
/** Share of the smaller one's features that may be missing from the other: statements, and word pairs of long texts. */
const MISSING_WORDS = 0.35;
const MISSING_PAIRS = 0.6;

const NONE: HashSet = new Uint32Array();

/** Looks up, for one profile, others that may say the same. */
export interface Candidates {
  /**
   * Calls `visit` with indexes of profiles that may be alike until it returns false; each at most once, never its own. Of
   * a pair at least one side names the other.
   */
  each(index: number, visit: (other: number) => boolean): void;
}

/** Indexes the profiles. */
export function indexCandidates(profiles: readonly Profile[]): Candidates {
  const indexes = [
    // A share of the rarest words must be shared, and one more.
    new FeatureIndex(profiles, (profile) => profile.contentSet, MISSING_WORDS),
    // The shorter punchline is part of the longer one: its rarest word is.
    new FeatureIndex(profiles, (profile) => profile.riddle?.point ?? NONE, 0),
    new FeatureIndex(profiles, (profile) => (profile.length > PAIRS_FROM ? sketch(profile) : NONE), MISSING_PAIRS),
  ];
  const signatures = new Signatures(profiles);
  const seen = new Int32Array(profiles.length).fill(-1);
  const limit = Math.max(LEAST_PER_PROFILE, Math.floor(BUDGET / Math.max(1, profiles.length)));
  return {
    each(index, visit) {
      let left = limit;
      let looks = LOOKS * limit;
      seen[index] = index;
      for (const features of indexes) {
        for (const posting of features.sharing(index)) {
          for (const other of posting) {
            if (seen[other] === index) continue;
            seen[other] = index;
            if (looks-- <= 0) return;
            if (!signatures.mayBeAlike(index, other)) continue;
            if (left-- <= 0 || !visit(other)) return;
          }
        }
      }
    },
  };
}

/** Which profiles have a feature, and each profile's rarest features. */
class FeatureIndex {
  readonly #features: readonly HashSet[];
  readonly #postings = new Map<number, number[]>();
  readonly #missing: number;

  constructor(profiles: readonly Profile[], featuresOf: (profile: Profile) => HashSet, missing: number) {
    this.#features = profiles.map(featuresOf);
    this.#missing = missing;
    this.#features.forEach((features, index) => {
      for (const feature of features) {
        const posting = this.#postings.get(feature);
        if (posting === undefined) this.#postings.set(feature, [index]);
        else posting.push(index);
      }
    });
  }

  /** Lists of the profiles that share one of the rarest features, rarest first; some are in more than one. */
  sharing(index: number): readonly (readonly number[])[] {
    const features = this.#features[index] ?? NONE;
    const postings = Array.from(features, (feature) => this.#postings.get(feature) ?? []);
    const count = postings.length === 0 ? 0 : Math.floor(postings.length * this.#missing) + 1;
    // What only this profile has is passed over. Hashes are in order already, and sorting is stable.
    return postings
      .sort((a, b) => a.length - b.length)
      .slice(0, count)
      .filter((posting) => posting.length > 1);
  }
}
