import type { Writers } from '../phrases/repeated.ts';
import type { Corpus } from '../texts/corpus.ts';
import { BARRIER } from '../texts/grams.ts';
import { isContentWord, joinTokens, LONGEST_TERM } from '../texts/tokens.ts';
import type { TermTable } from './signatures.ts';

/** Short answers: each group of answers is a term. `counts`: by target, how often each group was its answer. */
export function answerTerms(names: readonly string[], counts: readonly Int32Array[]): TermTable {
  const all = new Int32Array(names.length);
  for (const ofTarget of counts) ofTarget.forEach((count, group) => (all[group]! += count));
  return {
    terms: names.length,
    nameOf: (group) => names[group]!,
    totals: counts.map((ofTarget) => ofTarget.reduce((sum, count) => sum + count, 0)),
    countsOf: (target) => counts[target]!,
    all,
  };
}

/** Adds to `counts` the documents that hold each term; the terms of the pairs of words follow those of the words. */
function countTerms(corpus: Corpus, copiesOf: (document: number) => number, counts: Int32Array): Int32Array {
  const { tokens, bigrams, starts, words } = corpus;
  const lastIn = new Int32Array(counts.length).fill(-1);
  const meet = (term: number, document: number, copies: number) => {
    if (lastIn[term] === document) return;
    lastIn[term] = document;
    counts[term]! += copies;
  };
  for (let document = 0; document + 1 < starts.length; document++) {
    const copies = copiesOf(document);
    if (copies === 0) continue;
    for (let place = starts[document]!; place < starts[document + 1]!; place++) {
      if (tokens[place] !== BARRIER) meet(tokens[place]!, document, copies);
      if (bigrams.at[place] !== BARRIER) meet(words.length + bigrams.at[place]!, document, copies);
    }
  }
  return counts;
}

/** Sets the counts of what is no term to 0: function words, words of the prompt alone, very long words. */
function keepTerms(counts: Int32Array, { words, tokens, bigrams }: Corpus, prompted: ReadonlySet<string>): void {
  const says = Uint8Array.from(words, (word) => Number(word.length <= LONGEST_TERM && isTerm(word)));
  const isNew = Uint8Array.from(words, (word) => Number(!prompted.has(word)));
  words.forEach((_, word) => {
    if (says[word] === 0 || isNew[word] === 0) counts[word] = 0;
  });
  bigrams.at.forEach((pair, place) => {
    if (pair === BARRIER) return;
    const [one, other] = [tokens[place]!, tokens[place + 1]!];
    if (says[one] === 0 || says[other] === 0 || (isNew[one] === 0 && isNew[other] === 0))
      counts[words.length + pair] = 0;
  });
}

/** Whether a word may be a term: it says something, or is a number. */
function isTerm(word: string): boolean {
  return isContentWord(word) || /\p{N}/u.test(word);
}

/**
 * Long texts: words and pairs of neighbouring words, each counted once a text. Function words are no terms and part of none; nor is
 * what is made of words of the prompt alone. `writers`: who wrote each document; `prompted`: folded words of the prompts.
 */
export function wordTerms(corpus: Corpus, writers: Writers, targets: number, prompted: ReadonlySet<string>): TermTable {
  const terms = corpus.words.length + corpus.bigrams.size;
  const written = writers.map((wrote) => wrote.reduce((sum, [, copies]) => sum + copies, 0));
  const all = countTerms(corpus, (document) => written[document]!, new Int32Array(terms));
  keepTerms(all, corpus, prompted);
  const totals = new Array<number>(targets).fill(0);
  for (const wrote of writers) for (const [target, copies] of wrote) totals[target]! += copies;
  const counts = new Int32Array(terms);
  const wordsOf = (term: number): readonly string[] => {
    if (term < corpus.words.length) return [corpus.words[term]!];
    const place = corpus.bigrams.at.indexOf(term - corpus.words.length);
    return [corpus.words[corpus.tokens[place]!]!, corpus.words[corpus.tokens[place + 1]!]!];
  };
  return {
    terms,
    nameOf: (term) => joinTokens(wordsOf(term)),
    totals,
    countsOf: (target) => {
      const copies = writers.map((wrote) => wrote.find(([writer]) => writer === target)?.[1] ?? 0);
      countTerms(corpus, (document) => copies[document]!, counts.fill(0));
      return counts;
    },
    all,
  };
}
