import { parseJson } from './parse-json.ts';
import { readJsonAt, type Located } from './json-reader.ts';

/** JSON by its values: neither the order of names, nor white space, nor how a number is spelt makes another answer. */

/** Beyond this, texts are compared as they are, UTF-16 units. */
const LONGEST = 200_000;

/** What two values of JSON must share to be one value. `formOf` says what two texts must share. */
export function valueForm(value: Located, source: string, formOf: (text: string) => string): string {
  if (value.kind === 'object') {
    const members = [...value.members].map(
      ([name, one]) => `${JSON.stringify(name)}:${valueForm(one, source, formOf)}`,
    );
    return `{${members.sort().join(',')}}`;
  }
  if (value.kind === 'list') return `[${value.items.map((one) => valueForm(one, source, formOf)).join(',')}]`;
  if (typeof value.value === 'string') return JSON.stringify(formOf(value.value));
  return typeof value.value === 'number'
    ? numberForm(value.value, source.slice(value.start, value.end))
    : String(value.value);
}

/** By value, unless that has lost digits. */
function numberForm(value: number, written: string): string {
  return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value) && written.length < 17)
    ? String(value + 0)
    : written;
}

/** The object or list that an answer is; `null` for anything else. An interval such as [0, 1] is no list. */
export function readAsJson(answer: string): Located | null {
  const plain = answer.trim();
  if (plain.length > LONGEST || !isEnclosed(plain)) return null;
  const value = readJsonAt(plain, 0);
  if (value?.end !== plain.length) return null;
  return value.kind === 'list' && !isProperList(plain, value.items) ? null : value;
}

const isEnclosed = (plain: string): boolean =>
  (plain.startsWith('{') && plain.endsWith('}')) || (plain.startsWith('[') && plain.endsWith(']'));

/** Square brackets are around much that is no JSON, so a list is proper JSON, and more than a pair of numbers. */
function isProperList(plain: string, items: readonly Located[]): boolean {
  if (items.length === 2 && items.every((item) => item.kind === 'plain' && typeof item.value === 'number'))
    return false;
  try {
    parseJson(plain);
    return true;
  } catch {
    return false;
  }
}

/** What two answers that are JSON must share to be the same; `null` for other answers. A list of different words is a set. */
export function jsonForm(answer: string, formOf: (text: string) => string): string | null {
  const plain = answer.trim();
  const value = readAsJson(plain);
  if (value === null) return null;
  if (value.kind !== 'list' || !value.items.every((item) => item.kind === 'plain' && typeof item.value === 'string'))
    return valueForm(value, plain, formOf);
  const words = value.items.map((item) => valueForm(item, plain, formOf));
  return `[${(new Set(words).size === words.length ? words.sort() : words).join(',')}]`;
}
