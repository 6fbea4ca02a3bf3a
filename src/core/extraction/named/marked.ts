import { undress } from '../emphasis.ts';
import { textOf } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';

/** A phrase that is set off by quotation marks or emphasis. */
export interface Marked extends Span {
  readonly kind: 'quoted' | 'bold';
}

/** Longest phrase, words. */
const MOST_WORDS = 12;

/** Behind an equals sign is the value of an attribute or a variable, and no name. */
const QUOTED = /(?<![\p{L}\p{N}=])["“„«「『]\s?([^"“”„«»「」『』\n]{1,120}?)\s?["”“»」』](?![\p{L}\p{N}])/gu;
const BOLD = /(?<![\p{L}\p{N}*_])(\*{1,3}|_{1,2})(?=[^\s*_])([^*_\n]{1,120}?)\1(?![\p{L}\p{N}*_])/gu;

/** What a sentence sets off, in order; examples and names of other things ("such as", "nicknamed") are no answers. */
export function markedIn(text: string, sentence: Span): readonly Marked[] {
  const content = textOf(text, sentence);
  const found: Marked[] = [];
  if (/["“„«「『]/.test(content))
    for (const match of content.matchAll(QUOTED)) found.push(place(text, sentence, match, 'quoted'));
  if (/[*_]/.test(content))
    for (const match of content.matchAll(BOLD)) found.push(place(text, sentence, match, 'bold'));
  // "**Classic:** ..." is a label and what is said of it.
  return found.filter((one) => isPhrase(textOf(text, one)) && !/^["”*_]{0,4}:/.test(text.slice(one.end, one.end + 5)));
}

function place(text: string, { start }: Span, match: RegExpExecArray, kind: Marked['kind']): Marked {
  const from = start + match.index;
  return { ...undress(text, { start: from, end: from + match[0].length }), kind };
}

const isPhrase = (content: string): boolean =>
  /[\p{L}\p{N}]/u.test(content) && !content.endsWith(':') && content.split(/\s+/).length <= MOST_WORDS;
