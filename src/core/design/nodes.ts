import { isMap, isNode, isScalar, isSeq, type Scalar } from 'yaml';
import * as v from 'valibot';
import { ONE_ISSUE, type Of, type Schema } from '../model/schema.ts';
import { nearest } from '../nearest.ts';
import { abbreviated } from '../text/shortened.ts';
import type { Notes, Span } from './notes.ts';

/** Values of a probe file: each reader gives the value, or notes what is wrong with it and gives `null`. */

/** A value of a probe file, and where it stands. */
export interface Value {
  /** The node; `null` where nothing is written behind a key. */
  readonly node: unknown;
  readonly span: Span;
  /** What it is called, for a sentence: "`runs`". */
  readonly name: string;
}

/** One key of a mapping with its value. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Value;
}

const LONGEST_QUOTE = 40;

/** A text for a sentence, in quotes, one line, not too long. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${abbreviated(line, LONGEST_QUOTE)}"`;
}

/** `; this says "fifty"`: what stands there in place of what should. */
function instead({ node }: Value): string {
  if (isMap(node)) return '; this is a mapping of keys';
  if (isSeq(node)) return '; this is a list';
  if (!isScalar(node) || node.value === null) return '; nothing stands here';
  return `; this says ${quoted(sourceOf(node))}`;
}

/** What is written, without its quotes: `1.0` stays `1.0`. */
function sourceOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** Whether nothing is written there, or `null`. */
export function isNothing({ node }: Value): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/** Whether a mapping is written there. */
export function isMapping({ node }: Value): boolean {
  return isMap(node);
}

/** Where a node stands; `otherwise` where nothing is written of it. */
export function spanOf(node: unknown, otherwise: Span): Span {
  const range = isNode(node) ? node.range : null;
  return range && range[1] > range[0] ? [range[0], range[1]] : otherwise;
}

/** Notes that a value is not what it must be. */
export function refuse(value: Value, wanted: string, notes: Notes): null {
  notes.add(value.span, `${value.name} must be ${wanted}${instead(value)}.`);
  return null;
}

/** The keys of a mapping, each once. */
export function entriesOf(value: Value, wanted: string, notes: Notes): readonly Entry[] | null {
  if (!isMap(value.node)) return refuse(value, wanted, notes);
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (const pair of value.node.items) {
    const keySpan = spanOf(pair.key, value.span);
    if (!isScalar(pair.key) || pair.key.value === null) {
      notes.add(keySpan, 'A key must be a name; this is none.');
      continue;
    }
    const key = sourceOf(pair.key);
    if (seen.has(key)) {
      notes.add(keySpan, `${quotedKey(key)} stands here a second time; remove one of the two.`);
      continue;
    }
    seen.add(key);
    entries.push({
      key,
      keySpan,
      value: { node: pair.value, span: spanOf(pair.value, keySpan), name: quotedKey(key) },
    });
  }
  return entries;
}

/** A key as sentences name it. */
export function quotedKey(key: string): string {
  return `\`${abbreviated(key, LONGEST_QUOTE)}\``;
}

/** Notes a key that has no meaning, with the one that was probably meant. */
export function unknownKey({ key, keySpan }: Entry, known: readonly string[], notes: Notes): void {
  const guess = nearest(key, known);
  const hint = guess === null ? `; known here are ${known.join(', ')}.` : `; did you mean \`${guess}\`?`;
  notes.add(keySpan, `There is no key ${quotedKey(key)} here${hint}`);
}

/** The items of a list. */
export function itemsOf(value: Value, wanted: string, notes: Notes): readonly Value[] | null {
  if (!isSeq(value.node)) return refuse(value, wanted, notes);
  return value.node.items.map((node, at) => ({
    node,
    span: spanOf(node, value.span),
    name: `Item ${at + 1} of ${value.name}`,
  }));
}

/** Any single value as it is written: a text, a number or a word like true. */
export function wordOf(value: Value, wanted: string, notes: Notes): string | null {
  if (!isScalar(value.node) || value.node.value === null) return refuse(value, wanted, notes);
  return sourceOf(value.node);
}

/** A single value, when it is as its schema has it. */
export function leafOf<S extends Schema>(value: Value, schema: S, notes: Notes): Of<S> | null {
  // What is no single value is wrong as it is: `undefined` would pass for a key that may be missing.
  const plain = isScalar(value.node) ? value.node.value : (value.node ?? null);
  const { success, output, issues } = v.safeParse(schema, plain, ONE_ISSUE);
  return success ? output : refuse(value, issues[0].message, notes);
}

/** Deepest and largest value of an API's parameter that makes sense. */
const DEEPEST = 20;

const PLAIN = v.union(
  [v.string(), v.boolean(), v.pipe(v.number(), v.finite())],
  'a text, a number, true, false, null, a list or a mapping',
);

/** Any value, as JSON has them. Notes what JSON has not. */
export function plainOf(value: Value, notes: Notes, depth = 0): unknown {
  if (depth > DEEPEST) {
    notes.add(value.span, `${value.name} is nested too deeply.`);
    return null;
  }
  if (isMap(value.node)) {
    const entries = entriesOf(value, 'a mapping', notes) ?? [];
    return Object.fromEntries(entries.map((entry) => [entry.key, plainOf(entry.value, notes, depth + 1)]));
  }
  if (isSeq(value.node)) return (itemsOf(value, 'a list', notes) ?? []).map((item) => plainOf(item, notes, depth + 1));
  if (isNothing(value)) return null;
  return leafOf(value, PLAIN, notes);
}
