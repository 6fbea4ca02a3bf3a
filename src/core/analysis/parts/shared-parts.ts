import type { SharedPart } from '../../model/report.ts';
import type { Writers } from '../phrases/repeated.ts';
import type { Corpus } from '../texts/corpus.ts';
import { BARRIER } from '../texts/grams.ts';
import { joinTokens } from '../texts/tokens.ts';
import { Breaks, isOnePiece } from './breaks.ts';
import { Candidates } from './candidates.ts';
import { documentsWith, eachFrequent, type Frequent, type Sequences } from './frequent-sequences.ts';
import { maximal } from './maximal.ts';
import { LEAST_SHARE } from './part-finder.ts';
import { namesIn, sampleOf, spellingOf } from './spellings.ts';
import { vocabularyOf, WEIGHT, type Vocabulary } from './vocabulary.ts';

/** What outputs share: names, words and phrases in many of them. */

/** A part is in at least three outputs. */
const FEWEST_OUTPUTS = 3;

/** Longest list. */
export const MOST_PARTS = 20;

/** Words of an output that are looked at. */
export const WORDS_LOOKED_AT = 10_000;

/** What parts are looked for in. */
export interface PartMaterial {
  readonly corpus: Corpus;
  /** The texts that the corpus was made of, as they were written. */
  readonly written: readonly string[];
  readonly writers: Writers;
  /** Target ids, by target number. */
  readonly targets: readonly string[];
  /** The same by condition, when there are several. */
  readonly conditions?: { readonly ids: readonly string[]; readonly writers: Writers };
  /** Folded words of the prompts. */
  readonly prompted: ReadonlySet<string>;
}

/** By document: of its outputs, which may differ in case and marks, the text that is first by its characters. */
function writtenBy({ documentOf, size }: Corpus, written: readonly string[]): readonly string[] {
  const texts = new Array<string | null>(size).fill(null);
  documentOf.forEach((document, index) => {
    const text = written[index]!;
    const other = texts[document];
    if (other === null || other === undefined || text < other) texts[document] = text;
  });
  return texts.map((text) => text ?? '');
}

/** The documents of a corpus in an order that does not depend on that of the outputs. */
interface Ordered {
  readonly sequences: Sequences;
  /** Number of a document in the corpus, by its number here. */
  readonly documents: readonly number[];
  /** The words of the corpus at each place. */
  readonly words: Int32Array;
}

/** The corpus by roots, with barriers where nothing is looked for. */
function ordered(corpus: Corpus, { roots, weights, rootOf: numberOf }: Vocabulary, texts: readonly string[]): Ordered {
  const documents = [...texts.keys()].sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b));
  const starts = new Int32Array(documents.length + 1);
  const words = new Int32Array(corpus.tokens.length).fill(BARRIER);
  const documentAt = new Int32Array(corpus.tokens.length);
  documents.forEach((document, index) => {
    const tokens = corpus.tokens.subarray(corpus.starts[document], corpus.starts[document + 1]);
    const [start, end] = [starts[index]!, starts[index]! + tokens.length];
    words.set(tokens.subarray(0, WORDS_LOOKED_AT), start);
    documentAt.fill(index, start, end);
    starts[index + 1] = end;
  });
  const tokens = words.map((word) => {
    const root = word === BARRIER ? BARRIER : numberOf[word]!;
    return root === BARRIER || weights[root] === WEIGHT.barred ? BARRIER : root;
  });
  const copies = Int32Array.from(documents, (document) => corpus.copies[document]!);
  return { sequences: { tokens, size: roots.length, documentAt, starts, copies }, documents, words };
}

/** Outputs by id of who wrote them, without those of none. */
function held(
  ids: readonly string[],
  writers: Writers,
  documents: readonly number[],
): Readonly<Record<string, number>> {
  const counts = new Int32Array(ids.length);
  for (const document of documents) for (const [who, written] of writers[document]!) counts[who]! += written;
  return Object.fromEntries(ids.map((id, who) => [id, counts[who]!] as const).filter(([, outputs]) => outputs > 0));
}

/**
 * The names, words and phrases that at least 30% of the outputs hold and no prompt said, most telling first, at most 20. Each output
 * counts once; case and the forms of a word are the same. Everyday words are no parts by themselves, unless they are written as
 * names. No part begins or ends with a small word, but for an opening one ("in your eyes"), crosses the end of a sentence, or says what
 * another one says (`maximal`). The same in whatever order the outputs come.
 */
export function sharedParts(material: PartMaterial): readonly SharedPart[] {
  const { corpus, writers, targets, conditions } = material;
  const total = corpus.documentOf.length;
  const fewest = Math.max(FEWEST_OUTPUTS, Math.ceil(LEAST_SHARE * total));
  if (total < fewest) return [];
  const vocabulary = vocabularyOf(corpus, material.prompted);
  const { roots } = vocabulary;
  const texts = writtenBy(corpus, material.written);
  const { sequences, documents, words } = ordered(corpus, vocabulary, texts);
  const sample = sampleOf(material.written);
  const breaks = new Breaks(sequences, roots, (document) => texts[documents[document]!]!);
  const candidates = new Candidates(sequences, vocabulary, namesIn(sample), breaks);
  eachFrequent(sequences, fewest, (found) => candidates.add(found));
  const spell = ({ place, length }: Frequent): string => {
    const parts = Array.from(sequences.tokens.subarray(place, place + length), (root) => roots[root]!);
    const folded = Array.from(words.subarray(place, place + length), (word) => corpus.words[word]!);
    return spellingOf(parts, sample) ?? joinTokens(folded);
  };
  const isWhole = (one: Frequent) => isOnePiece(spell(one), one.length);
  const listed = maximal(candidates.found, { tokens: sequences.tokens, roots }, isWhole, MOST_PARTS);
  return documentsWith(listed, sequences).map((holding, index) => {
    const one = listed[index]!;
    const own = holding.map((document) => documents[document]!);
    return {
      text: spell(one),
      outputs: one.outputs,
      share: one.outputs / total,
      byTarget: held(targets, writers, own),
      ...(conditions ? { byCondition: held(conditions.ids, conditions.writers, own) } : {}),
    };
  });
}
