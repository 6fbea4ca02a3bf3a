import { mathValue } from './math-value.ts';
import { codeForm } from './code-key.ts';
import { dateOrTime } from './date-key.ts';
import { foldText } from '../text/fold.ts';
import { jsonForm } from '../json/json-key.ts';

/** Answers that are notation: where a mark or the case of a letter is part of what is said, folding would join what differs. */

/** What the prompt says about marks and capitals. */
export interface Notation {
  /** Whether every mark counts: an expression, an interval, a path, a flag, a version. */
  readonly marks: boolean;
  /** Whether capitals count: a formula, a chord, a symbol. */
  readonly capitals: boolean;
  /** Whether the answers are source code; false when absent. */
  readonly isCode?: boolean;
}

/** Ordinary words: marks that may be notation are looked for in the answer alone. */
export const PLAIN_WORDS: Notation = { marks: false, capitals: false };

/** Longer answers are prose, UTF-16 units and words. */
const LONGEST = 120;
const MOST_WORDS = 8;
/** Begins what no folded text begins with. */
const MARKED = '\u0000';
const JSON_MARK = '\u0001';
const CODE_MARK = '\u0002';

/** What two answers must share to be the same text: the notation or value that an answer is, else its folded text. */
export function comparedForm(answer: string, notation: Notation): string {
  return dataForm(answer, notation) ?? textForm(answer, notation);
}

/** JSON by its values, code by its tokens; `null` for everything else. */
function dataForm(answer: string, notation: Notation): string | null {
  const json = /^\s*[{[]/.test(answer) ? jsonForm(answer, (text) => textForm(text, notation)) : null;
  if (json !== null) return `${MARKED}${JSON_MARK}${json}`;
  return notation.isCode === true ? `${MARKED}${CODE_MARK}${codeForm(answer)}` : null;
}

/** Words as in a sentence: dates, times, fractions and all other notations hold digits or other marks. */
const WORDS_ALONE = /^[A-Za-z ,']*\.?$/;

function textForm(answer: string, notation: Notation): string {
  if (answer.length > LONGEST || /\n/.test(answer.trim())) return foldText(answer);
  if (!(notation.marks || notation.capitals) && WORDS_ALONE.test(answer)) return foldText(answer);
  const plain = undressed(answer);
  if (notation.marks || notation.capitals) return asked(plain, notation) ?? foldText(answer);
  const fixed = dateOrTime(plain) ?? (isNotation(plain) ? notationKey(plain) : null);
  if (fixed !== null) return `${MARKED}${fixed}`;
  return FRACTION.test(plain) ? (mathValue(fractionOf(plain)) ?? foldText(answer)) : foldText(answer);
}

/** Whether a compared form is that of a notation, and equal to no other wording. */
export function isMarked(form: string): boolean {
  return form.startsWith(MARKED);
}

/** Why two answers of one compared form that fold differently are the same, in words. */
export function explainForm(form: string): string {
  if (form.startsWith(`${MARKED}${JSON_MARK}`)) return 'the same values';
  return form.startsWith(`${MARKED}${CODE_MARK}`) ? 'comments and layout aside' : 'the same in another notation';
}

function asked(plain: string, { capitals }: Notation): string | null {
  if (plain.split(/\s+/).length > MOST_WORDS) return null;
  const isToken = /^[\p{L}\p{N}]{1,24}$/u.test(plain);
  const hasMarks = /[^\p{L}\p{N}\s'’,!?"-]|^[^\p{L}\p{N}]|[-+]$/u.test(plain);
  if (!hasMarks && !(capitals && isToken)) return null;
  const key = notationKey(plain);
  return `${MARKED}${capitals ? key : key.toLowerCase()}`;
}

/** Interval, operators between names, a grade, a flag, a path, a parameter with stars. */
const NOTATIONS: readonly RegExp[] = [
  /^[[\](]\s?[^,;()[\]]{1,40}[,;]\s?[^,;()[\]]{1,40}[[\])]$/,
  /^[^"'“”]{0,60}(?:&&|\|\||!==?|===?|<=|>=|=>|->|\\neq?\b|≠|(?<![\p{L}\p{N}])![\p{L}(])[^"'“”]{0,60}$/u,
  /^[A-Z]{1,3}[-+−]$/,
  /^--?[\p{L}][\p{L}\p{N}-]{0,40}(?:=\S{1,40})?$/u,
  /^(?:~|\.{1,2})?\/[^\s/]{1,60}(?:\/[^\s/]{0,60}){0,12}$/,
  /^\*{1,2}[\p{L}_]\w{0,40}$/u,
  /^(?:\^\S{1,60}|\S{1,60}\$|\\[dswbDSWB][*+?]?|\[\^?[^\]\s]{1,40}\][*+?]|\[[a-z0-9]-[a-z0-9]\])$/i,
];

const isNotation = (plain: string): boolean => NOTATIONS.some((pattern) => pattern.test(plain));

/** Marks of which both ends only dress: code, emphasis, quotation marks, mathematics. */
const DRESS: readonly (readonly [string, string])[] = [
  ['```', '```'],
  ['`', '`'],
  ['**', '**'],
  ['"', '"'],
  ['“', '”'],
  ['$', '$'],
  ['\\(', '\\)'],
];

function undressed(answer: string): string {
  let plain = answer.trim();
  for (let round = 0; round < 3; round++) {
    const dress = DRESS.find(
      ([open, close]) => plain.length > open.length + close.length && plain.startsWith(open) && plain.endsWith(close),
    );
    if (dress !== undefined) plain = plain.slice(dress[0].length, -dress[1].length).trim();
    else if (/[\p{L}\p{N}\])+-]\.$/u.test(plain)) plain = plain.slice(0, -1);
  }
  return plain;
}

/** One spelling for signs that are written in several ways; white space stays between words only. */
function notationKey(plain: string): string {
  return plain
    .normalize('NFC')
    .replace(/\\(?:left|right)(?![a-z])|\\[,;! ]/g, '')
    .replace(/\\infty(?![a-z])|\binfinity\b|\binf\b/gi, '∞')
    .replace(/\\geq?(?![a-z])|>=/g, '≥')
    .replace(/\\leq?(?![a-z])|<=/g, '≤')
    .replace(/\\neq?(?![a-z])|!==?/g, '≠')
    .replace(/[−‐‑]/g, '-')
    .replace(/(?<![\p{L}\p{N}])\s+|\s+(?![\p{L}\p{N}])/gu, '');
}

const FRACTION =
  /^[-+−]?(?:\d{1,9}\s)?(?:\d{1,9}\s?[/⁄]\s?\d{1,9}|\d{0,9}[¼-¾⅐-⅞]|\\[dtc]?frac\s?(?:\{\d{1,9}\}\s?\{\d{1,9}\}|\d\d))$/;

/** "1 1/2" and "½" as mathematics reads them. */
function fractionOf(plain: string): string {
  return plain
    .replace(/[¼-¾⅐-⅞]/g, (one) => ` ${one.normalize('NFKC')}`)
    .replace(/(?<!\d)(\d{1,9})\s?[/⁄]\s?(\d{1,9})/, '\\frac{$1}{$2}')
    .trim();
}
