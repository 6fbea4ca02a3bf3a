import type { Interval } from '../model/report.ts';
import { recalled } from '../memory.ts';
import { rememberEnds } from './prompt-memory.ts';

/** Which numbers of a range a prompt asks for: "a random even number between 1 and 20", "a multiple of 7", "a prime". */

/** A property that the prompt wants the number to have. */
interface Property {
  readonly has: (value: number) => boolean;
  /** Whether any such number is as good as another. Of primes and squares people have some in mind, so no draw is expected of them. */
  readonly isFair: boolean;
}

/** "even" is an adverb before other words: "even a number". */
const NOUN =
  '(?:[ -](?!(?:an?|the|if|so|when|though|more|my|your)\\b)[\\p{L}-]{1,20},?){0,3}[ -](?:numbers?|integers?|digits?|primes?|multiples?)\\b';
/** Bounded: 3,000, what `rememberEnds` keeps of a prompt. Each expression names a negation as `not`. */
const EVEN = [
  new RegExp(`(?<not>\\b(?:not|non)[ -](?:an? )?)?\\beven\\b,?(?=${NOUN})`, 'iu'),
  /\b(?:is|be|are|that['’]s|it['’]s)(?<not> not|n['’]t)? (?:also |both )?even\b/iu,
  /(?<!un)gerade[nrs]? (?:\p{L}+ ){0,2}(?:ganz)?zahl/iu,
  /\b(?:nombre|entier|n[úu]mero)s? (?:\p{L}+ ){0,3}par(?:es)?\b|\b(?:nombre|entier|chiffre)s? (?:\p{L}+ ){0,3}pairs?\b|\bnumer[oi] (?:\p{L}+ ){0,3}pari\b/iu,
  /(?<!\p{L})ч[её]тн|偶数|偶數|짝수/iu,
];
const ODD = [
  new RegExp(`(?<not>\\b(?:not|non)[ -](?:an? )?)?\\bodd\\b,?(?=${NOUN})`, 'iu'),
  /\b(?:is|be|are|that['’]s|it['’]s)(?<not> not|n['’]t)? (?:also |both )?odd\b/iu,
  /ungerade[nrs]? (?:\p{L}+ ){0,2}(?:ganz)?zahl/iu,
  /\bn[úu]meros? (?:\p{L}+ ){0,3}[ií]mpar(?:es)?\b|\b(?:nombre|entier|chiffre)s? (?:\p{L}+ ){0,3}impairs?\b|\bnumer[oi] (?:\p{L}+ ){0,3}dispari\b/iu,
  /(?<!\p{L})неч[её]тн|奇数|奇數|홀수/iu,
];
const PRIME = [
  /(?<not>\b(?:not|non)[ -]?(?:an? )?)?(?<!\bco-?)\bprimes?\b(?! (?:ministers?|factors?|time|suspects?)\b)/iu,
  /\bprimzahl/iu,
  /\b(?:nombre|entier)s? (?:\p{L}+ ){0,3}premiers?\b|\bn[úu]mer[oi]s? (?:\p{L}+ ){0,3}prim[oi]s?\b/iu,
  /прост(?:ое|ого|ых|ым) числ|质数|質數|素数|素數/iu,
];
const SQUARE = [/\b(?:perfect squares?|square numbers?)\b/iu];
const CUBE = [/\b(?:perfect cubes?|cub(?:e|ic) numbers?)\b/iu];
const WORDS: Readonly<Record<string, number>> = {
  ...{ two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 },
};
const N = `(\\d{1,7}|${Object.keys(WORDS).join('|')})`;
const MULTIPLE = new RegExp(
  `(?<not>\\b(?:not|isn['’]t|non) (?:an? )?(?:evenly )?)?(?<!\\p{L})(?:multiples? of|divisible by|divided (?:evenly )?by|vielfaches? von|teilbar durch|multiples? de|m[úu]ltiplos? de|multipl[oi] di|divisibles? (?:par|por|entre)|divis[íi]vel por|divisibile per|кратн\\p{L}{1,4}) (?:both )?${N}(?:(?: and|,| und| et| y| e) (?:by )?${N})?(?![\\p{L}\\d])`,
  'giu',
);
const ENDING = /\b(?:ends?|ending) (?:in|with) (?:an? |the (?:digit |number )?)?(\d{1,3})(?![\d.,]*\d)/giu;
/** "other than 7", "except 7 or 13"; counted things ("excluding 2 words") are no numbers of the range. */
const EXCLUDED =
  /\b(?:excluding|except(?: for)?|other than|apart from|besides|but (?:not|never)|(?:is|be|are) not|isn['’]t) (?:the numbers? )?(\d{1,9}(?:(?:, ?(?:or |and )?| or | and )\d{1,9}){0,12})(?![\p{L}\d]| \p{L}{3,}s\b)/giu;

const isPrime = (value: number): boolean => {
  if (value < 2 || value % 2 === 0) return value === 2;
  for (let divisor = 3; divisor * divisor <= value; divisor += 2) if (value % divisor === 0) return false;
  return true;
};
const isPower = (value: number, exponent: 2 | 3) => Math.round(Math.abs(value) ** (1 / exponent)) ** exponent === value;

interface Kind {
  readonly patterns: readonly RegExp[];
  readonly has: (value: number) => boolean;
  readonly isFair: boolean;
}

const KINDS: readonly Kind[] = [
  { patterns: EVEN, has: (value) => value % 2 === 0, isFair: true },
  { patterns: ODD, has: (value) => value % 2 !== 0, isFair: true },
  { patterns: PRIME, has: isPrime, isFair: false },
  { patterns: SQUARE, has: (value) => isPower(value, 2), isFair: false },
  { patterns: CUBE, has: (value) => isPower(value, 3), isFair: false },
];

/**
 * Parts of words of which each expression for a property by name, or by what is counted, holds one: most prompts hold none, and to compile
 * those expressions takes longer than to read a hundred answers.
 */
const MAY_NAME = /even|odd|gerade|par|pair|prim|premier|ч[её]тн|прост|[偶奇质質素]|짝수|홀수|square|cub/iu;
const MAY_COUNT = /multip|m[úu]ltip|divi|vielfach|teilbar|кратн|end|exc|other|apart|besides|never|not|n['’]t/iu;

function namedProperties(prompt: string): readonly Property[] {
  if (!MAY_NAME.test(prompt)) return [];
  return KINDS.flatMap(({ patterns, has, isFair }) => {
    const match = patterns.map((pattern) => pattern.exec(prompt)).find((found) => found !== null);
    if (match === undefined) return [];
    const isNegated = match.groups?.['not'] !== undefined;
    return [{ has: isNegated ? (value: number) => !has(value) : has, isFair }];
  });
}

const numberOf = (text: string) => WORDS[text.toLowerCase()] ?? Number(text);

function countedProperties(prompt: string): readonly Property[] {
  if (!MAY_COUNT.test(prompt)) return [];
  const multiples = [...prompt.matchAll(MULTIPLE)].map((match): Property => {
    const divisors = match
      .slice(2)
      .filter((one) => one !== undefined)
      .map(numberOf);
    const isMultiple = (value: number) => divisors.every((divisor) => value % divisor === 0);
    return { has: match.groups?.['not'] === undefined ? isMultiple : (value) => !isMultiple(value), isFair: true };
  });
  const endings = [...prompt.matchAll(ENDING)].map(([, digits = '']): Property => ({
    has: (value) => String(value).endsWith(digits),
    isFair: true,
  }));
  const excluded = [...prompt.matchAll(EXCLUDED)]
    .flatMap(([, numbers = '']) => numbers.match(/\d+/g) ?? [])
    .map(Number);
  const others: Property = { has: (value) => !excluded.includes(value), isFair: true };
  return [...multiples, ...endings, ...(excluded.length > 0 ? [others] : [])];
}

/** The property that the prompt wants its number to have, all of them taken together; `null` where it wants none. */
export const statedProperty = rememberEnds((prompt): Property | null => {
  const properties = [...namedProperties(prompt), ...countedProperties(prompt)];
  if (properties.length === 0) return null;
  return {
    has: (value) => properties.every(({ has }) => has(value)),
    isFair: properties.every(({ isFair }) => isFair),
  };
});

/** Larger ranges are not counted through: a fair draw from so many hardly ever repeats itself. */
const LARGEST = 1_000_000;

/** How many whole numbers from one end to the other have the property that the prompt states; `null` where that is none, or too many to count. */
export const countStated = recalled(
  (prompt: string, domain: Interval) => `${domain.join()} ${prompt}`,
  (prompt: string, [low, high]: Interval): number | null => {
    const property = statedProperty(prompt);
    if (property === null || high - low > LARGEST) return null;
    let count = 0;
    for (let value = low; value <= high; value++) if (property.has(value)) count++;
    return count;
  },
);
