import type { Extraction, Extractor } from './extractor.ts';
import { readJsonAt } from './json-reader.ts';
import type { Located } from './json-reader.ts';
import { isRefusal } from './refusal.ts';
import { outside, trimSpan } from './span.ts';

/** A field of the JSON in an answer: `json:name`, `json:result.items[0].title`. A number keeps its digits. */
export const jsonExtractor: Extractor = {
  id: 'json',
  label: 'JSON field',
  kind: 'text',
  argument: 'required',
  extract(text, { argument }): Extraction {
    const root = findJson(text);
    const field = root === null ? null : fieldOf(root, pathOf(argument ?? ''));
    const answer = field === null ? null : answerOf(text, field);
    if (field === null || answer === null)
      return { answer: null, setAside: [], notes: [], refused: root === null && isRefusal(text) };
    if (answer === '') return { answer: null, setAside: [], notes: [], refused: false };
    const setAside = outside(text, trimSpan(text, field)).filter(([from, to]) =>
      /[\p{L}\p{N}]/u.test(text.slice(from, to)),
    );
    return {
      answer,
      setAside,
      notes: setAside.length === 0 ? [] : ['what surrounds the field set aside'],
      refused: false,
    };
  },
};

/** How many brackets are tried as the start of JSON inside prose. */
const MAX_STARTS = 50;

/** The first JSON object of a text, else its first list: bare, fenced or inside prose; `null` when there is none. */
export function findJson(text: string): Located | null {
  let list: Located | null = null;
  let tries = 0;
  let reached = 0;
  for (const match of text.matchAll(/[{[]/g)) {
    if (match.index < reached) continue;
    if (++tries > MAX_STARTS) break;
    const value = readJsonAt(text, match.index);
    // "{x}" in prose and an empty pair of brackets hold nothing.
    if (value === null || isEmpty(value)) continue;
    if (value.kind === 'object' || text.slice(0, match.index).trim() === '') return value;
    reached = value.end;
    list ??= value;
  }
  return list;
}

function isEmpty(value: Located): boolean {
  return value.kind === 'object' ? value.members.size === 0 : value.kind === 'list' && value.items.length === 0;
}

/** Texts as they are meant, everything else as it is written. */
function answerOf(text: string, field: Located): string | null {
  if (field.kind !== 'plain') return text.slice(field.start, field.end).trim();
  return field.value === null
    ? null
    : typeof field.value === 'string'
      ? field.value.trim()
      : text.slice(field.start, field.end);
}

/** `a.b[0].c` and `$.a` as steps. */
function pathOf(argument: string): readonly string[] {
  return argument
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .map((step) => step.trim().replace(/^["']|["']$/g, ''))
    .filter((step) => step !== '');
}

function fieldOf(root: Located, path: readonly string[]): Located | null {
  let current: Located | undefined = root;
  for (const step of path) {
    if (current?.kind === 'object') current = current.members.get(step);
    else if (current?.kind === 'list' && /^\d{1,9}$/.test(step)) current = current.items[Number(step)];
    else return null;
  }
  return current ?? null;
}
