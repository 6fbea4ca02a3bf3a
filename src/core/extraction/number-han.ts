import { decimalOf } from '../text/decimal.ts';

/** Numbers in Chinese characters, as Chinese and Japanese write them: 四十二, 一百零五, 二〇二四. */

const DIGITS: ReadonlyMap<string, number> = new Map([
  ['零', 0],
  ['〇', 0],
  ['一', 1],
  ['二', 2],
  ['两', 2],
  ['兩', 2],
  ['三', 3],
  ['四', 4],
  ['五', 5],
  ['六', 6],
  ['七', 7],
  ['八', 8],
  ['九', 9],
]);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['万', 1e4],
  ['萬', 1e4],
  ['亿', 1e8],
  ['億', 1e8],
]);
/** Longer runs are no number that anybody names, characters. */
const LONGEST = 30;
const NUMBER = /([负負])?([零〇一二两兩三四五六七八九十百千万萬亿億]+)/g;

/** A number in Chinese characters. */
export interface HanNumber {
  readonly start: number;
  readonly end: number;
  /** Canonical decimal form. */
  readonly value: string;
  /** One character alone: part of many words (一个, 十分). */
  readonly weak: boolean;
}

/** All numbers in Chinese characters, in order. */
export function hanNumbers(text: string): readonly HanNumber[] {
  const found: HanNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const end = start + match[0].length;
    const characters = [...(match[2] ?? '')];
    const value = characters.length > LONGEST ? null : valueOf(characters);
    if (value === null) continue;
    const signed = match[1] === undefined ? value : -value;
    found.push({ start, end, value: decimalOf(signed), weak: characters.length === 1 });
  }
  return found;
}

/** Whether a unit without a digit begins a number or follows a greater unit: 百二十三, 千百. */
function isLeading(characters: readonly string[], index: number): boolean {
  const before = characters[index - 1];
  return before === undefined || (UNITS.get(before) ?? 0) > (UNITS.get(characters[index]!) ?? 0) || SCALES.has(before);
}

function valueOf(characters: readonly string[]): number | null {
  if (characters.length > 1 && characters.every((one) => DIGITS.has(one) && one !== '两' && one !== '兩'))
    return Number(characters.map((one) => DIGITS.get(one)).join(''));
  let total = 0;
  let group = 0;
  let digit: number | null = null;
  for (const [index, character] of characters.entries()) {
    const small = DIGITS.get(character);
    const unit = UNITS.get(character);
    if (small !== undefined) {
      // Two digits side by side are no number unless there are only digits; 零 fills a place.
      if (digit !== null && digit !== 0) return null;
      digit = small;
    } else if (unit !== undefined) {
      // 十 may stand for 一十 at the start, and in Japanese 百 for 一百.
      if (digit === null && unit > 10 && !isLeading(characters, index)) return null;
      group += (digit ?? 1) * unit;
      digit = null;
    } else {
      if (group + (digit ?? 0) === 0) return null;
      total = (total + group + (digit ?? 0)) * (SCALES.get(character) ?? 1);
      group = 0;
      digit = null;
    }
  }
  return total + group + (digit ?? 0);
}
