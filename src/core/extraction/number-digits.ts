import { canonicalDecimal, decimalOf, withExponent } from '../text/decimal.ts';
import { zonesOf } from './number-zones.ts';

/** Numbers written in digits, in a text whose digits are ASCII. */

/** A number in digits. */
export interface DigitNumber {
  readonly start: number;
  readonly end: number;
  /** Where its digits start, behind a sign. */
  readonly digits: number;
  /** Canonical decimal form. */
  readonly value: string;
  /** Of a fraction: what stands above and below the line, so that 8/10 can be read as a rating; else absent. */
  readonly ratio?: { readonly part: string; readonly total: string };
}

/** The forms of a number, longest first: where one starts like another, the first that fits is taken. At most 33 groups of digits. */
const FORMS: readonly string[] = [
  // A whole text of 1 234; in prose "1 000" only.
  '(?=\\d)(?<=^\\s*)\\d{1,3}(?: \\d{3}){1,33}(?=[^\\p{L}\\d]*$)',
  '\\d{1,3}(?:[ \\u00a0]\\d{3}){1,33},\\d{1,2}(?!\\d)',
  '\\d{1,3}(?: 000){1,33}(?!\\d)',
  "(?!0,)\\d{1,3}(?:(?:[,\\u00a0'_’]|\\{,\\}|\\\\,)\\d{3}){1,33}(?!\\d)(?:\\.\\d+)?",
  '\\d{1,2}(?:,\\d{2}){1,33},\\d{3}(?!\\d)(?:\\.\\d+)?',
  '\\d{1,3}(?:\\.\\d{3}){1,33},\\d+(?!\\d)',
  '\\d{1,3}(?:\\.\\d{3}){2,33}(?!\\d)',
  '(?<!\\d,)(?:\\d+,(?:\\d{1,2}|\\d{4,})|0,\\d+)(?![\\d,])',
  '\\d+\\.\\d+',
  '(?<![.\\d])\\.\\d+',
  '\\d+',
];
/** Where a point groups thousands and a comma marks decimals: 10.000 is ten thousand, 1,250 one and a quarter. */
const POINTED_FORMS: readonly string[] = [
  ...FORMS.slice(0, 3),
  '(?!0\\.)\\d{1,3}(?:\\.\\d{3}){1,33}(?!\\d)(?:,\\d+)?',
  '(?<!\\d,)\\d+,\\d+(?![\\d,])',
  ...FORMS.slice(8),
];
const numbersOf = (forms: readonly string[]): RegExp =>
  new RegExp(`(?:${forms.join('|')})(?:[eE][-+]?\\d{1,3}(?![\\p{L}\\d]))?`, 'gu');
const DIGITS = numbersOf(FORMS);
const POINTED = numbersOf(POINTED_FORMS);

/** All numbers in digits, in order; what is part of a date, an address or a tag is left out. `isPointed`: a point groups thousands. */
export function digitNumbers(text: string, isPointed = false): readonly DigitNumber[] {
  const found: DigitNumber[] = [];
  const inZone = zonesOf(text);
  let reached = 0;
  for (const match of text.matchAll(isPointed ? POINTED : DIGITS)) {
    if (match.index < reached || inZone(match.index)) continue;
    const number = readFraction(text, match.index, match[0]) ?? readNumber(text, match.index, match[0], isPointed);
    if (number === null) continue;
    reached = number.end;
    found.push(number);
  }
  return found;
}

/** 3/4, 1 1/2, \frac{3}{4}. */
function readFraction(text: string, digits: number, first: string): DigitNumber | null {
  const near = text.slice(digits, digits + first.length + 24);
  const latex = text.slice(Math.max(0, digits - 7), digits).match(/\\[dt]?frac\{$/)?.[0];
  const pattern = latex === undefined ? /^(?:(\d+) )?(\d+)\/(\d+)(?![\d/])/ : /^()(\d+)\}\{(\d+)\}/;
  const match = pattern.exec(near);
  if (match === null || text.charAt(digits - 1) === '/') return null;
  const [, whole = '', part = '', total = ''] = match;
  if (Number(total) === 0) return null;
  const magnitude = Number(whole) + Number(part) / Number(total);
  const start = signStart(text, digits - (latex?.length ?? 0));
  const negative = start < digits - (latex?.length ?? 0);
  const value = decimalOf(negative ? -magnitude : magnitude);
  const ratio = { part: canonicalDecimal(part), total: canonicalDecimal(total) };
  return { start, end: digits + match[0].length, digits, value, ...(whole === '' && !negative ? { ratio } : {}) };
}

function readNumber(text: string, digits: number, written: string, isPointed: boolean): DigitNumber | null {
  // The denominator of 8.5/10.
  if (text.charAt(digits - 1) === '/' && /\d/.test(text.charAt(digits - 2))) return null;
  const [mantissa = '', exponent] = written.split(/[eE]/);
  const decimal = isPointed ? fromPointed(mantissa) : toDecimal(mantissa);
  const scaled = scaleOf(text, digits, digits + written.length, decimal);
  const value =
    exponent === undefined ? (scaled?.value ?? canonicalDecimal(decimal)) : withExponent(decimal, Number(exponent));
  if (value === null) return null;
  const start = signStart(text, digits);
  const signed = start < digits && value !== '0' ? `-${value}` : value;
  return { start, end: digits + written.length + (scaled?.length ?? 0), digits, value: signed };
}

