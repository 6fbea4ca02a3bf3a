import { compileSelector } from '../pages/selector.ts';
import { compileRegex, isRegex } from '../text/linear-regex.ts';
import { parseExtractor } from '../extraction/registry.ts';
import { domainOf } from '../extraction/domain.ts';
import type { CustomTrait, ReadingWishes } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { isSeq } from 'yaml';
import { entriesOf, itemsOf, leafOf, refuse, unknownKey, type Entry, type Value } from './nodes.ts';
import type { Notes } from './notes.ts';
import { DOMAIN, domainEndSchema, domainTextSchema, extractorSchema, keysOf, traitSchema } from './schema.ts';

/** How a probe file wants its answers read: `extractor`, `domain` and `traits`. */

/** Keys about reading. */
const READING_KEYS = ['extractor', 'domain', 'traits'] as const;

/** What the file says about reading; `null` when it says nothing. */
export function readReading(entries: readonly Entry[], notes: Notes): ReadingWishes | null {
  const valueOf = (key: string): Value | undefined => entries.find((entry) => entry.key === key)?.value;
  const [named, range, list] = READING_KEYS.map(valueOf);
  const extractor = named && readExtractor(named, notes);
  const domain = range && readDomain(range, notes);
  const traits = list && readTraits(list, notes);
  const reading = { ...(extractor && { extractor }), ...(domain && { domain }), ...(traits && { traits }) };
  return Object.keys(reading).length === 0 ? null : reading;
}

/** `auto` is as if nothing was said. */
function readExtractor(value: Value, notes: Notes): string | null {
  const spec = leafOf(value, extractorSchema, notes);
  if (spec === null || spec === 'auto') return null;
  try {
    parseExtractor(spec);
    return spec;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    notes.add(value.span, error.message);
    return null;
  }
}

function readDomain(value: Value, notes: Notes): readonly [number, number] | null {
  const ends = isSeq(value.node)
    ? (itemsOf(value, DOMAIN, notes) ?? []).map((item) => leafOf(item, domainEndSchema, notes))
    : endsOf(leafOf(value, domainTextSchema, notes));
  if (ends === null) return null;
  const [low, high] = ends;
  if (low === null || high === null) return null;
  const domain = ends.length === 2 ? domainOf(low, high) : null;
  if (domain !== null) return domain;
  notes.add(value.span, `${value.name} must be ${DOMAIN}.`);
  return null;
}

/** `1..100`. */
function endsOf(text: string | null): readonly number[] | null {
  return text === null ? null : text.split('..').map(Number);
}

const TRAIT_KEYS = keysOf(traitSchema);

function readTraits(value: Value, notes: Notes): readonly CustomTrait[] {
  const items = itemsOf(value, 'a list of traits, each with `name` and `pattern` or `selector`', notes) ?? [];
  const names = new Set<string>();
  return items.flatMap((item) => {
    const trait = readTrait(item, notes);
    if (trait === null) return [];
    if (names.has(trait.name)) notes.add(item.span, `There are two traits "${trait.name}"; rename one of them.`);
    names.add(trait.name);
    return [trait];
  });
}

function readTrait(value: Value, notes: Notes): CustomTrait | null {
  const entries = entriesOf(value, 'a trait with `name` and `pattern` or `selector`', notes);
  if (entries === null) return null;
  const texts = new Map<string, string>();
  for (const entry of entries) {
    const key = TRAIT_KEYS.find((known) => known === entry.key);
    if (key === undefined) unknownKey(entry, TRAIT_KEYS, notes);
    const text = key && leafOf(entry.value, traitSchema.entries[key], notes);
    if (text) texts.set(entry.key, text);
    if (text) checkWay(entry, text, notes);
  }
  const [name, pattern, selector] = TRAIT_KEYS.map((key) => texts.get(key));
  if (!entries.some(({ key }) => key === 'name')) notes.add(value.span, `${value.name} has no \`name\`; add one.`);
  const ways = entries.filter(({ key }) => key === 'pattern' || key === 'selector').length;
  if (ways !== 1) notes.add(value.span, `${value.name} must have either \`pattern\` or \`selector\`.`);
  if (name === undefined || (pattern === undefined && selector === undefined)) return null;
  return { name, ...(pattern !== undefined && { pattern }), ...(selector !== undefined && { selector }) };
}

/** A pattern or selector that could not be looked for is refused before anything is paid for. */
function checkWay({ key, value }: Entry, text: string, notes: Notes): void {
  if (key === 'pattern' && !isRegex(text)) {
    refuse(value, 'a regular expression', notes);
    return;
  }
  const compiled = key === 'pattern' ? compileRegex(text) : key === 'selector' ? compileSelector(text) : {};
  if ('problem' in compiled) notes.add(value.span, `${value.name} ${compiled.problem}.`);
}
