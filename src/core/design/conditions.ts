import type { SharedParameters } from './design.ts';
import { ONLY, type NamedDraft } from './expand.ts';
import { entriesOf, isMapping, isNothing, leafOf, refuse, quotedKey, type Entry, type Value } from './nodes.ts';
import { nearest } from '../nearest.ts';
import type { Notes, Span } from './notes.ts';
import { readShared, refuseUnknown } from './parameters.ts';
import { conditionPromptSchema, conditionSchema, keysOf, LONGEST_NAME, probeFileSchema } from './schema.ts';
import { readMessages, readSystem, readText, type DraftTexts, type TextFiles } from './texts.ts';

/** The named conditions of a probe file: variants of what stands at its top. */

/** Keys that say what is sent. */
const TEXT_KEYS = ['prompt', 'system', 'messages'] as const;

/** What a condition of the file says of its own. */
export interface Variant {
  readonly name: string;
  readonly texts: DraftTexts;
  readonly shared: SharedParameters;
  readonly control: boolean;
  readonly span: Span;
  /** Where it says that it is the control. */
  readonly controlSpan: Span;
}

/** The texts that a mapping sets. */
export function readTexts(entries: readonly Entry[], files: TextFiles, notes: Notes): DraftTexts {
  const valueOf = (key: string): Value | undefined => entries.find((entry) => entry.key === key)?.value;
  const [prompt, system, messages] = TEXT_KEYS.map(valueOf);
  if (prompt && messages) {
    notes.add(messages.span, 'Either `prompt` or `messages` says what is sent, not both; remove one of them.');
  }
  const said = prompt && readText(prompt, files, notes);
  const turns = messages && readMessages(messages, files, notes);
  const rule = system && readSystem(system, files, notes);
  return {
    ...(said && { prompt: said }),
    ...(turns && { messages: turns }),
    ...(rule !== undefined && { system: rule }),
    ...(((prompt && !said) || (messages && !turns)) && { isBroken: true }),
  };
}

/** `conditions:`: names, each with what is different. */
export function readConditions(value: Value, files: TextFiles, notes: Notes): readonly Variant[] {
  const entries = entriesOf(value, 'a mapping of names to what is different, such as `short: { prompt: … }`', notes);
  if (entries?.length === 0) notes.add(value.span, '`conditions` names none; name at least one, or remove it.');
  return (entries ?? []).map((entry) => readVariant(entry, files, notes));
}

function readVariant({ key, keySpan, value }: Entry, files: TextFiles, notes: Notes): Variant {
  checkName(key, keySpan, notes);
  const plain = {
    name: key,
    texts: {},
    shared: { parameters: new Map() },
    control: false,
    span: keySpan,
    controlSpan: keySpan,
  };
  if (isNothing(value)) return plain;
  if (!isMapping(value)) {
    const prompt = leafOf(value, conditionPromptSchema, notes);
    return prompt === null ? plain : { ...plain, texts: { prompt: { text: prompt, span: value.span } } };
  }
  const entries = entriesOf(value, 'a mapping', notes) ?? [];
  refuseUnknown(entries, keysOf(conditionSchema), notes);
  const control = entries.find((entry) => entry.key === 'control');
  return {
    ...plain,
    texts: readTexts(entries, files, notes),
    shared: readShared(entries, notes),
    control: (control && leafOf(control.value, conditionSchema.entries.control, notes)) ?? false,
    controlSpan: control?.keySpan ?? keySpan,
  };
}

function checkName(name: string, span: Span, notes: Notes): void {
  if (name.trim() === '' || name.length > LONGEST_NAME || /[\0-\x1f\x7f]/.test(name)) {
    notes.add(span, `The name of a condition must be one line of at most ${LONGEST_NAME} characters.`);
  }
}

/** Which condition is the control: the one that says so, the one that `control:` names, else the first. */
export function controlOf(variants: readonly Variant[], named: Value | undefined, notes: Notes): string {
  const marked = variants.filter(({ control }) => control);
  const first = marked[0]?.name ?? variants[0]?.name ?? ONLY;
  for (const { controlSpan } of marked.slice(1)) {
    notes.add(controlSpan, `Only one condition can be the control, and ${quotedKey(first)} is it already.`);
  }
  if (named === undefined) return first;
  const name = leafOf(named, probeFileSchema.entries.control, notes) ?? null;
  const names = variants.map((variant) => variant.name);
  if (name === null) return first;
  if (!names.includes(name)) {
    const guess = nearest(name, names);
    const hint =
      guess === null
        ? names.length === 0
          ? 'name them under `conditions`'
          : `there are ${names.join(', ')}`
        : `did you mean ${quotedKey(guess)}`;
    return refuse(named, `the name of a condition: ${hint}`, notes) ?? first;
  }
  if (marked.length > 0 && marked[0]!.name !== name) {
    notes.add(named.span, `Only one condition can be the control, and ${quotedKey(first)} says that it is.`);
  }
  return name;
}

/** What is sent at the top of a file, and in each of its conditions. */
export function draftsOf(
  top: { readonly texts: DraftTexts; readonly span: Span },
  variants: readonly Variant[],
  control: string,
  notes: Notes,
): readonly NamedDraft[] {
  const only: Variant = {
    name: ONLY,
    texts: {},
    shared: { parameters: new Map() },
    control: true,
    span: top.span,
    controlSpan: top.span,
  };
  const all = variants.length === 0 ? [only] : variants;
  return all.map(({ name, texts, shared, span }) => {
    // What a condition says replaces what the top says, a prompt also its messages.
    const said = texts.prompt !== undefined || texts.messages !== undefined || texts.isBroken ? texts : top.texts;
    const system = texts.system === undefined ? top.texts.system : texts.system;
    const draft = { prompt: said.prompt ?? null, messages: said.messages ?? null, system: system ?? null };
    if (draft.prompt === null && draft.messages === null && !said.isBroken) {
      const whose =
        variants.length === 0 ? 'This file has no prompt' : `The condition ${quotedKey(name)} has no prompt`;
      notes.add(span, `${whose}; add \`prompt:\` with what to ask.`);
    }
    return { name, control: name === control, shared, span, ...draft };
  });
}
