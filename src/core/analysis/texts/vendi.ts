import { documentsOf, type Corpus } from './corpus.ts';
import { BARRIER } from './grams.ts';
import { symmetricEigenvalues } from './eigenvalues.ts';
import { someOf } from './text-sample.ts';
import { figureOf, type TextStatisticDefinition } from './text-statistic.ts';

/** Texts the kernel is made of at most; eigenvalues take the cube of it. */
const MOST_TEXTS = 500;
/** What of a text is compared, as for `homogenization`. Words, and barriers between the parts of a page. */
const FIRST_WORDS = 512;

/**
 * Vendi score of a kernel (Friedman and Dieng 2023): exp(-sum l ln l) over the eigenvalues l of K / n, 1 (all alike) ... n
 * (nothing alike). `kernel`: n x n row by row, symmetric, positive semidefinite, ones on the diagonal. With `weights`
 * (copies of each row's text, summing to n) it is the score of the larger kernel in which each row stands that often. `null` for
 * an empty kernel.
 */
export function vendiScore(
  kernel: Float64Array,
  size: number,
  weights: readonly number[] | null = null,
): number | null {
  if (size === 0) return null;
  const n = weights?.reduce((sum, weight) => sum + weight, 0) ?? size;
  const root = Float64Array.from({ length: size }, (_, row) => Math.sqrt((weights?.[row] ?? 1) / n));
  const scaled = kernel.map((value, place) => value * root[Math.floor(place / size)]! * root[place % size]!);
  let entropy = 0;
  // What rounding made of a 0 is left out.
  for (const value of symmetricEigenvalues(scaled, size)) if (value > 1e-14) entropy -= value * Math.log(value);
  return Math.exp(entropy);
}

/** Which rows hold a term, and how often: those of term t are at `starts[t]` ... `ends[t]` - 1, ascending. */
interface Postings {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly rows: Int32Array;
  readonly counts: Int32Array;
}

/** The terms of a document, one after the other: words, then pairs of words, numbered behind the words; barriers between. */
function termsOf({ tokens, bigrams, starts, words }: Corpus, document: number): Int32Array {
  const start = starts[document]!;
  const end = Math.min(starts[document + 1]!, start + FIRST_WORDS);
  const terms = new Int32Array(2 * (end - start));
  for (let place = start; place < end; place++) {
    terms[place - start] = tokens[place]!;
    const pair = bigrams.at[place]!;
    terms[end - start + place - start] = pair === BARRIER ? BARRIER : words.length + pair;
  }
  return terms;
}

function postingsOf(terms: readonly Int32Array[], size: number): Postings {
  const starts = new Int32Array(size + 1);
  const lastIn = new Int32Array(size);
  terms.forEach((ofRow, row) => {
    for (const term of ofRow) {
      if (term === BARRIER || lastIn[term] === row + 1) continue;
      lastIn[term] = row + 1;
      starts[term + 1]! += 1;
    }
  });
  for (let term = 0; term < size; term++) starts[term + 1]! += starts[term]!;
  const ends = starts.slice(0, size);
  const rows = new Int32Array(starts[size]!);
  const counts = new Int32Array(starts[size]!);
  terms.forEach((ofRow, row) => {
    for (const term of ofRow) {
      if (term === BARRIER) continue;
      // The rows come one after the other: what a row has of a term is the last one there, if there is one.
      const isOpen = ends[term]! > starts[term]! && rows[ends[term]! - 1] === row;
      const own = isOpen ? ends[term]! - 1 : ends[term]!++;
      rows[own] = row;
      counts[own]! += 1;
    }
  });
  return { starts, ends, rows, counts };
}

/** Sums of products of counts, every row with every one up to it. */
function products({ starts, ends, rows, counts }: Postings, size: number): Float64Array {
  const sums = new Float64Array(size * size);
  for (let term = 0; term < ends.length; term++) {
    const [start, end] = [starts[term]!, ends[term]!];
    for (let one = start; one < end; one++) {
      const row = rows[one]! * size;
      const count = counts[one]!;
      for (let other = start; other <= one; other++) sums[row + rows[other]!]! += count * counts[other]!;
    }
  }
  return sums;
}

/** Cosine of the counts of words and pairs of words, every document with every other; 1 on the diagonal. Lower triangle. */
export function cosineKernel(corpus: Corpus, documents: readonly number[]): Float64Array {
  const size = documents.length;
  const terms = documents.map((document) => termsOf(corpus, document));
  const kernel = products(postingsOf(terms, corpus.words.length + corpus.bigrams.size), size);
  const norms = documents.map((_, row) => Math.sqrt(kernel[row * size + row]!));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      const norm = norms[row]! * norms[column]!;
      kernel[row * size + column] = norm === 0 ? 0 : kernel[row * size + column]! / norm;
    }
    kernel[row * size + row] = 1;
  }
  return kernel;
}

/**
 * Vendi score of the texts with the cosine of their counts of words and pairs of words as the kernel: the effective number of
 * different texts by wording, 1 ... n, on the first 512 words of each. Of more than 500 texts a seeded sample of 500 is taken. n: the texts in the kernel.
 */
export const vendi = {
  id: 'vendi',
  label: 'Vendi score',
  unit: 'answers',
  of: ({ corpus, texts, seed }) => {
    const some = someOf(texts, MOST_TEXTS, seed);
    const documents = documentsOf(corpus, some);
    const kernel = cosineKernel(
      corpus,
      documents.map(([document]) => document),
    );
    const weights = documents.map(([, copies]) => copies);
    return figureOf(vendiScore(kernel, documents.length, weights), some.length);
  },
} as const satisfies TextStatisticDefinition;
