import { indexCandidates } from './candidates.ts';
import { compareProfiles, SHORT_WORDS, similarityOf } from './compare.ts';
import type { Partition } from './equivalence.ts';
import { foldText } from './fold.ts';
import { cluster } from './linkage.ts';
import type { Link } from './linkage.ts';
import { profileOf } from './profile.ts';
import type { Profile } from './profile.ts';

/**
 * The last rung without a model: the same answer in other words. Short answers are compared by a key (article, spacing and
 * the way a number is written aside), so "dark blue" is not "light blue"; longer ones by their wording.
 */

/** Alike neighbours of one answer that are kept as links; more add nothing to its cluster. */
const MAX_LINKS = 32;

/** Groups answers whose wording says the same. The order of the answers does not matter. */
export function groupLexical(answers: readonly string[]): Partition {
  const folded = answers.map(foldText);
  const keys = new Map<string, string>();
  /** An answer as written for each key of a longer answer; the smallest, so that order does not matter. */
  const written = new Map<string, string>();
  folded.forEach((text, index) => {
    const key = keyOf(text);
    keys.set(text, key);
    if (!key.startsWith(LONGER)) return;
    const known = written.get(key);
    if (known === undefined || answers[index]! < known) written.set(key, answers[index]!);
  });
  const joined = joinLonger(written);
  const keyOfFolded = (text: string): string => joined.get(keys.get(text) ?? '') ?? keys.get(text) ?? text;
  return { keyOf: folded.map(keyOfFolded), explain };
}

/** Marks keys that are compared by wording. */
const LONGER = 'wording ';

function keyOf(folded: string): string {
  const number = /^(-?(?:0|[1-9]\d*))(?:\.(\d*?)0*)?$/.exec(folded);
  if (number !== null) {
    const fraction = number[2] ?? '';
    return `number ${number[1] === '-0' && fraction === '' ? '0' : number[1]!}${fraction === '' ? '' : `.${fraction}`}`;
  }
  const tokens = folded.split(' ');
  const bare = tokens.length > 1 && /^(?:an?|the)$/.test(tokens[0]!) ? tokens.slice(1) : tokens;
  if (bare.length >= SHORT_WORDS) return `${LONGER}${folded}`;
  // "sky blue" is "skyblue", but "1 5" is not "15".
  return `short ${bare.join(' ').replace(/(?<!\d) | (?!\d)/g, '')}`;
}

/** Key of each longer answer -> key of its cluster. */
function joinLonger(written: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const keys = [...written.keys()].sort();
  const profiles = keys.map((key) => profileOf(written.get(key)!, key.slice(LONGER.length)));
  const clusters = cluster(
    profiles.length,
    linksOf(profiles),
    (a, b) => compareProfiles(profiles[a]!, profiles[b]!).verdict !== 'apart',
  );
  return new Map(keys.map((key, index) => [key, keys[clusters[index]!]!]));
}

function linksOf(profiles: readonly Profile[]): readonly Link[] {
  const candidates = indexCandidates(profiles);
  const known = new Verdicts(profiles.length);
  const links: Link[] = [];
  profiles.forEach((profile, a) => {
    let kept = 0;
    candidates.each(a, (b) => {
      const before = known.get(a, b);
      if (before === NOT_ALIKE) return true;
      if (before === UNKNOWN) {
        const { verdict, similarity } = compareProfiles(profile, profiles[b]!);
        known.set(a, b, verdict === 'alike' ? LINKED : NOT_ALIKE);
        if (verdict !== 'alike') return true;
        links.push({ a: Math.min(a, b), b: Math.max(a, b), similarity });
      }
      return ++kept < MAX_LINKS;
    });
  });
  return links;
}

const [UNKNOWN, NOT_ALIKE, LINKED] = [0, 1, 2];
/** Up to so many profiles verdicts are kept, a byte a pair: 16 MB at most. */
const MOST_KEPT = 4096;

/** What pairs were found to be: both sides of a pair may name the other, and comparing is the expensive part. */
class Verdicts {
  readonly #size: number;
  readonly #bytes: Uint8Array | null;

  constructor(size: number) {
    this.#size = size;
    this.#bytes = size <= MOST_KEPT ? new Uint8Array(size * size) : null;
  }

  get(a: number, b: number): number {
    return this.#bytes?.[this.#at(a, b)] ?? UNKNOWN;
  }

  set(a: number, b: number, verdict: number): void {
    if (this.#bytes !== null) this.#bytes[this.#at(a, b)] = verdict;
  }

  #at(a: number, b: number): number {
    return a < b ? a * this.#size + b : b * this.#size + a;
  }
}

function explain(answer: string, naming: string): string {
  const [one, other] = [foldText(answer), foldText(naming)];
  if (one === other) return '';
  const key = keyOf(one);
  if (key === keyOf(other)) return key.startsWith('number') ? 'the same number' : 'article or spacing aside';
  return `wording ${similarityOf(profileOf(answer, one), profileOf(naming, other)).toFixed(2)} alike`;
}
