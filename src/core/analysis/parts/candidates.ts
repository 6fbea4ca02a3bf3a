import { isUnspaced } from '../texts/tokens.ts';
import type { Breaks } from './breaks.ts';
import { isOpening } from './everyday-words.ts';
import type { Frequent, Sequences } from './frequent-sequences.ts';
import { WEIGHT, type Vocabulary } from './vocabulary.ts';

/** A sequence of words that may be listed as a part. */
export interface Candidate extends Frequent {
  /** What a reader learns from it: the share of the outputs, times what its words say. */
  readonly score: number;
}

/** What a word says, by its weight. */
const SAYS: readonly number[] = [0, 0, 0.1, 0.3, 1];
/** A name says as much as two words. */
const NAME = 2;
/** A phrase of everyday words that most outputs hold says more than they do. */
const FORMULA = 1.5;
/** Of a sentence no more is counted than of a long phrase. */
const MOST_SAID = 4;

/** Everyday words make a part together where they are seldom apart: in this share of the outputs with the rarest of them. */
const TIED = 0.5;

/** What the words of a sequence are. */
interface Content {
  readonly says: number;
  /** Telling words and names. */
  readonly telling: number;
  readonly everyday: number;
  /** Outputs of the rarest word that is no small one. */
  readonly rarest: number;
}

/** Collects of all frequent sequences what may be listed. */
export class Candidates {
  readonly found: Candidate[] = [];
  readonly #tokens: Int32Array;
  readonly #vocabulary: Vocabulary;
  readonly #breaks: Breaks;
  readonly #isName: (root: number) => boolean;
  readonly #outputs: number;
  /** Outputs that hold each root. */
  readonly #alone: Int32Array;

  /** `names`: roots that are written as names. */
  constructor(sequences: Sequences, vocabulary: Vocabulary, names: ReadonlySet<string>, breaks: Breaks) {
    this.#tokens = sequences.tokens;
    this.#vocabulary = vocabulary;
    this.#breaks = breaks;
    this.#isName = (root) => names.has(vocabulary.roots[root]!);
    this.#outputs = sequences.copies.reduce((sum, count) => sum + count, 0);
    this.#alone = new Int32Array(sequences.size);
  }

  /** Single words must come before what they are part of. */
  add(found: Frequent): void {
    const { place, length, outputs } = found;
    if (length === 1) this.#alone[this.#tokens[place]!] = outputs;
    const says = this.#says(found);
    if (says > 0 && this.#breaks.isOnePiece(found))
      this.found.push({ ...found, score: (outputs / this.#outputs) * Math.min(says, MOST_SAID) });
  }

  /** 0 for what is no part. */
  #says(found: Frequent): number {
    const { says, telling, everyday, rarest } = this.#content(found);
    const isTied = everyday >= 2 && found.outputs >= TIED * rarest;
    if ((telling > 0 || isTied) && this.#hasEnds(found)) return this.#isWhole(found) ? says : 0;
    return this.#isFormula(found) ? Math.max(says, FORMULA) : 0;
  }

  #weightAt(place: number): number {
    return this.#vocabulary.weights[this.#tokens[place]!]!;
  }

  #content({ place, length }: Frequent): Content {
    let [says, telling, everyday, rarest] = [0, 0, 0, Infinity];
    for (let at = place; at < place + length; at++) {
      const root = this.#tokens[at]!;
      const weight = this.#weightAt(at);
      const isName = weight >= WEIGHT.everyday && this.#isName(root);
      says += isName ? NAME : SAYS[weight]!;
      if (weight === WEIGHT.telling || isName) telling++;
      else if (weight === WEIGHT.everyday) everyday++;
      if (weight > WEIGHT.function) rarest = Math.min(rarest, this.#alone[root]!);
    }
    return { says, telling, everyday, rarest };
  }

  /**
   * Whether no end is a small word, or one of the prompt without a telling word beside it: "is a source of protein" says nothing of
   * a prompt about protein.
   */
  #hasEnds({ place, length }: Frequent): boolean {
    const isEnd = (end: number, next: number) =>
      this.#weightAt(end) > WEIGHT.prompted ||
      (this.#weightAt(end) === WEIGHT.prompted && this.#weightAt(next) === WEIGHT.telling);
    return length === 1 || (isEnd(place, place + 1) && isEnd(place + length - 1, place + length - 2));
  }

  /** Whether it is three words or more in most outputs, of which the first leads to an everyday one: "in your eyes". */
  #isFormula({ place, length, outputs }: Frequent): boolean {
    if (length < 3 || 2 * outputs < this.#outputs) return false;
    const first = this.#vocabulary.roots[this.#tokens[place]!]!;
    return isOpening(first) && this.#weightAt(place + length - 1) === WEIGHT.everyday;
  }

  /** Where a script has no spaces, one character is seldom a word; of Thai and its neighbours three are not. */
  #isWhole({ place, length }: Frequent): boolean {
    const first = this.#vocabulary.roots[this.#tokens[place]!]!;
    if (!isUnspaced(first)) return true;
    return length >= (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first) ? 2 : 4);
  }
}
