import { documentsOf, type Corpus } from './corpus.ts';
import { BARRIER } from './grams.ts';
import { figureOf, type TextStatisticDefinition } from './text-statistic.ts';

/** Different pairs of words / pairs of words of one document; `null` when it has fewer than two words. */
function distinctPairs({ bigrams, starts }: Corpus, document: number, seenIn: Int32Array): number | null {
  let pairs = 0;
  let different = 0;
  for (let place = starts[document]!; place < starts[document + 1]!; place++) {
    const pair = bigrams.at[place]!;
    if (pair === BARRIER) continue;
    pairs++;
    if (seenIn[pair] !== document + 1) different++;
    seenIn[pair] = document + 1;
  }
  return pairs === 0 ? null : different / pairs;
}

/**
 * Distinct-n for n = 2 (Li et al. 2016), of each document by itself: different pairs of neighbouring words / all pairs,
 * 0 ... 1, and the mean of that over the documents. It says how much a text repeats itself, not the others, and falls
 * with length. n: the texts of at least two words; undefined without one.
 */
export const distinct2 = {
  id: 'distinct-2',
  label: 'Different word pairs',
  unit: 'share',
  of: ({ corpus, texts }) => {
    const seenIn = new Int32Array(corpus.bigrams.size);
    let sum = 0;
    let n = 0;
    for (const [document, copies] of documentsOf(corpus, texts)) {
      const share = distinctPairs(corpus, document, seenIn);
      if (share === null) continue;
      sum += copies * share;
      n += copies;
    }
    return figureOf(n === 0 ? null : sum / n, n);
  },
} as const satisfies TextStatisticDefinition;