/** As `toDecimal`, where a point groups thousands. */
function fromPointed(digits: string): string {
  const isGrouped = /^(?!0\.)\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(digits);
  return (isGrouped ? digits.replace(/\./g, '') : digits).replace(/[ \u00a0'_’]/g, '').replace(',', '.');
}

/** Separators removed, the decimal mark a point. */
function toDecimal(digits: string): string {
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(digits)) return digits.replace(/\./g, '').replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(digits)) return digits.replace(/\./g, '');
  if (/^(?:0,\d+|[\d \u00a0]+,(?:\d{1,2}|\d{4,}))$/.test(digits))
    return digits.replace(/[ \u00a0]/g, '').replace(',', '.');
  return digits.replace(/[, \u00a0'_’{}\\]/g, '');
}

/** Words that scale a number, by their power of ten: English, Indian, German, Spanish, Italian, Portuguese, French, Chinese and Japanese ones. */
const SCALES: readonly (readonly [pattern: string, exponent: number])[] = [
  ['hundred', 2],
  ['thousand|k|тыс(?:\\.|яч[аи]?)?|tsd\\.?|tausend|mila|mil(?! mill| mili| mil?h)', 3],
  ['lakhs?|lacs?', 5],
  ['thousand million|mil mill(?:ones|ón)', 9],
  ['millions?|millionen|mill[oó]n(?:es)?|milion[ei]|milhão|milhões|mn|mln\\.?|mio\\.?', 6],
  ['crores?', 7],
  ['billions?|bn|mrd\\.?|milliarden?|milliards?|miliard[oi]|bilhão|bilhões|bilh', 9],
  ['trillions?|tn|billionen', 12],
  ['万|萬', 4],
  ['亿|億', 8],
];
const SCALE = SCALES.map(
  ([pattern, exponent]) =>
    [new RegExp(`^[ \\u00a0-]?(?:${pattern})(?![\\p{Script=Latin}\\d])`, 'iu'), exponent] as const,
);
/** Single letters scale money only: elsewhere m is a metre. */
const MONEY_SCALES: readonly (readonly [RegExp, number])[] = [
  [/^ ?m(?:m|ill?\.?)?(?![\p{L}\d])/iu, 6],
  [/^ ?b(?:ill?\.?)?(?![\p{L}\d])/iu, 9],
  [/^ ?t(?:rill?\.?)?(?![\p{L}\d])/iu, 12],
];
const MONEY_BEFORE = /(?:\p{Sc}|\b(?:USD|EUR|GBP|CHF|INR|Rs\.?|US))[ \u00a0]?$/u;
const MONEY_AFTER = /^ ?[a-z]{1,4}\.? ?(?:\p{Sc}|(?:USD|EUR|GBP|CHF|INR|dollars?|euros?|pounds?)\b)/iu;
const POWER = /^\s?(?:[×x*·]|\\times|\\cdot)\s?10\^\{?(-?\d{1,3})\}?(?!\d)/;

/** "3 million", "£1.2m", "1.5 × 10^3", "10^6": what multiplies the digits, and how long that is. */
function scaleOf(text: string, digits: number, end: number, decimal: string): { value: string; length: number } | null {
  const after = text.slice(end, end + 24);
  const word = scaleWord(text.slice(Math.max(0, digits - 5), digits), after);
  if (word !== null) {
    const value = withExponent(decimal, word.exponent);
    return value === null ? null : { value, length: word.length };
  }
  const multiplied = POWER.exec(after);
  const power = multiplied ?? (decimal === '10' ? /^\^\{?(-?\d{1,3})\}?(?!\d)/.exec(after) : null);
  if (power === null) return null;
  const value = withExponent(multiplied === null ? '1' : decimal, Number(power[1]));
  return value === null ? null : { value, length: power[0].length };
}

function scaleWord(before: string, after: string): { readonly exponent: number; readonly length: number } | null {
  if (!/^[ \u00a0-]?[\p{L}万亿]/u.test(after)) return null;
  const isMoney = MONEY_BEFORE.test(before) || MONEY_AFTER.test(after);
  let longest: { readonly exponent: number; readonly length: number } | null = null;
  for (const [pattern, exponent] of isMoney ? [...SCALE, ...MONEY_SCALES] : SCALE) {
    const length = pattern.exec(after)?.[0].length ?? 0;
    if (length > (longest?.length ?? 0)) longest = { exponent, length };
  }
  return longest;
}

/** A minus sign, a currency and what stands before both, UTF-16 units. */
const SIGN_REACH = 5;

/** Where a minus sign before the number stands ("-7", "minus 7"); the number's own start when there is none. */
function signStart(text: string, start: number): number {
  // -5, -$5, -US$5, $-5
  const sign = /(?:^|[\s([{:=*`"“'\p{Sc}])([-–](?:(?:US|[A-Z])?\p{Sc})?)$/u.exec(
    text.slice(Math.max(0, start - SIGN_REACH), start).padStart(SIGN_REACH),
  )?.[1];
  if (sign !== undefined) return start - sign.length;
  const near = text.slice(Math.max(0, start - 16), start);
  const word = /(?<![\p{L}\d])(?<!\d\s{0,3})(?:minus|negative)\s{1,3}$/iu.exec(near);
  return word === null ? start : start - word[0].length;
}
