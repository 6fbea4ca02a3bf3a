import type { ShuffledList } from '../model/run.ts';
import { isPlaceholderName } from '../prompt/placeholders.ts';
import {
  entriesOf,
  isMapping,
  itemsOf,
  quotedKey,
  refuse,
  unknownKey,
  wordOf,
  type Entry,
  type Value,
} from './nodes.ts';
import { isSeq } from 'yaml';
import type { Notes, Span } from './notes.ts';
import { keysOf, longListSchema } from './schema.ts';

/** Variables and shuffled lists of a probe file. */

/** A name of which every value makes a condition. */
export interface Variable {
  readonly name: string;
  /** At least one, all different. */
  readonly values: readonly string[];
  readonly span: Span;
}

/** A list, and where it stands. */
export interface DesignList extends ShuffledList {
  readonly span: Span;
}

const VALUE = 'a text or a number';
const SEPARATOR = ', ';
const NO_LIST = { items: [], separator: SEPARATOR };

function checkName({ key, keySpan }: Entry, notes: Notes): boolean {
  if (isPlaceholderName(key)) return true;
  notes.add(
    keySpan,
    `${quotedKey(key)} cannot be written as \`{{name}}\` in a prompt: a name is letters, digits, \`_\`, \`-\` and \`.\`, and begins with a letter.`,
  );
  return false;
}

function wordsOf(value: Value, notes: Notes): readonly string[] {
  const items = itemsOf(value, 'a list of values', notes) ?? [];
  return items.flatMap((item) => wordOf(item, VALUE, notes) ?? []);
}

/** `variables:`: each name with one value or a list of them. */
export function readVariables(value: Value, notes: Notes): readonly Variable[] {
  const entries = entriesOf(value, 'a mapping of names to values, such as `topic: [sea, sky]`', notes) ?? [];
  return entries.flatMap((entry) => {
    const values = isSeq(entry.value.node) ? wordsOf(entry.value, notes) : [wordOf(entry.value, VALUES, notes)];
    const known = values.filter((found) => found !== null);
    if (!checkName(entry, notes)) return [];
    if (isSeq(entry.value.node) && entry.value.node.items.length === 0) {
      notes.add(entry.value.span, `${entry.value.name} has no values; write at least one.`);
    }
    const twice = known.find((word, at) => known.indexOf(word) !== at);
    if (twice !== undefined) notes.add(entry.value.span, `${entry.value.name} has the value "${twice}" twice.`);
    return [{ name: entry.key, values: known, span: entry.keySpan }];
  });
}

const VALUES = 'a text, a number or a list of them';

/** `shuffle:`: each name with a list, or with `items` and what stands between them. */
export function readLists(value: Value, notes: Notes): readonly DesignList[] {
  const entries = entriesOf(value, 'a mapping of names to lists, such as `colours: [red, green]`', notes) ?? [];
  return entries.flatMap((entry) => {
    const list = isMapping(entry.value) ? readLongList(entry.value, notes) : readItems(entry.value, SEPARATOR, notes);
    // One that could not be read is there all the same: its placeholder is no mistake.
    return checkName(entry, notes) ? [{ ...(list ?? NO_LIST), name: entry.key, span: entry.keySpan }] : [];
  });
}

function readLongList(value: Value, notes: Notes): Omit<DesignList, 'name' | 'span'> | null {
  const entries = entriesOf(value, 'a list', notes) ?? [];
  const items = entries.find(({ key }) => key === 'items');
  const between = entries.find(({ key }) => key === 'separator');
  for (const entry of entries)
    if (entry !== items && entry !== between) unknownKey(entry, keysOf(longListSchema), notes);
  if (items === undefined) return refuse(value, 'a list, or `items:` with a list', notes);
  return readItems(items.value, (between && wordOf(between.value, 'a text', notes)) ?? SEPARATOR, notes);
}

function readItems(value: Value, separator: string, notes: Notes): Omit<DesignList, 'name' | 'span'> | null {
  if (!isSeq(value.node)) return refuse(value, 'a list of at least two items', notes);
  const items = wordsOf(value, notes);
  if (value.node.items.length > 1) return { items, separator };
  return refuse(value, 'a list of at least two items, or there is nothing to shuffle', notes);
}
