import { plainDigits } from './digits.ts';
import { digitNumbers } from './number-digits.ts';
import type { DigitNumber } from './number-digits.ts';
import { hanNumbers } from './number-han.ts';
import { bracketRanges, withRanges } from './number-ranges.ts';
import { foreignNumbers } from './number-words-foreign.ts';
import { groupsWithPoint } from './language.ts';
import type { Language } from './language.ts';
import { numberingOf, roleOf } from './number-roles.ts';
import type { NumberRole } from './number-roles.ts';
import { wordNumbers } from '../text/number-words.ts';

/** Finds the numbers that a text mentions, and what each is: a plain number, part of a range, of a list, of a name. */

/** A number in a text. */
export interface NumberMention {
  /** UTF-16 offsets in the text as it came. */
  readonly start: number;
  readonly end: number;
  /** Canonical decimal form. */
  readonly value: string;
  readonly role: NumberRole;
  /** Of a fraction: what stands above and below the line; absent otherwise. */
  readonly ratio?: DigitNumber['ratio'];
}

/** All numbers of a text in order, digits of any script and words alike, as its language writes them. */
export function numberMentions(original: string, language: Language = 'en'): readonly NumberMention[] {
  const plain = plainDigits(original);
  const words = [...wordMentions(plain.text), ...hanMentions(plain.text), ...foreignMentions(plain.text, language)];
  const found = withoutOverlaps([...digitMentions(plain.text, groupsWithPoint(language)), ...words]);
  return withRanges(plain.text, found).map((mention) => ({
    ...mention,
    start: plain.toOriginal(mention.start),
    end: plain.toOriginal(mention.end),
  }));
}

/** In order; of "2.1 million" the digits hold the word. */
function withoutOverlaps(mentions: NumberMention[]): readonly NumberMention[] {
  let reached = 0;
  return mentions
    .sort((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      const free = start >= reached;
      reached = Math.max(reached, end);
      return free;
    });
}

function digitMentions(text: string, isPointed: boolean): NumberMention[] {
  if (!/\d/.test(text)) return [];
  const numbering = numberingOf(text);
  const brackets = bracketRanges(text);
  const inBrackets = new Set(brackets.map(({ start }) => start));
  const taken = brackets.filter((_, index) => index % 2 === 0);
  let at = 0;
  const others = digitNumbers(text, isPointed).flatMap((number): NumberMention[] => {
    while (at < taken.length && brackets[2 * at + 1]!.end <= number.digits) at++;
    if (at < taken.length && taken[at]!.start <= number.digits) return [];
    const { start, end, value, ratio, digits } = number;
    const role = roleOf(text, digits, end, numbering);
    const dated = isBeforeOurEra(text, start, end) && !value.startsWith('-') ? `-${value}` : value;
    return [{ start, end, value: dated, role, ...(ratio === undefined ? {} : { ratio }) }];
  });
  return inBrackets.size === 0 ? others : [...others, ...brackets];
}

/** "44 BC", "44 B.C.E.", "BC 44": a year before the first one. */
function isBeforeOurEra(text: string, start: number, end: number): boolean {
  return (
    /^\s?(?:BCE?|B\.\s?C\.(?:\s?E\.)?)(?![\p{L}\d])/u.test(text.slice(end, end + 10)) ||
    /(?<![\p{L}\d])(?:BCE?|B\.C\.(?:E\.)?)\s$/u.test(text.slice(Math.max(0, start - 8), start))
  );
}

function wordMentions(text: string): NumberMention[] {
  return wordNumbers(text).map(({ start, end, value, weak }) => {
    const after = text.slice(end, end + 12);
    const attached = /^[\s-]{0,3}(?:sided|digit|faced|letter|word|line)/i.test(after);
    return { start, end, value, role: attached ? 'attached' : weak ? 'weak' : 'plain' };
  });
}

function hanMentions(text: string): NumberMention[] {
  return hanNumbers(text).map(({ start, end, value, weak }) => ({ start, end, value, role: weak ? 'weak' : 'plain' }));
}

function foreignMentions(text: string, language: Language): NumberMention[] {
  return foreignNumbers(text, language).map(({ start, end, value, weak }) => ({
    ...{ start, end, value },
    role: weak ? 'weak' : 'plain',
  }));
}
