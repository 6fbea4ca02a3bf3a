import { canonicalDecimal, decimalOf, withExponent } from './decimal.ts';
import { plainDigits } from './digits.ts';
import { wordNumbers } from './number-words.ts';

/** Finds the numbers that a text mentions, and what each is: a plain number, part of a range, of a list, of a name. */

/** A number in a text. */
export interface NumberMention {
  /** UTF-16 offsets in the text as it came. */
  readonly start: number;
  readonly end: number;
  /** Canonical decimal form. */
  readonly value: string;
  /**
   * `plain`: may be an answer. `range`: an end of "1 to 100". `marker`: numbers a list entry. `attached`: grown together
   * with letters ("20-sided", "d20", "5kg"). `weak`: a lone "one".
   */
  readonly role: 'plain' | 'range' | 'marker' | 'attached' | 'weak';
}

const DIGITS =
  /(?:(?=\d)(?<=^\s*)\d{1,3}(?: \d{3})+(?=[^\p{L}\d]*$)|\d{1,3}(?: 000)+(?!\d)|\d{1,3}(?:[,\u00a0'_’]\d{3})+(?![\d])(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+,\d{1,2}(?![\d,])|\d+\.\d+|(?<!\.)\.\d+|\d+)(?:[eE][-+]?\d{1,3}(?![\p{L}\d]))?/gu;

/** All numbers of a text in order, digits of any script and words alike. */
export function numberMentions(original: string): readonly NumberMention[] {
  const plain = plainDigits(original);
  const found = [...digitMentions(plain.text), ...wordMentions(plain.text)].sort((a, b) => a.start - b.start);
  return withRanges(plain.text, found).map((mention) => ({
    ...mention,
    start: plain.toOriginal(mention.start),
    end: plain.toOriginal(mention.end),
  }));
}

function wordMentions(text: string): NumberMention[] {
  return wordNumbers(text).map(({ start, end, value, weak }) => ({
    start,
    end,
    value,
    role: /^-?(?:sided|digit|faced|letter|word|line)/i.test(text.slice(end).trimStart())
      ? 'attached'
      : weak
        ? 'weak'
        : 'plain',
  }));
}

function digitMentions(text: string): NumberMention[] {
  const found: NumberMention[] = [];
  let reached = 0;
  for (const match of text.matchAll(DIGITS)) {
    if (match.index < reached) continue;
    const mention = readFraction(text, match.index, match[0]) ?? readNumber(text, match.index, match[0]);
    if (mention === null) continue;
    reached = mention.end;
    found.push(mention);
  }
  return found;
}

/** 3/4, 1 1/2; dates (12/25/2020) and ratings out of ten are no fractions. */
function readFraction(text: string, start: number, digits: string): NumberMention | null {
  const match = /^(?:(\d+) )?(\d+)\/(\d+)(?![\d/])/.exec(text.slice(start, start + digits.length + 24));
  if (match === null || text.charAt(start - 1) === '/') return null;
  const denominator = Number(match[3]);
  if (denominator === 0) return null;
  const magnitude = Number(match[1] ?? 0) + Number(match[2]) / denominator;
  const end = start + match[0].length;
  const signed = signStart(text, start);
  return {
    start: signed,
    end,
    value: decimalOf(signed < start ? -magnitude : magnitude),
    role: roleOf(text, start, end),
  };
}

function readNumber(text: string, start: number, digits: string): NumberMention | null {
  const end = start + digits.length;
  if (text.charAt(start - 1) === '/' && /\d/.test(text.charAt(start - 2))) return null;
  const [mantissa = '', exponent] = digits.split(/[eE]/);
  const decimal = toDecimal(mantissa);
  const value = exponent === undefined ? canonicalDecimal(decimal) : withExponent(decimal, Number(exponent));
  if (value === null) return null;
  const signed = signStart(text, start);
  return {
    start: signed,
    end,
    value: signed < start && value !== '0' ? `-${value}` : value,
    role: roleOf(text, start, end),
  };
}

/** Separators removed, the decimal mark a point. */
function toDecimal(digits: string): string {
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(digits)) return digits.replace(/\./g, '').replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(digits)) return digits.replace(/\./g, '');
  if (/^\d+,\d{1,2}$/.test(digits)) return digits.replace(',', '.');
  return digits.replace(/[, \u00a0'_’]/g, '');
}

/** Where a minus sign before the number stands; the number's own start when there is none. */
function signStart(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - 2), start);
  return /(?:^|[\s([{:=*`"“'$])-$/.test(before.length === 1 ? ` ${before}` : before) ? start - 1 : start;
}

function roleOf(text: string, start: number, end: number): NumberMention['role'] {
  const before = text.charAt(start - 1);
  const after = text.slice(end, end + 12);
  if (/[\p{L}_#]/u.test(before) && !/^[\u3000-\u9fff\uac00-\ud7a3]$/u.test(before)) return 'attached';
  if (/\p{L}/u.test(text.charAt(start - 2)) && /[-–]/.test(before)) return 'attached';
  if (/^(?:st|nd|rd|th)\b/i.test(after)) return 'attached';
  if (/^[-–‑ ]?(?:sided|digit|faced)/i.test(after) || /^[-‑][\p{L}]/u.test(after)) return 'attached';
  if (/^[\p{L}_]/u.test(after) && !/^[\u3000-\u9fff\uac00-\ud7a3]/u.test(after)) return 'attached';
  const near = text.slice(Math.max(0, start - 12), start);
  const lineStart = near.slice(near.lastIndexOf('\n') + 1);
  if (lineStart.length === 12) return 'plain';
  if (/^[\s>*_#-]*\(?$/.test(lineStart) && /^[.)]\s+\S/.test(text.slice(end, end + 4)) && isListed(text, start, end))
    return 'marker';
  return 'plain';
}

/** Whether other lines are numbered too, or a number is what the entry lists. */
function isListed(text: string, start: number, end: number): boolean {
  if (/^[.)]\s+[*_"“]*-?\d[\d.,]*[*_"”.!]*\s*$/.test(text.slice(end))) return true;
  const others = text.slice(0, start) + text.slice(end);
  return /(?:^|\n)[\s>*_#-]*\(?\d{1,3}[.)]\s+\S/.test(others);
}

const BETWEEN =
  /^[*_`"”’]*\s*(?:-|–|—|\.{2,3}|…|to|through|thru|and|until|till|up to|~|～|至|到|bis|à|et|y|und)\s*[*_`"“‘]*$/i;
const OPENS =
  /(?:\bbetween|\bfrom|\brange(?: of)?:?|\bwithin|\bnumbers?|\bintegers?|\bdigits?|\binterval|\bscale(?: of)?|介于|从|\bentre|\bzwischen|\bvon|\bde)\s*[*_`"“(["[]*$/i;

/** Marks both ends of ranges. "1 and 100" is one only after "between" and the like; "1-100" and "1 to 100" always are. */
function withRanges(text: string, mentions: readonly NumberMention[]): readonly NumberMention[] {
  const roles = mentions.map(({ role }) => role);
  for (let index = 0; index + 1 < mentions.length; index++) {
    const low = mentions[index]!;
    const high = mentions[index + 1]!;
    const gap = text.slice(low.end, high.start);
    if (!BETWEEN.test(gap)) continue;
    const opened = OPENS.test(text.slice(Math.max(0, low.start - 24), low.start));
    const listed = /^\W*(?:and|et|y|und)\W*$/i.test(gap);
    const increasing = Number(low.value) < Number(high.value);
    if (opened || (!listed && increasing)) {
      roles[index] = 'range';
      roles[index + 1] = 'range';
    }
  }
  return mentions.map((mention, index) => ({ ...mention, role: roles[index]! }));
}
