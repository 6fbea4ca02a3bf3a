import type { Extraction, Extractor } from './extractor.ts';
import { insideFences } from './scaffolding/fences.ts';
import { readJsonAt } from '../json/json-reader.ts';
import type { Located } from '../json/json-reader.ts';
import { isRefusal } from './refusal.ts';
import { outside, trimSpan } from '../text/span.ts';

/** A field of the JSON in an answer: `json:name`, `json:result.items[0].title`; all of it without a path. A number keeps its digits. */
export const jsonExtractor: Extractor = {
  id: 'json',
  label: 'JSON',
  kind: 'text',
  argument: 'optional',
  extract(text, { argument }): Extraction {
    const roots = jsonIn(text);
    const path = argument === null ? null : pathOf(argument);
    const field =
      path === null
        ? chosenOf(roots)
        : (roots.map((root) => fieldOf(root, path)).find((found) => found !== null) ?? null);
    const answer = field === null ? null : answerOf(text, field);
    if (field === null || answer === null)
      return { answer: null, setAside: [], notes: [], refused: roots.length === 0 && isRefusal(text) };
    if (answer === '') return { answer: null, setAside: [], notes: [], refused: false };
    const setAside = outside(text, trimSpan(text, field)).filter(([from, to]) =>
      /[\p{L}\p{N}]/u.test(text.slice(from, to)),
    );
    return {
      answer,
      setAside,
      notes: setAside.length === 0 ? [] : [`what surrounds the ${path === null ? 'JSON' : 'field'} set aside`],
      refused: false,
    };
  },
};

/** How many brackets are tried as the start of JSON inside prose. */
const MAX_STARTS = 200;
/** A schema says what an answer looks like. */
const SCHEMA_NAMES = ['properties', '$schema'];

/** The JSON object that is the answer, else the list: what a model settled on (see `jsonIn`); `null` when there is none. */
export function findJson(text: string): Located | null {
  return chosenOf(jsonIn(text));
}

const chosenOf = (roots: readonly Located[]): Located | null =>
  roots.find(({ kind }) => kind === 'object') ?? roots[0] ?? null;

/**
 * All JSON of a text, bare, fenced or inside prose, the likeliest answer first: what is fenced before what is not, then the last
 * before what it follows, because a schema, an example or a draft comes first.
 */
function jsonIn(text: string): readonly Located[] {
  const found: (Located & { readonly isFenced: boolean; readonly isSchema: boolean })[] = [];
  const isInFence = insideFences(text);
  let tries = 0;
  let reached = 0;
  for (const match of text.matchAll(/[{[]/g)) {
    if (match.index < reached) continue;
    if (++tries > MAX_STARTS) break;
    const value = readJsonAt(text, match.index);
    // "{x}" in prose and an empty pair of brackets hold nothing.
    if (value === null || isEmpty(value)) continue;
    const isSchema = value.kind === 'object' && SCHEMA_NAMES.some((name) => value.members.has(name));
    found.push({ ...value, isFenced: isInFence(match.index), isSchema });
    reached = value.end;
  }
  return found
    .reverse()
    .sort((a, b) => Number(a.isSchema) - Number(b.isSchema) || Number(b.isFenced) - Number(a.isFenced));
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

/** Whether a name can stand in a path as it is. */
export const isPlainName = (name: string): boolean => /^[\p{L}\p{N}_$@ -]+$/u.test(name) && name.trim() === name;

/** `a.b[0].c` and `$.a` as steps. */
function pathOf(argument: string): readonly string[] {
  return argument
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .map((step) => step.trim().replace(/^["']|["']$/g, ''))
    .filter((step) => step !== '');
}

/** The value of a field by the steps to it; `null` where there is none. */
function fieldOf(root: Located, path: readonly string[]): Located | null {
  let current: Located | undefined = root;
  for (const step of path) {
    if (current?.kind === 'object') current = current.members.get(step);
    else if (current?.kind === 'list' && /^\d{1,9}$/.test(step)) current = current.items[Number(step)];
    else return null;
  }
  return current ?? null;
}
