import { foldText } from '../../text/fold.ts';
import { abbreviated } from '../../text/shortened.ts';
import { isUnspaced, tokensOf } from '../texts/tokens.ts';

/** A word of an output in the graph. */
export interface Word {
  /** Folded: words with the same key are the same word. */
  readonly key: string;
  /** As the output writes it; cut when long. Hostile text. */
  readonly shown: string;
}

/** Longest word that is shown whole, UTF-16 units. */
const LONGEST_SHOWN = 24;

/** Whether a folded piece is a word by itself; dashes, bullets and emoji between words are none. */
const isWord = (key: string): boolean => /[\p{L}\p{N}\p{Sc}\p{Sm}]/u.test(key);

const wordOf = (key: string, shown: string): Word => ({ key, shown: abbreviated(shown, LONGEST_SHOWN) });

/**
 * The words of an output, in order. What stands between blanks is a word, with its punctuation; of scripts without spaces, each
 * character. A text of nothing but emoji or punctuation is made of these.
 */
export function wordsOf(text: string): readonly Word[] {
  const pieces = text.split(/\s+/u).filter((piece) => piece !== '');
  const folded = pieces.map((piece) => ({ piece, key: foldText(piece) }));
  const words = folded.filter(({ key }) => isWord(key));
  return (words.length > 0 ? words : folded).flatMap(({ piece, key }) =>
    isUnspaced(key) ? tokensOf(key).map((token) => wordOf(token, token)) : [wordOf(key, piece)],
  );
}
