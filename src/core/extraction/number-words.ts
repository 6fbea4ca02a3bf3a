import { decimalOf } from './decimal.ts';

/** Numbers in English words: forty-two, one hundred and five, minus three and a half, two thirds. */

const UNITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES: readonly (readonly [string, number])[] = [
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
];
const PARTS: readonly (readonly [string, number])[] = [
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fifth', 5],
  ['fifths', 5],
  ['tenth', 10],
  ['tenths', 10],
];

const SMALL = new Map<string, number>([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, index) => [word, 20 + 10 * index] as const),
  ['fourty', 40],
]);
const SCALE = new Map(SCALES);
const PART = new Map(PARTS);

const CORE = [...SMALL.keys(), ...SCALE.keys()].sort((a, b) => b.length - a.length).join('|');
const AND = `(?<=hundred|thousand|million|billion|trillion)[\\s-]+and`;
const NUMBER = `(?:${CORE})(?:(?:${AND})?[\\s-]+(?:${CORE}))*`;
const PHRASE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(minus|negative)\\s+)?(?:(?:an?\\s+)(?=hundred|thousand|million|billion|trillion))?(${NUMBER})(?:\\s+point((?:[\\s-]+(?:${UNITS.slice(0, 10).join('|')}))+))?(?:[\\s-]+(?:(and a (?:half|quarter|third))|(${[...PART.keys()].join('|')})))?(?![\\p{L}\\p{N}]|-\\p{L})`,
  'giu',
);

/** A number written in words. */
export interface WordNumber {
  readonly start: number;
  readonly end: number;
  /** Canonical decimal form. */
  readonly value: string;
  /** A lone "one", "zero" or "ten": often a pronoun or part of a phrase ("here's one"). */
  readonly weak: boolean;
}

/** All number words of a text, in order. "nineteen eighty-four" is a year, not a number, and is left out. */
export function wordNumbers(text: string): readonly WordNumber[] {
  const found: WordNumber[] = [];
  for (const match of text.matchAll(PHRASE)) {
    const [phrase, sign, words = '', point, mixed, part] = match;
    const whole = valueOf(words.toLowerCase().split(/[\s-]+/));
    if (whole === null) continue;
    const magnitude = withFraction(whole, point, mixed, part);
    found.push({
      start: match.index,
      end: match.index + phrase.length,
      value: decimalOf(sign === undefined ? magnitude : -magnitude),
      weak: sign === undefined && /^one$/i.test(phrase),
    });
  }
  return found;
}

function withFraction(whole: number, point?: string, mixed?: string, part?: string): number {
  if (point !== undefined) {
    const digits = point
      .trim()
      .toLowerCase()
      .split(/[\s-]+/);
    return Number(`${whole}.${digits.map((word) => SMALL.get(word) ?? 0).join('')}`);
  }
  if (mixed !== undefined) return whole + 1 / (PART.get(mixed.slice('and a '.length).toLowerCase()) ?? 1);
  if (part !== undefined) return whole / (PART.get(part.toLowerCase()) ?? 1);
  return whole;
}

/** The value of number words; `null` when they do not form one number ("two three"). */
function valueOf(words: readonly string[]): number | null {
  let total = 0;
  let group: number | null = null;
  let previousScale = Infinity;
  for (const word of words) {
    if (word === 'and' || word === 'a' || word === 'an') continue;
    const small = SMALL.get(word);
    const scale = SCALE.get(word);
    if (small !== undefined) {
      const next = joined(group, small);
      if (next === null) return null;
      group = next;
    } else if (scale === 100) group = (group ?? 1) * 100;
    else if (scale !== undefined) {
      if (scale >= previousScale) return null;
      total += (group ?? 1) * scale;
      group = null;
      previousScale = scale;
    }
  }
  return total + (group ?? 0);
}

/** twenty + two, one hundred + five; not two + three. */
function joined(group: number | null, small: number): number | null {
  if (group === null) return small;
  const room = group % 100 === 0 && group > 0 ? 100 : group % 10 === 0 && group % 100 >= 20 ? 10 : 0;
  return small < room && small > 0 ? group + small : null;
}
