import { rememberUpTo } from '../remember.ts';
import type { Language } from './language.ts';

/** Numbers up to 1,000 in words of German, French, Spanish, Italian and Portuguese. */

type Worded = 'de' | 'es' | 'fr' | 'it' | 'pt';

/** Each value in words as it is said, of a value from 0 to 1,000. */
const SAYS: Readonly<Record<Worded, (value: number) => readonly string[]>> = {
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  pt: portuguese,
};

const split = (words: string): readonly string[] => words.split(' ');
const DE = split(
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
);
const DE_TENS = split('_ _ zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig');

function german(value: number): readonly string[] {
  const one = (rest: number): string => (rest === 1 ? 'ein' : DE[rest]!);
  if (value < 20) return [DE[value]!];
  if (value < 100) {
    const ten = DE_TENS[Math.floor(value / 10)]!;
    return [value % 10 === 0 ? ten : `${one(value % 10)}und${ten}`];
  }
  const [head, rest] = value === 1000 ? ['tausend', 0] : ['hundert', value % 100];
  const heads = value === 1000 || value < 200 ? [head, `ein${head}`] : [`${DE[Math.floor(value / 100)]!}${head}`];
  const tails = rest === 0 ? [''] : german(rest).flatMap((tail) => [tail, `und${tail}`]);
  return heads.flatMap((one100) => tails.map((tail) => `${one100}${tail}`));
}

const ES = split(
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
);
const ES_TENS = split('_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa');
const ES_HUNDREDS = split(
  '_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
);

function spanish(value: number): readonly string[] {
  if (value < 30) return [ES[value]!];
  if (value < 100) {
    const ten = ES_TENS[Math.floor(value / 10)]!;
    return [value % 10 === 0 ? ten : `${ten} y ${ES[value % 10]!}`];
  }
  if (value === 100) return ['cien'];
  if (value === 1000) return ['mil'];
  return withTail(ES_HUNDREDS[Math.floor(value / 100)]!, value % 100, spanish, ' ');
}

const FR = split(
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
);
const FR_TENS = split('_ _ vingt trente quarante cinquante soixante septante huitante nonante');

function french(value: number): readonly string[] {
  if (value < 20) return [FR[value]!];
  if (value < 100) {
    const [ten, one] = [Math.floor(value / 10), value % 10];
    const joint = one === 1 ? '-et-' : '-';
    const plain = one === 0 ? FR_TENS[ten]! : `${FR_TENS[ten]!}${joint}${FR[one]!}`;
    if (value < 70) return [plain];
    // Belgium and Switzerland say septante and nonante.
    if (value < 80) return [plain, `soixante${value === 71 ? '-et-' : '-'}${FR[value - 60]!}`];
    return [plain, value === 80 ? 'quatre-vingts' : `quatre-vingt-${FR[value - 80]!}`];
  }
  if (value === 1000) return ['mille'];
  const hundreds = Math.floor(value / 100);
  const head = hundreds === 1 ? 'cent' : `${FR[hundreds]!}-cent`;
  return value % 100 === 0 && hundreds > 1 ? [head, `${head}s`] : withTail(head, value % 100, french, '-');
}

const IT = split(
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
);
const IT_TENS = split('_ _ venti trenta quaranta cinquanta sessanta settanta ottanta novanta');

function italian(value: number): readonly string[] {
  if (value < 20) return [IT[value]!];
  if (value < 100) {
    const [ten, one] = [IT_TENS[Math.floor(value / 10)]!, value % 10];
    if (one === 0) return [ten];
    return [`${one === 1 || one === 8 ? ten.slice(0, -1) : ten}${one === 3 ? 'tré' : IT[one]!}`];
  }
  if (value === 1000) return ['mille'];
  const hundreds = Math.floor(value / 100);
  return withTail(`${hundreds === 1 ? '' : IT[hundreds]!}cento`, value % 100, italian, '');
}

