import { foldText } from '../text/fold.ts';
import { LONG_WORDS } from './limits.ts';
import { statementKey } from './statement.ts';
import { stemOf } from '../text/stems.ts';
import { tokensOf } from './tokens.ts';
import { hashSetOf } from './similarity.ts';
import type { HashSet } from './similarity.ts';
import type { Sketch } from '../text/sketch.ts';
import { isNegation, isNumeric, isStop, NO_POLES, polesOf, tellingOf, type Poles } from './words.ts';

/** What is known of a folded answer when it is compared with others. */
export interface Profile {
  /** The folded answer. */
  readonly folded: string;
  /** How many words it has. */
  readonly length: number;
  /** All words. This and what follows is empty for a page. */
  readonly wordSet: HashSet;
  /** The words that have an opposite. */
  readonly poles: Poles;
  /** What it says, when it is a statement. */
  readonly statement: string | null;
  /** Stems of the words that matter, in order. */
  readonly content: readonly string[];
  readonly contentSet: HashSet;
  readonly numbers: HashSet;
  readonly negations: number;
  /** Small words that tell what is said, in order. */
  readonly telling: readonly string[];
  /** Stems of names: words with a capital inside a sentence. */
  readonly names: HashSet;
  /** What stands before and behind the last question mark; `null` unless an answer follows a question. */
  readonly riddle: Riddle | null;
  readonly made: Made;
}

/** What is made of a profile when a comparison first asks for it, and kept with it; `null` until then. */
export interface Made {
  trigrams: HashSet | null;
  sketch: Sketch | null;
  order: Order | null;
}

/** The words that matter of an answer in their order, each by its place in `contentSet`. */
export type Order = Uint32Array;

const nothingMade = (): Made => ({ trigrams: null, sketch: null, order: null });

/** A question and its answer. */
export interface Riddle {
  /** Content stems. */
  readonly setup: HashSet;
  readonly punchline: readonly string[];
  readonly point: HashSet;
  /** The letters of the punchline: "satis-factory" is "satisfactory". */
  readonly letters: string;
}

const NONE: HashSet = new Uint32Array();

/** The profile of an answer as it was written (case and question marks tell names and riddles). */
export function profileOf(answer: string, folded: string = foldText(answer)): Profile {
  const length = wordCount(folded);
  if (length > LONG_WORDS) return pageOf(folded, length);
  const unnumbered = answer.replace(/^[ \t]*\d{1,3}[.)][ \t]+/gm, '');
  const words = wordsOf(unnumbered === answer ? folded : foldText(unnumbered));
  const content = contentOf(words);
  return {
    folded,
    length: words.length,
    wordSet: hashSetOf(words),
    poles: polesOf(words),
    statement: statementKey(tokensOf(folded)),
    content,
    contentSet: hashSetOf(content),
    numbers: hashSetOf(words.filter(isNumeric)),
    negations: words.filter(isNegation).length,
    telling: tellingOf(words),
    names: namesIn(unnumbered, new Set(content)),
    riddle: riddleOf(answer),
    made: nothingMade(),
  };
}

/** Page-long texts are compared by their pairs of words alone. */
function pageOf(folded: string, length: number): Profile {
  return {
    folded,
    length,
    wordSet: NONE,
    poles: NO_POLES,
    statement: null,
    content: [],
    contentSet: NONE,
    numbers: NONE,
    negations: 0,
    telling: [],
    names: NONE,
    riddle: null,
    made: nothingMade(),
  };
}

function wordCount(folded: string): number {
  let count = folded === '' ? 0 : 1;
  for (let at = folded.indexOf(' '); at !== -1; at = folded.indexOf(' ', at + 1)) count++;
  return count;
}

/** The words of a folded text as `tokensOf` has them, without owners' marks. */
export function wordsOf(folded: string): readonly string[] {
  return tokensOf(folded).filter((word) => word !== "'s");
}

function contentOf(words: readonly string[]): readonly string[] {
  return words.filter((word) => !isStop(word) && !isNegation(word)).map(stemOf);
}

/** Capitalised words that do not begin a sentence or a line. Text that is capitalised throughout has no names to tell. */
function namesIn(answer: string, content: ReadonlySet<string>): HashSet {
  // The capital is asked for first: a run of marks would be gone through again from each of its places.
  const names = [...answer.matchAll(/(?=\p{Lu})(?<=[\p{Ll}\p{N},;’'"”)] ["“*_(]*)\p{Lu}[\p{L}’'-]+/gu)].map(
    ([name]) => contentOf(wordsOf(foldText(name)))[0] ?? '',
  );
  return hashSetOf(names.filter((name) => content.has(name)));
}

function riddleOf(answer: string): Riddle | null {
  const mark = answer.lastIndexOf('?');
  if (mark === -1 || mark < 8) return null;
  const words = wordsOf(foldText(answer.slice(mark + 1)));
  const punchline = contentOf(words);
  const setup = contentOf(wordsOf(foldText(answer.slice(0, mark))));
  if (punchline.length === 0 || setup.length === 0) return null;
  return { setup: hashSetOf(setup), punchline, point: hashSetOf(punchline), letters: words.join('') };
}
