import { BARRIER, gramAt, longerGrams, sizeOf, wordGrams, type Grams } from './grams.ts';
import { onText } from '../../watch.ts';
import { tokensOf } from './tokens.ts';

/** Pairs of neighbouring words. */
export interface Bigrams {
  /** All places of each. */
  readonly grams: Grams;
  /** By position of the first word; `BARRIER` where there is no pair. */
  readonly at: Int32Array;
  /** Different pairs; their numbers are 0 ... `size` - 1. */
  readonly size: number;
}

/** A different text. */
interface Document {
  readonly parts: readonly string[];
  readonly written: string;
}

/**
 * Texts as numbers. Equal texts are one document, so that a text that came a thousand times is counted at the price of
 * one. All documents lie one behind the other in `tokens`, with a barrier after each.
 */
export class Corpus {
  /** The word of each number. */
  readonly words: readonly string[];
  /** Word numbers and barriers. */
  readonly tokens: Int32Array;
  /** Document d is `tokens.subarray(starts[d], starts[d + 1])`. */
  readonly starts: Int32Array;
  /** The document of each given text. */
  readonly documentOf: Int32Array;
  /** By document: how many of the given texts are it. */
  readonly copies: Int32Array;
  /** The document of each place. */
  readonly documentAt: Int32Array;
  readonly #numbers = new Map<string, number>();
  #bigrams: Bigrams | null = null;

  /**
   * `texts`: for each text its folded parts; n-grams do not cross from one part to the next. `written`: what each was made
   * of, where that is not its only part.
   */
  constructor(texts: readonly (readonly string[])[], written: readonly string[] = []) {
    const known = new Map<string, number>();
    const different: Document[] = [];
    this.documentOf = new Int32Array(texts.length);
    texts.forEach((parts, index) => {
      const key = parts.length === 1 ? parts[0]! : parts.join('\n');
      let document = known.get(key);
      if (document === undefined)
        known.set(key, (document = different.push({ parts, written: written[index] ?? key }) - 1));
      this.documentOf[index] = document;
    });
    this.starts = new Int32Array(different.length + 1);
    this.tokens = this.#numbered(different);
    this.words = [...this.#numbers.keys()];
    this.copies = new Int32Array(this.size);
    for (const document of this.documentOf) this.copies[document]! += 1;
    this.documentAt = new Int32Array(this.tokens.length);
    for (let document = 0; document < this.size; document++)
      this.documentAt.fill(document, this.starts[document], this.starts[document + 1]);
  }

  /** Number of different texts. */
  get size(): number {
    return this.starts.length - 1;
  }

  /** The number of a word; `null` when no text holds it. */
  numberOf(word: string): number | null {
    return this.#numbers.get(word) ?? null;
  }

  /** The first words of a document, at most `most`, without barriers. */
  beginningOf(document: number, most: number): Int32Array {
    const words = new Int32Array(Math.min(most, this.starts[document + 1]! - this.starts[document]!));
    let length = 0;
    for (let place = this.starts[document]!; place < this.starts[document + 1]! && length < most; place++)
      if (this.tokens[place] !== BARRIER) words[length++] = this.tokens[place]!;
    return words.subarray(0, length);
  }

  /** All pairs of neighbouring words; found at the first call. */
  get bigrams(): Bigrams {
    return (this.#bigrams ??= this.#pairs());
  }

  #numbered(documents: readonly Document[]): Int32Array {
    const numbers = this.#numbers;
    // At most a word a character (of scripts without spaces), and a barrier behind each part.
    const room = documents.flatMap(({ parts }) => parts).reduce((sum, part) => sum + Math.max(part.length, 1) + 1, 0);
    const tokens = new Int32Array(room);
    let length = 0;
    documents.forEach(({ parts, written }, document) => {
      onText(written, () => {
        for (const part of parts) {
          for (const word of tokensOf(part)) {
            let number = numbers.get(word);
            if (number === undefined) numbers.set(word, (number = numbers.size));
            tokens[length++] = number;
          }
          tokens[length++] = BARRIER;
        }
      });
      this.starts[document + 1] = length;
    });
    return tokens.slice(0, length);
  }

  #pairs(): Bigrams {
    const { tokens, words } = this;
    const grams = longerGrams(wordGrams(tokens, words.length), tokens, words.length, () => true);
    return { grams, at: gramAt(grams, tokens.length), size: sizeOf(grams) };
  }
}

/** The documents of some texts of a corpus: [document, how many of the texts are it], in the order of the texts. */
export function documentsOf(corpus: Corpus, texts: readonly number[]): readonly (readonly [number, number])[] {
  const copies = new Map<number, number>();
  for (const text of texts) {
    const document = corpus.documentOf[text]!;
    copies.set(document, (copies.get(document) ?? 0) + 1);
  }
  return [...copies];
}
