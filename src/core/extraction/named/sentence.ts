import { sentencesOf } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';

/** The opening of an output as words, with what stands between them. */

/** A word and where it stands. */
export interface Token extends Span {
  /** Lower case. */
  readonly word: string;
  /** Whether it begins with a capital letter, a digit, or holds a capital further on (iPhone). */
  readonly isName: boolean;
  /** What stands between the word before and this one, white space as it is; empty at the beginning of a sentence. */
  readonly gap: string;
}

/** A sentence and its words. */
export interface Sentence extends Span {
  readonly tokens: readonly Token[];
}

/** So much of an output is looked at: what is asked for stands at its beginning. UTF-16 units and sentences. */
const REACH = 400;
const SENTENCES = 3;

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[.'’&+/-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*[+#]*/gu;

/** "St. Louis", "J. R. R. Tolkien". */
const ABBREVIATED = /^(?:\p{L}|st|mt|dr|mr|mrs|ms|jr|ft|(?:\p{L}\.)+\p{L})$/u;

/** The first sentences of a span of a text. */
export function openingOf(text: string, span: Span): readonly Sentence[] {
  const reach = { start: span.start, end: Math.min(span.end, span.start + REACH) };
  return sentencesOf(text, reach)
    .slice(0, SENTENCES)
    .map((sentence) => ({ ...sentence, tokens: tokensOf(text, sentence) }))
    .filter(({ tokens }) => tokens.length > 0);
}

function tokensOf(text: string, sentence: Span): readonly Token[] {
  const tokens: Token[] = [];
  let end = sentence.start;
  for (const match of text.slice(sentence.start, sentence.end).matchAll(WORD)) {
    const start = sentence.start + match.index;
    const between = tokens.length === 0 ? '' : text.slice(end, start);
    const gap = /^\.\s/.test(between) && ABBREVIATED.test(tokens.at(-1)!.word) ? ' ' : between;
    end = start + match[0].length;
    tokens.push({
      start,
      end,
      word: match[0].toLowerCase(),
      isName: /^[\p{Lu}\p{N}]|\p{Ll}\p{Lu}/u.test(match[0]),
      gap,
    });
  }
  return tokens;
}
