import { canonicalDecimal, decimalOf, withExponent } from './decimal.ts';
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
const DIGITS = new RegExp(`(?:${FORMS.join('|')})(?:[eE][-+]?\\d{1,3}(?![\\p{L}\\d]))?`, 'gu');

/** All numbers in digits, in order; what is part of a date, an address or a tag is left out. */
export function digitNumbers(text: string): readonly DigitNumber[] {
  const found: DigitNumber[] = [];
  const inZone = zonesOf(text);
  let reached = 0;
  for (const match of text.matchAll(DIGITS)) {
    if (match.index < reached || inZone(match.index)) continue;
    const number = readFraction(text, match.index, match[0]) ?? readNumber(text, match.index, match[0]);
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

function readNumber(text: string, digits: number, written: string): DigitNumber | null {
  // The denominator of 8.5/10.
  if (text.charAt(digits - 1) === '/' && /\d/.test(text.charAt(digits - 2))) return null;
  const [mantissa = '', exponent] = written.split(/[eE]/);
  const decimal = toDecimal(mantissa);
  const scaled = scaleOf(text, digits + written.length, decimal);
  const value =
    exponent === undefined ? (scaled?.value ?? canonicalDecimal(decimal)) : withExponent(decimal, Number(exponent));
  if (value === null) return null;
  const start = signStart(text, digits);
  const signed = start < digits && value !== '0' ? `-${value}` : value;
  return { start, end: digits + written.length + (scaled?.length ?? 0), digits, value: signed };
}

/** Separators removed, the decimal mark a point. */
function toDecimal(digits: string): string {
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(digits)) return digits.replace(/\./g, '').replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(digits)) return digits.replace(/\./g, '');
  if (/^(?:0,\d+|[\d \u00a0]+,(?:\d{1,2}|\d{4,}))$/.test(digits))
    return digits.replace(/[ \u00a0]/g, '').replace(',', '.');
  return digits.replace(/[, \u00a0'_’{}\\]/g, '');
}

const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 2],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
  ['k', 3],
  ['万', 4],
  ['萬', 4],
  ['亿', 8],
  ['億', 8],
]);
const SCALE = /^(?:[ \u00a0-]?(hundred|thousand|million|billion|trillion)\b|(k)(?![\p{L}\d])|([万萬亿億]))/iu;
const POWER = /^\s?(?:[×x*·]|\\times|\\cdot)\s?10\^\{?(-?\d{1,3})\}?(?!\d)/;

/** "3 million", "10k", "1.5 × 10^3", "10^6": what multiplies the digits, and how long that is. */
function scaleOf(text: string, end: number, decimal: string): { value: string; length: number } | null {
  const after = text.slice(end, end + 24);
  const word = SCALE.exec(after);
  const name = word?.slice(1).find((group) => (group as string | undefined) !== undefined);
  const power = POWER.exec(after) ?? (decimal === '10' ? /^\^\{?(-?\d{1,3})\}?(?!\d)/.exec(after) : null);
  const exponent = name === undefined ? Number(power?.[1] ?? NaN) : SCALES.get(name.toLowerCase())!;
  if (Number.isNaN(exponent)) return null;
  const base = name === undefined && !POWER.test(after) ? '1' : decimal;
  const value = withExponent(base, exponent);
  return value === null ? null : { value, length: (word ?? power)?.[0].length ?? 0 };
}

/** Where a minus sign before the number stands ("-7", "minus 7"); the number's own start when there is none. */
function signStart(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - 2), start);
  if (/(?:^|[\s([{:=*`"“'$])-$/.test(before.length === 1 ? ` ${before}` : before)) return start - 1;
  const near = text.slice(Math.max(0, start - 16), start);
  const word = /(?<![\p{L}\d])(?<!\d\s{0,3})(?:minus|negative)\s{1,3}$/iu.exec(near);
  return word === null ? start : start - word[0].length;
}
