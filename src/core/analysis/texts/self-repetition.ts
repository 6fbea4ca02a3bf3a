import { rememberEach } from '../../remember.ts';
import { documentsOf, type Corpus } from './corpus.ts';
import { BARRIER, gramAt, longerGrams, sizeOf, type Keep } from './grams.ts';
import { figureOf, type TextStatisticDefinition } from './text-statistic.ts';

/** By place of their first word: the 4-grams that more than one text of the corpus holds, or `BARRIER`. */
interface FourGrams {
  readonly at: Int32Array;
  readonly size: number;
}

/** Found once for all samples of a corpus. */
const fourGramsOf = rememberEach((corpus: Corpus): FourGrams => {
  const { tokens, words, copies, documentAt } = corpus;
  const hasCopies = copies.some((count) => count > 1);
  const isShared: Keep = (places, from, to) => {
    // Most grams stand in one place, and looking up its document would be what takes the time.
    if (to - from === 1 && !hasCopies) return false;
    const first = documentAt[places[from]!]!;
    return documentAt[places[to - 1]!] !== first || copies[first]! > 1;
  };
  let grams = corpus.bigrams.grams;
  while (grams.length < 4) grams = longerGrams(grams, tokens, words.length, isShared);
  return { at: gramAt(grams, tokens.length), size: sizeOf(grams) };
});

/** In how many of the texts each 4-gram is. */
function textsHolding(
  { starts }: Corpus,
  grams: FourGrams,
  documents: readonly (readonly [number, number])[],
): Int32Array {
  const holding = new Int32Array(grams.size);
  const lastIn = new Int32Array(grams.size).fill(-1);
  for (const [document, copies] of documents) {
    for (let place = starts[document]!; place < starts[document + 1]!; place++) {
      const gram = grams.at[place]!;
      if (gram === BARRIER || lastIn[gram] === document) continue;
      lastIn[gram] = document;
      holding[gram]! += copies;
    }
  }
  return holding;
}

/**
 * Self-repetition of 4-grams (Salkar et al. 2022): the mean over the texts of ln(1 + sum of N_i), where N_i is the number of
 * other texts that hold the text's i-th 4-gram of words. 0 when no text repeats another; it grows with the number and the length
 * of the texts, so only samples of one size compare. n: the texts; undefined for fewer than two.
 */
export const selfRepetition = {
  id: 'self-repetition',
  label: 'Self-repetition',
  unit: 'nats',
  of: ({ corpus, texts }) => {
    if (texts.length < 2) return figureOf(null, texts.length);
    const grams = fourGramsOf(corpus);
    const documents = documentsOf(corpus, texts);
    const holding = textsHolding(corpus, grams, documents);
    let sum = 0;
    for (const [document, copies] of documents) {
      let others = 0;
      for (let place = corpus.starts[document]!; place < corpus.starts[document + 1]!; place++) {
        const gram = grams.at[place]!;
        if (gram !== BARRIER) others += holding[gram]! - 1;
      }
      sum += copies * Math.log1p(others);
    }
    return figureOf(sum / texts.length, texts.length);
  },
} as const satisfies TextStatisticDefinition;
