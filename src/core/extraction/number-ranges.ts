import { canonicalDecimal } from '../text/decimal.ts';
import type { NumberMention } from './number-mentions.ts';

/** Which numbers are the ends of a range. */

const BETWEEN =
  /^[*_`"”’]*\s*(?:-|–|—|\.{2,3}|…|to|through|thru|and|until|till|up to|~|～|至|到|から|bis|à|et|y|und|al?|ao?|e|(?:≤|<=)\s?[a-z]?\s?(?:≤|<=))\s*[*_`"“‘]*$/iu;
const OPENS =
  /(?:\bbetween|\bfrom|\brange(?: of)?:?|\bwithin|\bnumbers?|\bintegers?|\bdigits?|\binterval|\bscale(?: of)?|介于|从|\bentre|\bzwischen|\bvon|\bdel?|\bdal?|\bdo|\btra|\bfra)\s*[*_`"“(["[]*$/i;
/** "from 1 (bad) to 10". */
const REMARK = /^\s*\([^()]{1,24}\)/;
/** Longest text between the ends of a range, UTF-16 units. */
const LONGEST_GAP = 40;

/** Marks both ends of ranges. "1 and 100" is one only after "between" and the like; "1-100" and "1 to 100" always are. */
export function withRanges(text: string, mentions: readonly NumberMention[]): readonly NumberMention[] {
  const roles = mentions.map(({ role }) => role);
  for (let index = 0; index + 1 < mentions.length; index++) {
    const low = mentions[index]!;
    const high = mentions[index + 1]!;
    if (high.start - low.end > LONGEST_GAP) continue;
    const opened = OPENS.test(text.slice(Math.max(0, low.start - 24), low.start));
    const gap = text.slice(low.end, high.start).replace(opened ? REMARK : '', '');
    if (!BETWEEN.test(gap)) continue;
    const listed = /^\W*(?:and|et|y|und|e)\W*$/i.test(gap);
    const increasing = Number(low.value) < Number(high.value);
    if (opened || (!listed && increasing)) {
      roles[index] = 'range';
      roles[index + 1] = 'range';
    }
  }
  return mentions.map((mention, index) => ({ ...mention, role: roles[index]! }));
}

/** "[1, 100]", "randint(1,100)"; "(3, 4)" after no word may be a list. */
const BRACKETS =
  /(?:(?<=[\p{L}\d_])\(|(?<=\b(?:from|in|range|between|interval|of) )\(|\[)\s?(-?\d{1,15})\s?,\s?(-?\d{1,15})\s?[)\]]/giu;

/** The ends of intervals in brackets, two by two and in order. */
export function bracketRanges(text: string): NumberMention[] {
  const found: NumberMention[] = [];
  for (const match of text.matchAll(BRACKETS)) {
    const [whole, low = '', high = ''] = match;
    if (Number(low) >= Number(high)) continue;
    const start = match.index + whole.indexOf(low);
    const end = match.index + whole.lastIndexOf(high);
    found.push({ start, end: start + low.length, value: canonicalDecimal(low), role: 'range' });
    found.push({ start: end, end: end + high.length, value: canonicalDecimal(high), role: 'range' });
  }
  return found;
}
