// The entry for browsers: the other one reaches for Node's worker threads.
import { gzipSync, strFromU8, strToU8 } from 'fflate/browser';
import type { Interval } from '../../model/report.ts';
import { seededRandom, shuffle } from '../../statistics/random.ts';
import type { TextSample } from './text-sample.ts';
import { figureOf, type TextStatisticDefinition } from './text-statistic.ts';

/** Shuffled versions that the ratio is shown beside, and the 97.5% point of Student's t for one fewer. */
const SHUFFLES = 9;
const STUDENT = 2.306;
/** gzip looks back 32 KiB; of a longer text it sees no more at a time. */
const MOST_BYTES = 32_768;
/** Bytes compressed for one report, the shuffled versions aside: many cells are compared on less of each. */
const BYTES_OF_A_REPORT = 4 * MOST_BYTES;
const FEWEST_BYTES = 4_096;

const bytesOf = (text: string) => strToU8(text).length;

/**
 * UTF-8 bytes to which all samples of a report are cut, so that they compare: gzip makes longer texts relatively smaller. The
 * shortest sample of at least two texts decides, up to 32 KiB (less with more than four samples). `null` without such a sample.
 */
export function matchedBytes(written: readonly string[], samples: readonly (readonly number[])[]): number | null {
  const compared = samples.filter((texts) => texts.length >= 2);
  if (compared.length === 0) return null;
  const most = Math.min(MOST_BYTES, Math.max(FEWEST_BYTES, Math.floor(BYTES_OF_A_REPORT / samples.length)));
  return compared.reduce((least, texts) => {
    let bytes = 0;
    for (let index = 0; index < texts.length && bytes < least; index++) bytes += bytesOf(written[texts[index]!]!) + 1;
    return Math.min(least, bytes);
  }, most);
}

/** Texts in a seeded order, a line break after each, cut at `bytes`, and how many texts that took. */
function joined({ written, texts, seed }: TextSample, bytes: number): { readonly text: string; readonly n: number } {
  const order = shuffle([...texts], seededRandom(seed));
  const parts: string[] = [];
  let length = 0;
  for (const text of order) {
    if (length >= bytes) break;
    parts.push(`${written[text]!}\n`);
    length += bytesOf(written[text]!) + 1;
  }
  // A character that is cut in half becomes a replacement character; one in 32 KiB does no harm.
  return { text: strFromU8(strToU8(parts.join('')).subarray(0, bytes)), n: parts.length };
}

/** Bytes / bytes after gzip, level 9, no time in the header. Compressed once. */
export function gzipRatio(text: string): number {
  const bytes = strToU8(text);
  return bytes.length / gzipSync(bytes, { level: 9, mtime: 0 }).length;
}

/**
 * Central 95% of the ratios of the same words in random order, the white space between them where it was: where a
 * further version would fall, by mean and standard deviation of nine of them, because they hardly differ.
 */
function shuffledBand(text: string, seed: number): Interval {
  const random = seededRandom(seed);
  const pieces = text.split(/(\s+)/);
  const words = pieces.filter((_, index) => index % 2 === 0);
  const ratios = Array.from({ length: SHUFFLES }, () => {
    shuffle(words, random);
    words.forEach((word, index) => (pieces[2 * index] = word));
    return gzipRatio(pieces.join(''));
  });
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / SHUFFLES;
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (SHUFFLES - 1);
  const half = STUDENT * Math.sqrt(variance * (1 + 1 / SHUFFLES));
  return [mean - half, mean + half];
}

/**
 * Compression ratio (Shaib et al. 2024): bytes of all texts joined / bytes after one gzip of level 9; more is more alike.
 * Length-matched: all samples of a report are cut to the same number of bytes, and compare only within it. `nullBand`: the
 * central 95% of the same words shuffled; a ratio above it is order, not vocabulary. n: the texts that fitted; undefined for
 * fewer than two texts.
 */
export const compressionRatio = {
  id: 'compression-ratio',
  label: 'Compression ratio',
  unit: 'ratio',
  of: (sample) => {
    if (sample.texts.length < 2 || sample.matchedBytes === null) return figureOf(null, sample.texts.length);
    const { text, n } = joined(sample, sample.matchedBytes);
    return { ...figureOf(gzipRatio(text), n), nullBand: shuffledBand(text, sample.seed) };
  },
} as const satisfies TextStatisticDefinition;
