import type { Frequent, Sequences } from './frequent-sequences.ts';
import { writtenText, type WrittenText } from './spellings.ts';

/** Where sentences, lines and quotations end, so that no part begins in one and goes on in the next. */

/** Marks that end what belongs together; a comma may stand between the halves of a sentence. */
const BREAK = /[.!?;:()[\]{}"“”„«»|<>\n…—–。！？；：（）「」『』]/u;
const COMMA = /[,，、]/u;
/** Words of a part that may hold a comma. */
const SENTENCE = 6;

/** Words of a text that are looked through for one of a document, where the two are not cut alike. */
const WINDOW = 8;

/** Whether a part of so many words, as it is written, is of one piece. */
export function isOnePiece(spelling: string, words: number): boolean {
  const marks = spelling.replace(/(?<=\p{N})[.,:](?=\p{N})/gu, '');
  return !BREAK.test(marks) && (words >= SENTENCE || !COMMA.test(marks));
}

/** Of the words of a document: how many breaks and commas there are before each. */
interface Marks {
  readonly breaks: Int32Array;
  readonly commas: Int32Array;
}

/** The breaks of those documents that are asked about; first places of frequent sequences are in few of them. */
export class Breaks {
  readonly #sequences: Sequences;
  readonly #roots: readonly string[];
  readonly #textOf: (document: number) => string;
  readonly #marks = new Map<number, Marks>();

  /** `roots`: by token. `textOf`: a document as it was written. */
  constructor(sequences: Sequences, roots: readonly string[], textOf: (document: number) => string) {
    this.#sequences = sequences;
    this.#roots = roots;
    this.#textOf = textOf;
  }

  /** Whether a sequence is of one piece where it first stands. */
  isOnePiece({ place, length }: Frequent): boolean {
    if (length === 1) return true;
    const document = this.#sequences.documentAt[place]!;
    let marks = this.#marks.get(document);
    if (!marks) this.#marks.set(document, (marks = this.#read(document)));
    const first = place - this.#sequences.starts[document]!;
    const within = (counts: Int32Array) => counts[first + length - 1]! - counts[first]!;
    return within(marks.breaks) === 0 && (length >= SENTENCE || within(marks.commas) === 0);
  }

  #read(document: number): Marks {
    const { tokens, starts } = this.#sequences;
    const words = tokens.subarray(starts[document], starts[document + 1]);
    const written = writtenText(this.#textOf(document), 1);
    const marks = { breaks: new Int32Array(words.length), commas: new Int32Array(words.length) };
    let at = 0;
    let last = 0;
    words.forEach((word, place) => {
      const before = place === 0 ? 0 : place - 1;
      marks.breaks[place] = marks.breaks[before]!;
      marks.commas[place] = marks.commas[before]!;
      const found = nextPlace(written, this.#roots[word] ?? '', at);
      if (found === -1) return;
      const between = written.text.slice(last, written.words[found]!.start);
      if (BREAK.test(between)) marks.breaks[place]! += 1;
      if (COMMA.test(between)) marks.commas[place]! += 1;
      last = written.words[found]!.end;
      at = found + 1;
    });
    return marks;
  }
}

/** The next word of a text with this root, from `at` on. */
function nextPlace({ words }: WrittenText, root: string, at: number): number {
  for (let place = at; place < Math.min(words.length, at + WINDOW); place++)
    if (words[place]!.root === root) return place;
  return -1;
}
