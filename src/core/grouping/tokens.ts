import { wordNumbers } from '../text/number-words.ts';
import { respelled } from './spelling.ts';

/** The words of a folded answer, each in one form however it was written. */

/** Words behind which "'s" is "is" or "has", not an owner's. */
const SHORTENED = /(?<![\p{L}\p{N}])(it|that|there|here|what|who|he|she|how|where|when|why|let)'s(?![\p{L}\p{N}])/gu;

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\p{N}])(?:can't|cannot)(?![\p{L}\p{N}])/gu, 'can not'],
  [/(?<![\p{L}\p{N}])won't(?![\p{L}\p{N}])/gu, 'will not'],
  [/n't(?![\p{L}\p{N}])/gu, ' not'],
  [SHORTENED, '$1 is'],
  [/'s(?![\p{L}\p{N}])/gu, " 's"],
  [/'re(?![\p{L}\p{N}])/gu, ' are'],
  [/'m(?![\p{L}\p{N}])/gu, ' am'],
  [/'ve(?![\p{L}\p{N}])/gu, ' have'],
  [/'ll(?![\p{L}\p{N}])/gu, ' will'],
  [/'d(?![\p{L}\p{N}])/gu, ' would'],
];

/** Set phrases, and the word that says the same. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bdegrees? celsius\b/g, '°c'],
  [/\bdegrees? fahrenheit\b/g, '°f'],
  [/(?<=\d) ?(?:percent|per cent)\b/g, '%'],
  [/\bkilomet(?:er|re)s?\b/g, 'km'],
  [/\bkilograms?\b/g, 'kg'],
  [/\bcentimet(?:er|re)s?\b/g, 'cm'],
  [/\bmillimet(?:er|re)s?\b/g, 'mm'],
  [/\bmiles per hour\b/g, 'mph'],
  [/\b(?:come|comes|came|coming) to an end\b/g, 'end'],
  [/\b(?:go|goes|went|gone|going) bad\b/g, 'spoil'],
  [/\b(?:is|are|was|were) (?:located|situated|found) (?=in|on|at|near)/g, 'is '],
  [/\bin order to\b/g, 'to'],
  [/\bas well as\b/g, 'and'],
  [/\b(?:due to|owing to|because of|on account of)\b/g, 'because'],
  [/\ba (?:lot|number) of\b/g, 'many'],
  [/\blots of\b/g, 'many'],
  [/\bno (?:one single|single|one)\b/g, 'no'],
  [/\bnot (?:a|one) single\b/g, 'no'],
];

const UNIT = /(?<=\d)(?=(?:°[cf]?|km|cm|mm|kg|mg|ml|mph|hz|[kmg]hz|[kmgt]b|[ap]m)(?:\s|$))/g;

/** A year in words: a century and two digits, "nineteen eighty four". */
const YEAR =
  /\b(sixteen|seventeen|eighteen|nineteen|twenty) ((?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: (?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b/g;
/** Words of which every set phrase and every number in words holds one. Most texts hold none. */
const TELLTALE = new Set(
  `degree degrees percent cent kilometer kilometers kilometre kilometres kilogram kilograms centimeter centimeters
  centimetre centimetres millimeter millimeters millimetre millimetres mile miles end bad located situated found order well
  due owing account because lot lots number single one zero two three four five six seven eight nine ten eleven twelve
  thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety
  hundred thousand million billion trillion`.split(/\s+/),
);

/** Multi-letter Roman numerals up to twenty; single letters are letters. */
const ROMAN = new Map(
  'ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx'
    .split(' ')
    .map((numeral, index) => [numeral, String([2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20][index])]),
);

/**
 * Words of a folded text: contractions undone ("don't" is "do not"), an owner's "'s" a word of its own, one spelling,
 * numbers as digits. For texts of some sentences; pages are compared as they are.
 */
export function tokensOf(folded: string): readonly string[] {
  const text = folded.includes("'") || folded.includes('cannot') ? replaced(folded, CONTRACTIONS) : folded;
  let words = text.split(' ');
  if (words.some((word) => TELLTALE.has(word))) words = withDigits(replaced(text, PHRASES)).split(' ');
  if (words.some((word) => /^.?\d/.test(word))) words = words.join(' ').replace(UNIT, ' ').split(' ');
  return words.filter((word) => word !== '').map((word) => ROMAN.get(word) ?? respelled(word));
}

function replaced(text: string, pairs: readonly (readonly [RegExp, string])[]): string {
  return pairs.reduce((now, [pattern, replacement]) => now.replace(pattern, replacement), text);
}

const SCALED = /(?<![\d.])(\d{1,6}(?:\.\d{1,3})?) (thousand|million|billion|trillion)\b/g;
const SCALE: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

function withDigits(text: string): string {
  const scaled = text.replace(SCALED, (_, figures: string, scale: string) => String(Number(figures) * SCALE[scale]!));
  const years = scaled.replace(YEAR, (year: string, century: string, rest: string) => {
    const [first, second] = [valueOf(century), valueOf(rest)];
    return first === null || second === null ? year : `${first}${second}`;
  });
  let digits = '';
  let from = 0;
  for (const { start, end, value, weak } of wordNumbers(years)) {
    if (weak && years.length > end - start) continue;
    digits += years.slice(from, start) + value;
    from = end;
  }
  return digits + years.slice(from);
}

function valueOf(words: string): string | null {
  const [number, ...more] = wordNumbers(words);
  return number === undefined || more.length > 0 ? null : number.value;
}
