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
const DIGIT = UNITS.slice(0, 10).join('|');
const PARTS_PATTERN = [...PART.keys()].join('|');
const AND = `(?<=hundred|thousand|million|billion|trillion)[\\s-]+and`;
const NUMBER = `(?:${CORE})(?:(?:${AND})?[\\s-]+(?:${CORE}))*`;
const PHRASE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(minus|negative)\\s+)?(?:(?:an?\\s+)(?=hundred|thousand|million|billion|trillion))?(${NUMBER})(?:\\s+point((?:[\\s-]+(?:${DIGIT}))+))?(?:[\\s-]+(?:and ((?:an?|${DIGIT})[\\s-](?:${PARTS_PATTERN}))|(${PARTS_PATTERN})|(dozen)))?(?![\\p{L}\\p{N}]|-\\p{L})`,
  'giu',
);
/** "twenty first": a place in an order. */
const ORDINAL = /^[\s-]+(?:first|second|fourth|sixth|seventh|eighth|ninth)\b/i;
/** "half", "a dozen", "point five": numbers when they stand by themselves, parts of a phrase elsewhere. */
const BARE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(minus|negative)\\s+)?(?:(?:an?\\s+)?(half|third|quarter|dozen)|point((?:[\\s-]+(?:${DIGIT}))+))(?![\\p{L}\\p{N}]|-\\p{L})`,
  'giu',
);

/** A word of which every such phrase holds one; most texts hold none, and are not searched. */
const TELLTALE = new RegExp(`${CORE}|half|third|quarter|dozen|point`, 'iu');

/** A number written in words. */
export interface WordNumber {
  readonly start: number;
  readonly end: number;
  /** Canonical decimal form. */
  readonly value: string;
  /** A lone "one", "half" or "dozen": often a pronoun or part of a phrase ("here's one", "half of it"). */
  readonly weak: boolean;
}

/** All number words of a text, in order. "nineteen eighty-four" is a year, not a number, and is left out. */
export function wordNumbers(text: string): readonly WordNumber[] {
  if (!TELLTALE.test(text)) return [];
  const found: WordNumber[] = [];
  for (const match of text.matchAll(PHRASE)) {
    const [phrase, sign, words = '', point, mixed, part, dozen] = match;
    found.push(...endsOfRange(match));
    const whole = valueOf(wordsOf(words));
    const end = match.index + phrase.length;
    const magnitude = whole === null ? null : withFraction(whole, { point, mixed, part, dozen });
    if (magnitude === null || ORDINAL.test(text.slice(end, end + 12))) continue;
    found.push({
      start: match.index,
      end,
      value: decimalOf(sign === undefined ? magnitude : -magnitude),
      weak: sign === undefined && /^one$/i.test(phrase),
    });
  }
  const bare = bareNumbers(text);
  const startOf = new Map(bare.map(({ start, end }) => [end, start]));
  // "point five" ends where its "five" does; a phrase such as "one half" holds the bare word.
  const phrases = found.filter(({ start, end }) => (startOf.get(end) ?? start) >= start);
  const known = new Set(phrases.map(({ end }) => end));
  return [...phrases, ...bare.filter(({ end }) => !known.has(end))].sort((a, b) => a.start - b.start);
}

/** "a hundred and two hundred" are two numbers, not one. */
function endsOfRange(match: RegExpExecArray): readonly WordNumber[] {
  const [phrase, sign, words = ''] = match;
  const [first = '', second, ...more] = phrase.split(/(?<!\s)\s+and\s+/i);
  if (second === undefined || more.length > 0 || sign !== undefined || valueOf(wordsOf(words)) !== null) return [];
  const low = valueOf(wordsOf(first.replace(/^an?\s+/i, '')));
  const high = valueOf(wordsOf(second));
  if (low === null || high === null || low === 0 || high === 0) return [];
  const start = match.index;
  const end = start + phrase.length;
  return [
    { start, end: start + first.length, value: decimalOf(low), weak: false },
    { start: end - second.length, end, value: decimalOf(high), weak: false },
  ];
}

const wordsOf = (phrase: string): readonly string[] => phrase.toLowerCase().split(/[\s-]+/);

/** "half", "a dozen", "point five", in order. */
function bareNumbers(text: string): readonly WordNumber[] {
  return [...text.matchAll(BARE)].map((match) => {
    const [phrase, sign, word, point] = match;
    const name = word?.toLowerCase();
    const magnitude =
      point !== undefined ? decimals(0, point) : name === 'dozen' ? 12 : 1 / (PART.get(name ?? '') ?? 1);
    const value = decimalOf(sign === undefined ? magnitude : -magnitude);
    return { start: match.index, end: match.index + phrase.length, value, weak: true };
  });
}

function decimals(whole: number, point: string): number {
  const digits = point
    .trim()
    .toLowerCase()
    .split(/[\s-]+/);
  return Number(`${whole}.${digits.map((word) => SMALL.get(word) ?? 0).join('')}`);
}

/** What follows the whole part of a number in words. */
interface Rest {
  readonly point: string | undefined;
  readonly mixed: string | undefined;
  readonly part: string | undefined;
  readonly dozen: string | undefined;
}

/** `null` when the words are no number after all ("twenty third" is a place in an order). */
function withFraction(whole: number, { point, mixed, part, dozen }: Rest): number | null {
  if (point !== undefined) return decimals(whole, point);
  if (dozen !== undefined) return whole * 12;
  if (mixed !== undefined) {
    const [count = '', name = ''] = mixed.toLowerCase().split(/[\s-]+/);
    return whole + (SMALL.get(count) ?? 1) / (PART.get(name) ?? 1);
  }
  if (part === undefined) return whole;
  const one = /^(?:third|quarter|fifth|tenth)$/i.test(part);
  return one && whole !== 1 ? null : whole / (PART.get(part.toLowerCase()) ?? 1);
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
    } else if (scale === 100) {
      if ((group ?? 0) >= 100) return null;
      group = (group ?? 1) * 100;
    } else if (scale !== undefined) {
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
