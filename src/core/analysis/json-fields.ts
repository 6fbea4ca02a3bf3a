import { unframe } from '../extraction/framing.ts';
import { findJson, isPlainName, jsonExtractor } from '../extraction/json.ts';
import type { Located } from '../json/json-reader.ts';
import { readAsJson, valueForm } from '../json/json-key.ts';
import { comparedForm, PLAIN_WORDS } from '../notation/notation.ts';
import { recalled } from '../memory.ts';
import type { FieldReport } from '../model/report.ts';
import { abbreviated } from '../text/shortened.ts';
import { onText } from '../watch.ts';
import type { TrialRead } from './trial-read.ts';

/** Outputs that are JSON objects, field by field: as a whole they differ, where a single reason is worded otherwise. */

/** Most fields, values of one that are listed, and levels of objects in objects. */
const MOST_FIELDS = 20;
const MOST_VALUES = 5;
const DEEPEST = 3;
/** Least part of the outputs that are objects. */
const MOST = 0.5;
/** Longest value that is listed, UTF-16 units. */
const LONGEST = 200;

interface Field {
  /** `result.score`. */
  readonly name: string;
  /** Whether the extractor of fields finds it by that name. */
  readonly hasPath: boolean;
  /** What equal values share. */
  readonly form: string;
  /** As it was written. */
  readonly value: string;
}

/** The fields of the object that an output holds; `null` where it holds none. `inWords`: also among words. */
const fieldsOf = recalled(
  (text: string, inWords: boolean) => `${inWords ? 'in words' : 'alone'} ${text}`,
  (text: string, inWords: boolean): readonly Field[] | null => {
    const root = inWords ? findJson(text) : objectAlone(text);
    if (root?.kind !== 'object') return null;
    const source = inWords ? text : coreOf(text);
    const fields: Field[] = [];
    collect(root, source, [], fields);
    return fields;
  },
);

const coreOf = (text: string): string => {
  const { start, end } = unframe(text).core;
  return text.slice(start, end).trim();
};

const objectAlone = (text: string): Located | null =>
  /^\s*(?:\{|`{3}|~{3})/.test(text) && text.includes('{') ? readAsJson(coreOf(text)) : null;

function collect(root: Located, source: string, path: readonly string[], into: Field[]): void {
  if (root.kind !== 'object') return;
  for (const [name, value] of root.members) {
    const steps = [...path, name];
    if (value.kind === 'object' && steps.length < DEEPEST) collect(value, source, steps, into);
    else
      into.push({
        name: steps.join('.'),
        hasPath: steps.every(isPlainName),
        form: valueForm(value, source, (text) => comparedForm(text, PLAIN_WORDS)),
        value: shown(value, source),
      });
  }
}

function shown(value: Located, source: string): string {
  const isText = value.kind === 'plain' && typeof value.value !== 'number';
  const line = (isText ? String(value.value) : source.slice(value.start, value.end)).replace(/\s+/g, ' ').trim();
  return abbreviated(line, LONGEST);
}

interface Counted {
  readonly rank: number;
  readonly hasPath: boolean;
  outputs: number;
  readonly values: Map<string, { outputs: number; readonly spellings: Map<string, number> }>;
}

/** The fields of outputs that are objects with several; `null` where fewer than half are. `spec` reads the outputs. */
export function jsonFields(reads: readonly TrialRead[], spec: string): readonly FieldReport[] | null {
  const inWords = spec.split(':')[0] === jsonExtractor.id;
  const objects: (readonly Field[])[] = [];
  let outputs = 0;
  for (const { trial, reading } of reads) {
    if (reading === null) continue;
    outputs++;
    const text = reading.repaired;
    if (!text.includes('{')) continue;
    const found = onText(trial.text, () => fieldsOf(text, inWords));
    if (found !== null) objects.push(found);
  }
  if (objects.length === 0 || objects.length < MOST * outputs) return null;
  const fields = new Map<string, Counted>();
  for (const object of objects) object.forEach((field, rank) => count(field, rank, fields));
  if (fields.size < 2) return null;
  return [...fields]
    .sort(([a, one], [b, two]) => two.outputs - one.outputs || one.rank - two.rank || (a < b ? -1 : 1))
    .slice(0, MOST_FIELDS)
    .map(([name, counted]) => reportOf(name, counted));
}

function count({ name, hasPath, form, value }: Field, rank: number, fields: Map<string, Counted>): void {
  const known = fields.get(name);
  const field = known ?? { rank, hasPath, outputs: 0, values: new Map() };
  // Whatever the order of the outputs, a field stands where it stands first in any.
  fields.set(name, rank < field.rank ? { ...field, rank } : field);
  const own = fields.get(name)!;
  own.outputs++;
  const values = own.values.get(form) ?? { outputs: 0, spellings: new Map<string, number>() };
  own.values.set(form, values);
  values.outputs++;
  values.spellings.set(value, (values.spellings.get(value) ?? 0) + 1);
}

function reportOf(field: string, { hasPath, outputs, values }: Counted): FieldReport {
  const listed = [...values.values()].map((one) => ({
    value: [...one.spellings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]![0],
    outputs: one.outputs,
  }));
  return {
    field,
    extractor: hasPath ? `${jsonExtractor.id}:${field}` : null,
    outputs,
    different: values.size,
    values: listed.sort((a, b) => b.outputs - a.outputs || (a.value < b.value ? -1 : 1)).slice(0, MOST_VALUES),
  };
}
