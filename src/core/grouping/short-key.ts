import { singularOf } from '../text/stems.ts';
import { withoutTrailing } from '../trailing.ts';

/** Keys of short answers, by what they are: a number, the code of a colour, a name. Equal keys are the same answer. */

/** What a value that is written in figures is; `null` for anything else. */
export function valueKey(folded: string): string | null {
  return /^[-+.\d$€£¥#r]/.test(folded) ? (colourKey(folded) ?? numberKey(folded)) : null;
}

/** `number 42` for 42, 42.0 and +42; signs of money and per cent stay. Leading zeros are a code's ("007"). */
function numberKey(folded: string): string | null {
  const match = /^([-+]?)([$€£¥]?)(0|[1-9]\d{0,99}|(?=\.))(?:\.(\d{1,99}))?( ?%?)$/.exec(folded);
  if (match === null) return null;
  const [, sign = '', money = '', whole = '', decimals = '', unit = ''] = match;
  const fraction = withoutTrailing(decimals, /0/);
  const magnitude = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return `number ${sign === '-' && magnitude !== '0' ? '-' : ''}${money}${magnitude}${unit.trim()}`;
}

/** `colour #ffffff` for #FFF, #FFFFFF and rgb(255, 255, 255); a name is never a code. */
function colourKey(folded: string): string | null {
  const code = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(folded)?.[1];
  if (code !== undefined) return `colour #${code.length === 6 ? code : code.replace(/./g, '$&$&')}`;
  const parts = /^rgb (\d{1,3}) (\d{1,3}) (\d{1,3})$/.exec(folded)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return null;
  return `colour #${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Names that an article is a part of: what is left without it says nothing by itself. */
const SAYS_NOTHING = new Set('a an the who it is was one this that they them he she all end'.split(' '));

/** The words of a name without its article; the article stays where nothing else would. */
export function withoutArticle(tokens: readonly string[]): readonly string[] {
  const [first = '', ...rest] = tokens;
  return /^(?:an?|the)$/.test(first) && rest.some((word) => !SAYS_NOTHING.has(word)) ? rest : tokens;
}

/**
 * `name skyblue` for "Sky blue", "a skyblue" and "sky blues": article, spacing and number of what is named set aside, and
 * the "and" between two ("&" folds to nothing). Digits are never moved together.
 */
export function nameKey(tokens: readonly string[]): string {
  if (tokens.length === 1) return `name ${singularOf(tokens[0]!)}`;
  const bare = withoutArticle(tokens).filter((word) => word !== "'s");
  const words = bare.filter((word, index) => word !== 'and' || index === 0 || index === bare.length - 1);
  const last = words.length - 1;
  const singular = words.map((word, index) => (index === last ? singularOf(word) : word)).join(' ');
  return `name ${singular.replace(/(?<!\d) | (?!\d)/g, '')}`;
}
