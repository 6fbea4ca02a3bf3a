import type { Extraction, Extractor } from './extractor.ts';
import { isRefusal } from './refusal.ts';

/** A field of the JSON in an answer: `json:name`, `json:result.items[0].title`. */
export const jsonExtractor: Extractor = {
  id: 'json',
  label: 'JSON field',
  kind: 'text',
  argument: 'required',
  extract(text, { argument }): Extraction {
    const value = fieldOf(parseJson(text), pathOf(argument ?? ''));
    if (value === undefined || value === null)
      return { answer: null, setAside: [], notes: [], refused: isRefusal(text) };
    const answer = typeof value === 'string' ? value.trim() : JSON.stringify(value);
    return answer === ''
      ? { answer: null, setAside: [], notes: [], refused: false }
      : { answer, setAside: [], notes: ['other fields set aside'], refused: false };
  },
};

/** Longest text that is searched for JSON inside prose. */
const MAX_STARTS = 50;

/** The first JSON object or array of a text, bare, fenced or inside prose; `undefined` when there is none. */
export function parseJson(text: string): unknown {
  const whole = tryParse(text);
  if (typeof whole === 'object' && whole !== null) return whole;
  let tries = 0;
  for (const match of text.matchAll(/[{[]/g)) {
    if (++tries > MAX_STARTS) break;
    const end = closingOf(text, match.index);
    const value = end === null ? undefined : tryParse(text.slice(match.index, end));
    if (typeof value === 'object' && value !== null) return value;
  }
  return undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // not JSON is the common case here, not a fault
  }
}

/** Behind the bracket that closes the one at `start`, strings skipped; `null` when it never closes. */
function closingOf(text: string, start: number): number | null {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '"') {
      index = endOfString(text, index);
    } else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return index + 1;
  }
  return null;
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === '\\') index++;
    else if (text.charAt(index) === '"') return index;
  }
  return text.length;
}

/** `a.b[0].c` and `$.a` as steps. */
function pathOf(argument: string): readonly string[] {
  return argument
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .map((step) => step.replace(/^["']|["']$/g, ''))
    .filter((step) => step !== '');
}

function fieldOf(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[step];
  }
  return current;
}
