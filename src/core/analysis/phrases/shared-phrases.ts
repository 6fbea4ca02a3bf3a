import type { SharedPhrase } from '../../model/report.ts';
import type { Corpus } from '../texts/corpus.ts';
import { BARRIER } from '../texts/grams.ts';
import { isContentWord, joinTokens, LONGEST_TERM } from '../texts/tokens.ts';
import { eachRepeated, type Repeated, type Writers } from './repeated.ts';

/** Longest list, and what of it is kept for phrases of the prompt when there are more. */
const MOST_LISTED = 50;
const KEPT_FOR_ECHO = 10;

/** A phrase that overlaps a listed one in half of its words and is in nearly as many outputs says nothing new. */
const NEARLY = 0.8;

/** A repeated sequence with what its rank is made of. */
interface Candidate extends Repeated {
  readonly lift: number;
  readonly score: number;
}

/** Candidates that are kept while they are found; only the best of them can be listed. */
const MOST_KEPT = 2_000;

const inOrder = (a: Candidate, b: Candidate) => b.score - a.score || b.length - a.length || a.place - b.place;

/** The best candidates of all that are added, found without sorting all of them. */
class Best {
  #kept: Candidate[] = [];
  #floor = 0;

  add(found: Repeated, lift: number, score: number): void {
    if (score < this.#floor) return;
    this.#kept.push({ ...found, lift, score });
    if (this.#kept.length < 2 * MOST_KEPT) return;
    this.#kept = this.sorted().slice(0, MOST_KEPT);
    this.#floor = this.#kept.at(-1)!.score;
  }

  /** Best first. */
  sorted(): Candidate[] {
    return this.#kept.sort(inOrder);
  }
}

/** What the phrases are looked for in. */
export interface PhraseMaterial {
  readonly corpus: Corpus;
  readonly writers: Writers;
  /** Target ids, by target number. */
  readonly targets: readonly string[];
  /** The same by condition, when there are several. */
  readonly conditions?: { readonly ids: readonly string[]; readonly writers: Writers };
  /** Folded words of the prompts. */
  readonly prompted: ReadonlySet<string>;
  /** Whether a prompt or system prompt holds the phrase, given by its folded words. */
  readonly isEcho: (phrase: string) => boolean;
}

/** Outputs in all, words of the mean one, and share of each word. */
interface Usage {
  readonly outputs: number;
  readonly meanWords: number;
  readonly shares: Float64Array;
}

function usageOf({ tokens, starts, words }: Corpus, writers: Writers): Usage {
  const counts = new Float64Array(words.length);
  let total = 0;
  let outputs = 0;
  writers.forEach((wrote, document) => {
    const copies = wrote.reduce((sum, [, written]) => sum + written, 0);
    outputs += copies;
    for (let place = starts[document]!; place < starts[document + 1]!; place++) {
      if (tokens[place] === BARRIER) continue;
      counts[tokens[place]!]! += copies;
      total += copies;
    }
  });
  return { outputs, meanWords: total / outputs, shares: counts.map((count) => count / total) };
}

/**
 * Outputs / outputs expected if every place of an output of mean length drew its word independently by the share of the word in
 * all outputs: n (1 - exp(-m prod p)), with m places where the phrase could begin. `chance`: prod p.
 */
function liftOf({ length, outputs }: Repeated, chance: number, usage: Usage): number {
  const places = Math.max(1, usage.meanWords - length + 1);
  return outputs / (usage.outputs * -Math.expm1(-places * chance));
}

/**
 * The best candidates by targets x outputs x ln(lift) x share of words that say something. Many targets, many outputs and little
 * chance make it large; 0 or less is no more than chance, and left out. Those made of the prompt's words
 * are apart: they may be its phrases.
 */
function candidates({ corpus, writers, prompted }: PhraseMaterial): {
  readonly own: Candidate[];
  readonly prompt: Candidate[];
} {
  const { tokens, words } = corpus;
  const usage = usageOf(corpus, writers);
  const says = Uint8Array.from(words, (word) => Number(isContentWord(word)));
  const isPrompted = Uint8Array.from(words, (word) => Number(prompted.has(word)));
  const [own, prompt] = [new Best(), new Best()];
  const consider = (found: Repeated) => {
    let chance = 1;
    let content = 0;
    let ofPrompt = 0;
    for (let place = found.place; place < found.place + found.length; place++) {
      const word = tokens[place]!;
      chance *= usage.shares[word]!;
      content += says[word]!;
      ofPrompt += isPrompted[word]!;
    }
    if (content === 0) return;
    const lift = liftOf(found, chance, usage);
    const score = (found.targets * found.outputs * Math.log(lift) * content) / found.length;
    if (score > 0) (ofPrompt === found.length ? prompt : own).add(found, lift, score);
  };
  eachRepeated(corpus, writers, (word) => words[word]!.length <= LONGEST_TERM, consider);
  return { own: own.sorted(), prompt: prompt.sorted() };
}

/** Whether the end of `one` is the beginning of `other`, or holds it, from `shift` on. */
function meets(one: Int32Array, other: Int32Array, shift: number): boolean {
  const length = Math.min(one.length - shift, other.length);
  for (let index = 0; index < length; index++) if (one[shift + index] !== other[index]) return false;
  return true;
}

/** Whether two phrases overlap by at least half of the shorter one, and by two words. */
function overlaps(a: Int32Array, b: Int32Array): boolean {
  const least = Math.max(2, Math.ceil(Math.min(a.length, b.length) / 2));
  for (let shift = 0; a.length - shift >= least; shift++) if (meets(a, b, shift)) return true;
  for (let shift = 0; b.length - shift >= least; shift++) if (meets(b, a, shift)) return true;
  return false;
}

const nearlyAsMany = (a: number, b: number) => Math.min(a, b) >= NEARLY * Math.max(a, b);

function wordsOf({ place, length }: Candidate, { corpus }: PhraseMaterial): Int32Array {
  return corpus.tokens.subarray(place, place + length);
}

function phraseText(candidate: Candidate, material: PhraseMaterial): string {
  return joinTokens(Array.from(wordsOf(candidate, material), (word) => material.corpus.words[word]!));
}

/** For each candidate, by number of who wrote it: outputs that hold it. One walk over the corpus for all of them. */
function holdersOf(
  listed: readonly Candidate[],
  { tokens, bigrams, documentAt }: Corpus,
  writers: Writers,
  size: number,
): readonly Int32Array[] {
  const counts = listed.map(() => new Int32Array(size));
  const lastIn = new Int32Array(listed.length).fill(-1);
  const byPair = new Map<number, number[]>();
  listed.forEach(({ place }, index) => {
    const pair = bigrams.at[place]!;
    byPair.set(pair, [...(byPair.get(pair) ?? []), index]);
  });
  const isWanted = new Uint8Array(bigrams.size);
  for (const pair of byPair.keys()) isWanted[pair] = 1;
  bigrams.at.forEach((pair, place) => {
    if (pair === BARRIER || isWanted[pair] === 0) return;
    const document = documentAt[place]!;
    for (const index of byPair.get(pair)!) {
      const { place: first, length } = listed[index]!;
      if (lastIn[index] === document) continue;
      if (!meets(tokens.subarray(place, place + length), tokens.subarray(first, first + length), 0)) continue;
      lastIn[index] = document;
      for (const [target, written] of writers[document]!) counts[index]![target]! += written;
    }
  });
  return counts;
}

const held = (ids: readonly string[], counts: Int32Array) =>
  ids.map((id, number) => [id, counts[number]!] as const).filter(([, outputs]) => outputs > 0);

function phrasesOf(listed: readonly Candidate[], echo: boolean, material: PhraseMaterial): readonly SharedPhrase[] {
  const { corpus, writers, targets, conditions } = material;
  const counts = holdersOf(listed, corpus, writers, targets.length);
  const under = conditions && holdersOf(listed, corpus, conditions.writers, conditions.ids.length);
  return listed.map((candidate, index) => {
    const byTarget = held(targets, counts[index]!);
    return {
      phrase: phraseText(candidate, material),
      outputs: candidate.outputs,
      targets: byTarget.length,
      byTarget: Object.fromEntries(byTarget),
      ...(under && { byCondition: Object.fromEntries(held(conditions.ids, under[index]!)) }),
      lift: candidate.lift,
      echo,
    };
  });
}

/** The first `most` candidates that tell something the ones before them do not. */
function telling(sorted: readonly Candidate[], most: number, material: PhraseMaterial): readonly Candidate[] {
  const listed: Candidate[] = [];
  for (const candidate of sorted) {
    if (listed.length === most) break;
    const words = wordsOf(candidate, material);
    const isTold = listed.some(
      (other) => nearlyAsMany(other.outputs, candidate.outputs) && overlaps(wordsOf(other, material), words),
    );
    if (!isTold) listed.push(candidate);
  }
  return listed;
}

/**
 * Phrases of 3 to 8 words that several outputs hold, most telling first, those of the prompt behind all others; at most 50.
 * Each output counts once. Of phrases that overlap in half of their words and are in nearly as many outputs the most telling one is
 * listed.
 */
export function sharedPhrases(material: PhraseMaterial): readonly SharedPhrase[] {
  const { own, prompt } = candidates(material);
  const isEcho = (candidate: Candidate) => material.isEcho(phraseText(candidate, material));
  const mixed = own.concat(prompt.filter((candidate) => !isEcho(candidate)));
  const echoes = telling(prompt.filter(isEcho), MOST_LISTED, material);
  const listed = telling(mixed.sort(inOrder), MOST_LISTED, material);
  const kept = Math.min(echoes.length, Math.max(KEPT_FOR_ECHO, MOST_LISTED - listed.length));
  return [
    ...phrasesOf(listed.slice(0, MOST_LISTED - kept), false, material),
    ...phrasesOf(echoes.slice(0, kept), true, material),
  ];
}
