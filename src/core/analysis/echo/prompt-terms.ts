import { typicalRendering } from '../../prompt/render.ts';
import { foldText } from '../../text/fold.ts';
import type { EchoTerm, Interval } from '../../model/report.ts';
import { isContentWord, joinTokens, tokensOf } from '../texts/tokens.ts';
import { coloursAmong, HEX_COLOUR, plainHex } from './colours.ts';

/** Something a prompt or system prompt holds that outputs may have taken from it. */
export interface PromptTerm {
  /** As it is shown: folded; a hex code with six digits; a number in its plain decimal form. */
  readonly term: string;
  readonly kind: EchoTerm['kind'];
  /** Where it stands; the prompt, when it stands in both. */
  readonly source: 'prompt' | 'system';
}

/** All that was said to a model before it answered. */
export interface Told {
  /** The prompt, with the turns before it. */
  readonly prompt: string;
  /** The system prompt; empty without one. */
  readonly system: string;
}

/** What a condition says to the models, with the items of its lists in the order in which they are written. */
export function toldBy(condition: Parameters<typeof typicalRendering>[0]): Told {
  const { system, messages } = typicalRendering(condition);
  return {
    prompt: messages
      .map(({ text }) => text)
      .join('\n\n')
      .trim(),
    system: (system ?? '').trim(),
  };
}

/** The same as one text. */
export function toldText({ prompt, system }: Told): string {
  return `${system}\n\n${prompt}`.trim();
}

/** Numbers with their decimals and thousands; the boundaries are checked where they are used. */
const NUMBER = /\d+(?:[.,]\d+)*/g;

/** Most of each kind that is looked for; a system prompt may hold a book. */
const MOST_WORDS = 2_000;
const MOST_OTHERS = 100;
const LONGEST_QUOTE = 120;
const MOST_QUOTED_WORDS = 10;

/** A number as a prompt or output writes it, without the commas of thousands: "1,000" is 1000. */
export function plainNumber(written: string): string {
  return /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(written) ? written.replace(/,/g, '') : written;
}

const isDigit = (character: string) => character >= '0' && character <= '9';
const isWordPart = (character: string) => /[\p{L}\p{N}_]/u.test(character);

/** Whether the digits at `start` ... `end` are a number of their own: not part of a word, a hex code or a longer number. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  if (before === '#' || isWordPart(before) || isWordPart(after)) return false;
  if ((before === '.' || before === ',') && isDigit(text.charAt(start - 2))) return false;
  return !((after === '.' || after === ',') && isDigit(text.charAt(end + 1)));
}

/** The numbers of a text that stand alone, with their places. */
export function numbersIn(text: string): readonly { readonly number: string; readonly span: Interval }[] {
  return [...text.matchAll(NUMBER)]
    .map(({ 0: written, index }) => ({ number: plainNumber(written), span: [index, index + written.length] as const }))
    .filter(({ span: [start, end] }) => standsAlone(text, start, end));
}

const QUOTES: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['`', '`'],
  ['‘', '’'],
];

/** What stands in quotation marks, on one line and not long. An apostrophe opens nothing. */
function quotedIn(text: string): readonly string[] {
  const quoted: string[] = [];
  for (const [open, close] of QUOTES) {
    let start = text.indexOf(open);
    while (start !== -1) {
      const inside = text.slice(start + 1, start + 1 + LONGEST_QUOTE);
      const length = inside.indexOf(close);
      const isQuote = length !== -1 && !inside.slice(0, length).includes('\n');
      if (isQuote) quoted.push(inside.slice(0, length));
      start = text.indexOf(open, isQuote ? start + length + 2 : start + 1);
    }
  }
  return quoted;
}

function phrasesIn(prompt: string): string[] {
  const words = quotedIn(prompt).map((quoted) => tokensOf(foldText(quoted)));
  return words
    .filter((phrase) => phrase.length >= 2 && phrase.length <= MOST_QUOTED_WORDS && phrase.some(isContentWord))
    .map(joinTokens);
}

const unique = (values: readonly string[], most: number) => [...new Set(values)].slice(0, most);

/**
 * What a prompt holds that its outputs may echo: colours as hex codes and by name, numbers, phrases in quotation marks, and
 * content words of at least four letters. `longTexts`: whether the outputs are long: of short ones words are left out (they answer
 * in the prompt's words), of long ones numbers of one digit (they come by themselves).
 */
export function promptTerms({ prompt, system }: Told, longTexts: boolean): readonly PromptTerm[] {
  const [own, ofSystem] = [termsIn(prompt, longTexts), termsIn(system, longTexts)];
  const nameOf = ({ kind, term }: Term) => `${kind} ${term}`;
  const known = new Set(own.map(nameOf));
  return [
    ...own.map((term): PromptTerm => ({ ...term, source: 'prompt' })),
    ...ofSystem.filter((term) => !known.has(nameOf(term))).map((term): PromptTerm => ({ ...term, source: 'system' })),
  ];
}

type Term = Omit<PromptTerm, 'source'>;

function termsIn(prompt: string, longTexts: boolean): readonly Term[] {
  const words = tokensOf(foldText(prompt));
  const hex = [...prompt.matchAll(HEX_COLOUR)].map(([code]) => plainHex(code));
  const named = new Set(coloursAmong(words));
  const numbers = numbersIn(prompt).map(({ number }) => number);
  const content = words.filter((word) => isContentWord(word) && !named.has(word) && /^\p{L}{4,}$/u.test(word));
  const of = (kind: EchoTerm['kind'], terms: readonly string[], most: number): Term[] =>
    unique(terms, most).map((term) => ({ term, kind }));
  return [
    ...of('colour', [...hex, ...named], MOST_OTHERS),
    ...of('phrase', phrasesIn(prompt), MOST_OTHERS),
    ...of('number', longTexts ? numbers.filter((number) => number.length > 1) : numbers, MOST_OTHERS),
    ...of('word', longTexts ? content : [], MOST_WORDS),
  ];
}
