import { foldText } from './fold.ts';
import { isNegation, isNumeric, isStop, stemOf, wordsOf } from './words.ts';

/** What is known of a folded answer when it is compared with others. */
export interface Profile {
  /** The folded answer. */
  readonly folded: string;
  readonly words: readonly string[];
  /** All folded words, for opposites. */
  readonly wordSet: ReadonlySet<string>;
  /** Stems of the words that matter, in order. */
  readonly content: readonly string[];
  readonly contentSet: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly negations: number;
  /** Stems of names: words with a capital inside a sentence. */
  readonly names: ReadonlySet<string>;
  /** Content stems before and behind the last question mark; `null` unless an answer follows a question. */
  readonly riddle: { readonly setup: ReadonlySet<string>; readonly punchline: readonly string[] } | null;
}

/** Above this many words content, names and riddles are not looked for; twice `LONG_WORDS`. */
export const PAGE_WORDS = 120;

/** The profile of an answer as it was written (case and question marks tell names and riddles). */
export function profileOf(answer: string, folded: string = foldText(answer)): Profile {
  const words = wordsOf(folded);
  // Page-long texts are compared by their pairs of words alone.
  const content = words.length > PAGE_WORDS ? [] : contentOf(words);
  return {
    folded,
    words,
    wordSet: new Set(words.length > PAGE_WORDS ? [] : words),
    content,
    contentSet: new Set(content),
    numbers: new Set(words.filter(isNumeric)),
    negations: words.filter(isNegation).length,
    names: words.length > PAGE_WORDS ? new Set() : namesIn(answer),
    riddle: words.length > PAGE_WORDS ? null : riddleOf(answer),
  };
}

function contentOf(words: readonly string[]): readonly string[] {
  return words.filter((word) => !isStop(word) && !isNegation(word)).map(stemOf);
}

/** Capitalised words that do not begin a sentence or a line. Text that is capitalised throughout has no names to tell. */
function namesIn(answer: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of answer.matchAll(/(?<=[\p{Ll}\p{N},;’'"”)] ["“*_(]*)\p{Lu}[\p{L}’'-]+/gu)) {
    const [word] = wordsOf(match[0]);
    if (word !== undefined && !isStop(word)) names.add(stemOf(word));
  }
  return names;
}

function riddleOf(answer: string): Profile['riddle'] {
  const mark = answer.lastIndexOf('?');
  if (mark === -1 || mark < 8) return null;
  const punchline = contentOf(wordsOf(answer.slice(mark + 1)));
  const setup = contentOf(wordsOf(answer.slice(0, mark)));
  return punchline.length === 0 || setup.length === 0 ? null : { setup: new Set(setup), punchline };
}