const PT = split(
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove',
);
const PT_OTHER: ReadonlyMap<number, string> = new Map([
  [14, 'quatorze'],
  [16, 'dezasseis'],
  [17, 'dezassete'],
  [19, 'dezanove'],
]);
const PT_TENS = split('_ _ vinte trinta quarenta cinquenta sessenta setenta oitenta noventa');
const PT_HUNDREDS = split(
  '_ cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos',
);

function portuguese(value: number): readonly string[] {
  if (value < 20) return [PT[value]!, ...(PT_OTHER.has(value) ? [PT_OTHER.get(value)!] : [])];
  if (value < 100) {
    const ten = PT_TENS[Math.floor(value / 10)]!;
    return [value % 10 === 0 ? ten : `${ten} e ${PT[value % 10]!}`];
  }
  if (value === 100) return ['cem'];
  if (value === 1000) return ['mil'];
  return withTail(PT_HUNDREDS[Math.floor(value / 100)]!, value % 100, portuguese, ' e ');
}

function withTail(
  head: string,
  rest: number,
  say: (value: number) => readonly string[],
  joint: string,
): readonly string[] {
  return rest === 0 ? [head] : say(rest).map((tail) => `${head}${joint}${tail}`);
}

/** Words without accents, spaces and hyphens: "quatre vingt douze" and "quatre-vingt-douze" are one number. */
function letters(words: string): string {
  return words
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[\p{M}\s-]/gu, '');
}

/** German without umlauts: "fuenf". */
const transcribed = (said: string): string => said.replace(/ü/g, 'ue').replace(/ö/g, 'oe').replace(/ä/g, 'ae');

const HIGHEST = 1000;

/** Values by their letters; made when a language is first met. */
const tableOf = rememberUpTo(
  Object.keys(SAYS).length,
  (language) => language,
  (language: Worded): ReadonlyMap<string, number> =>
    new Map(
      Array.from({ length: HIGHEST + 1 }, (_, value) =>
        SAYS[language](value).flatMap((said) =>
          [said, transcribed(said)].map((form) => [letters(form), value] as const),
        ),
      ).flat(),
    ),
);

/** A number in words of another language. */
export interface ForeignNumber {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** Articles are called like the number one. */
  readonly weak: boolean;
}

const MINUS = /^(?:minus|moins|menos|meno)$/i;
/** Most words of one number: "quatre-cent-quatre-vingt-dix-neuf". */
const MOST_WORDS = 8;

/** All numbers in words of a language, longest first from each place; none for languages that are not known here. */
export function foreignNumbers(text: string, language: Language): readonly ForeignNumber[] {
  if (language === 'en' || language === 'ja' || language === 'zh') return [];
  const table = tableOf(language);
  const words = [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
  const found: ForeignNumber[] = [];
  for (let at = 0; at < words.length; at++) {
    const length = longestAt(text, words, at, table);
    if (length === 0) continue;
    const [first, last] = [words[at]!, words[at + length - 1]!];
    const value = table.get(letters(text.slice(first.start, last.end)))!;
    const isNegative = MINUS.test(words[at - 1]?.word ?? '');
    const start = isNegative ? words[at - 1]!.start : first.start;
    found.push({ start, end: last.end, value: String(isNegative ? -value : value), weak: value === 1 });
    at += length - 1;
  }
  return found;
}

interface Word {
  readonly start: number;
  readonly end: number;
}

/** How many words from `at` on are one number; 0 when none. */
function longestAt(text: string, words: readonly Word[], at: number, table: ReadonlyMap<string, number>): number {
  let longest = 0;
  for (let length = 1; length <= MOST_WORDS && at + length <= words.length; length++) {
    const [first, last] = [words[at]!, words[at + length - 1]!];
    if (length > 1 && !/^[\s-]{1,3}$/.test(text.slice(words[at + length - 2]!.end, last.start))) break;
    if (table.has(letters(text.slice(first.start, last.end)))) longest = length;
  }
  return longest;
}
