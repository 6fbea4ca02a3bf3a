import { seededRandom } from '../../statistics/random.ts';
import { rougeL } from './common-words.ts';
import { pick } from './text-sample.ts';
import { figureOf, type TextStatisticDefinition } from './text-statistic.ts';

/** All pairs of 1,000 long texts would take minutes. */
const MOST_PAIRS = 500;
/** What of a text is compared. */
const FIRST_WORDS = 512;

/** Pairs of 0 ... n - 1: all of them when they are at most `most`, else that many different ones. Reproducible from `seed`. */
export function pairsOf(n: number, most: number, seed: number): readonly (readonly [number, number])[] {
  const all = (n * (n - 1)) / 2;
  const pairs: [number, number][] = [];
  if (all <= most) {
    for (let b = 1; b < n; b++) for (let a = 0; a < b; a++) pairs.push([a, b]);
    return pairs;
  }
  const random = seededRandom(seed);
  const taken = new Set<number>();
  while (pairs.length < most) {
    const [one, other] = [pick(random, n), pick(random, n)];
    const [a, b] = one < other ? [one, other] : [other, one];
    if (a === b || taken.has(a * n + b)) continue;
    taken.add(a * n + b);
    pairs.push([a, b]);
  }
  return pairs;
}

/**
 * Homogenisation (Padmakumar and He 2024): the mean ROUGE-L F1 of pairs of texts, 0 (no word in common) ... 1 (all the
 * same), over all pairs or a seeded sample of 500, on the first 512 words of each text. n: the pairs; undefined for
 * fewer than two texts.
 */
export const homogenization = {
  id: 'homogenization',
  label: 'Homogenisation',
  unit: 'share',
  of: ({ corpus, texts, seed }) => {
    const pairs = pairsOf(texts.length, MOST_PAIRS, seed);
    const beginnings = new Map<number, Int32Array>();
    const beginning = (text: number) => {
      const document = corpus.documentOf[texts[text]!]!;
      const known = beginnings.get(document) ?? corpus.beginningOf(document, FIRST_WORDS);
      beginnings.set(document, known);
      return known;
    };
    const sum = pairs.reduce((total, [a, b]) => total + rougeL(beginning(a), beginning(b)), 0);
    return figureOf(pairs.length === 0 ? null : sum / pairs.length, pairs.length);
  },
} as const satisfies TextStatisticDefinition;
