import type { DesignTarget } from './design.ts';
import { entriesOf, isMapping, itemsOf, leafOf, unknownKey, type Entry, type Value } from './nodes.ts';
import type { Notes } from './notes.ts';
import { readCommon, readParameters } from './parameters.ts';
import { keysOf, SPEC, specSchema, targetSchema } from './schema.ts';
import { pathRefusal } from './texts.ts';

/** The targets of a probe file. */

const KEYS = keysOf(targetSchema);
const ADDRESSES = [
  'baseurl',
  'base_url',
  'base-url',
  'url',
  'server',
  'endpoint',
  'apikey',
  'api_key',
  'api-key',
  'key',
];

/** `targets:`: a list of `PROVIDER:MODEL`, or of mappings with `target`. */
export function readTargets(value: Value, notes: Notes): readonly DesignTarget[] {
  const items = itemsOf(value, `a list of targets, each ${SPEC}`, notes) ?? [];
  return items.flatMap((item) => readTarget(item, notes) ?? []);
}

function readTarget(value: Value, notes: Notes): DesignTarget | null {
  if (!isMapping(value)) return readSpec(value, notes);
  const entries = entriesOf(value, SPEC, notes) ?? [];
  for (const entry of entries) checkKey(entry, notes);
  const valueOf = (key: string): Value | undefined => entries.find((entry) => entry.key === key)?.value;
  const [target, label, parameters] = [valueOf('target'), valueOf('label'), valueOf('parameters')];
  const common = readCommon(entries, notes);
  const own = parameters && readParameters(parameters, notes);
  const name = label && leafOf(label, targetSchema.entries.label, notes);
  if (target === undefined) {
    notes.add(value.span, `${value.name} has no \`target\`; add it as ${SPEC}.`);
    return null;
  }
  const spec = readSpec(target, notes);
  return spec && { ...spec, ...common, ...(own && { parameters: own }), ...(name && { label: name }) };
}

/**
 * A probe file may come from anybody. One that could say where a provider is, or which key it gets, could have prompts
 * and keys sent anywhere: servers have their addresses from whoever runs the file.
 */
function checkKey(entry: Entry, notes: Notes): void {
  if (KEYS.some((key) => key === entry.key)) return;
  if (!ADDRESSES.includes(entry.key.toLowerCase())) return unknownKey(entry, KEYS, notes);
  notes.add(
    entry.keySpan,
    'A probe file cannot name addresses or keys: give the server a name in the setting `convergenceProbe.servers` or with --base-url NAME=URL, and write NAME:MODEL here.',
  );
}

function readSpec(value: Value, notes: Notes): DesignTarget | null {
  const text = leafOf(value, specSchema, notes);
  if (text === null) return null;
  const colon = text.indexOf(':');
  const provider = text.slice(0, Math.max(colon, 0)).trim();
  const rest = text.slice(colon + 1).trim();
  const refusal = provider === 'recorded' ? pathRefusal(rest) : null;
  if (refusal !== null) {
    notes.add(value.span, `The recording must be ${refusal}.`);
    return null;
  }
  return { provider, rest, parameters: {}, place: notes.place(value.span) };
}
