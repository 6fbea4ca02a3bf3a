import { quotedKey } from './nodes.ts';
import { own } from '../own.ts';
import type { Message, ShuffledList } from '../model/run.ts';
import { filled, placeholdersIn } from '../prompt/placeholders.ts';
import { nearest } from '../nearest.ts';
import type { DesignCondition, SharedParameters } from './design.ts';
import type { Notes, Span } from './notes.ts';
import type { DesignText, DesignTurn } from './texts.ts';
import type { DesignList, Variable } from './variables.ts';

/** Makes the conditions of a run out of the named ones: each with every combination of the variables that it uses. */

/** A named condition, what the file says at its top already put in. */
export interface NamedDraft {
  readonly name: string;
  readonly control: boolean;
  readonly prompt: DesignText | null;
  readonly messages: readonly DesignTurn[] | null;
  readonly system: DesignText | null;
  readonly shared: SharedParameters;
  readonly span: Span;
}

/** What is put into the texts. */
export interface Fillings {
  readonly variables: readonly Variable[];
  readonly lists: readonly DesignList[];
}

/** The name of the only condition of a file that names none; it is left out of ids where there are values to tell by. */
export const ONLY = 'default';

/** Most conditions of a run. */
const MOST_CONDITIONS = 1000;
/** Most text of all conditions together, UTF-16 units: a journal holds it, and so does a saved file. */
const MOST_TEXT = 50_000_000;
/** Longest value that an id shows in full, UTF-16 units. */
const LONGEST_VALUE = 30;

/** All conditions of the run; `null` while some text is not known. Notes what does not fit together. */
export function expand(
  drafts: readonly NamedDraft[],
  fillings: Fillings,
  notes: Notes,
): readonly DesignCondition[] | null {
  const textsOf = ({ prompt, messages, system }: NamedDraft): readonly DesignText[] =>
    [prompt, ...(messages ?? []), system].filter((text) => text !== null);
  const isKnown = drafts.every((draft) => textsOf(draft).every(({ text }) => text !== null));
  for (const draft of drafts) for (const text of textsOf(draft)) checkPlaceholders(text, fillings, notes);
  if (!isKnown) return null;
  const uses = drafts.map((draft) => usedBy(textsOf(draft), fillings));
  checkUsed(uses, fillings, notes);
  if (!checkSize(drafts, uses, notes)) return [];
  const ids = new Set<string>();
  const expanded = drafts.flatMap((draft, at) => combined(draft, uses[at]!, drafts.length === 1, ids));
  // Of the combinations of the control the first one is the control of the run.
  const control = expanded.findIndex((condition) => condition.control);
  return expanded.map((condition, at) => ({
    ...condition,
    ...(drafts.length > 1 && at !== control && referenceOf(condition, expanded)),
    control: at === control,
  }));
}

/**
 * Like is compared with like: a variant with the control of the same values, and the control with other values with nothing. The
 * first combination of the control is meant where nothing is said.
 */
function referenceOf(
  condition: DesignCondition,
  expanded: readonly DesignCondition[],
): Pick<DesignCondition, 'comparedWith'> {
  if (condition.control) return { comparedWith: null };
  const controls = expanded.filter(({ control }) => control);
  const agrees = ({ variables }: DesignCondition): boolean =>
    Object.entries(variables).every(([name, value]) => (own(condition.variables, name) ?? value) === value);
  const place = controls.findIndex(agrees);
  return place > 0 ? { comparedWith: controls[place]!.id } : {};
}

/** `{{x}}` without a value would be sent as it is written, which nobody means. `{x}` and `${x}` are common in code. */
function checkPlaceholders({ text, span }: DesignText, { variables, lists }: Fillings, notes: Notes): void {
  if (text === null) return;
  const names = [...variables, ...lists].map(({ name }) => name);
  for (const { name, source } of placeholdersIn(text)) {
    if (names.includes(name) || !source.startsWith('{{')) continue;
    const at = notes.source.slice(...span).indexOf(source);
    const where: Span = at < 0 ? span : [span[0] + at, span[0] + at + source.length];
    const guess = nearest(name, names);
    const hint =
      guess === null
        ? `add ${quotedKey(name)} under \`variables\` or \`shuffle\``
        : `did you mean ${quotedKey(`{{${guess}}}`)}`;
    notes.add(where, `${quotedKey(source)} has no value; ${hint}${guess === null ? '.' : '?'}`);
  }
}

/** What a condition uses, in the order of the file. */
function usedBy(texts: readonly DesignText[], { variables, lists }: Fillings): Fillings {
  const namesIn = (text: string): readonly string[] => placeholdersIn(text).map(({ name }) => name);
  const direct = new Set(texts.flatMap(({ text }) => namesIn(text ?? '')));
  const used = variables.filter(({ name }) => direct.has(name));
  // A value may hold the placeholder of a list, for lists are put in last.
  const all = new Set([...direct, ...used.flatMap(({ values }) => values.flatMap(namesIn))]);
  return { variables: used, lists: lists.filter(({ name }) => all.has(name)) };
}

function checkUsed(uses: readonly Fillings[], { variables, lists }: Fillings, notes: Notes): void {
  const used = new Set(uses.flatMap((use) => [...use.variables, ...use.lists].map(({ name }) => name)));
  for (const { name, span } of [...variables, ...lists]) {
    if (!used.has(name))
      notes.add(
        span,
        `No prompt uses ${quotedKey(name)}; write ${quotedKey(`{{${name}}}`)} where it goes, or remove it.`,
      );
  }
}

function checkSize(drafts: readonly NamedDraft[], uses: readonly Fillings[], notes: Notes): boolean {
  let count = 0;
  let text = 0;
  for (const [at, { variables }] of uses.entries()) {
    const combinations = variables.reduce((product, { values }) => product * values.length, 1);
    const { prompt, messages, system, span } = drafts[at]!;
    const own = [prompt, ...(messages ?? []), system].reduce((sum, one) => sum + (one?.text?.length ?? 0), 0);
    count += combinations;
    text += combinations * own;
    if (count > MOST_CONDITIONS || text > MOST_TEXT) {
      const what =
        count > MOST_CONDITIONS ? `more than ${MOST_CONDITIONS} conditions` : 'more text than a run can hold';
      notes.add(variables[0]?.span ?? span, `All combinations of the variables make ${what}; leave values out.`);
      return false;
    }
  }
  return true;
}

function combined(draft: NamedDraft, use: Fillings, isOnly: boolean, ids: Set<string>): readonly DesignCondition[] {
  let combinations: readonly (readonly (readonly [string, string])[])[] = [[]];
  for (const { name, values } of use.variables) {
    combinations = combinations.flatMap((before) => values.map((value) => [...before, [name, value] as const]));
  }
  return combinations.map((values) => conditionOf(draft, values, use.lists, idOf(draft.name, values, isOnly, ids)));
}

function conditionOf(
  { name, control, prompt, messages, system, shared }: NamedDraft,
  values: readonly (readonly [string, string])[],
  lists: readonly DesignList[],
  id: string,
): DesignCondition {
  const byName = new Map(values);
  const put = ({ text }: DesignText): string => filled(text ?? '', byName);
  const turns = messages?.map((turn): Message => ({ role: turn.role, text: put(turn) }));
  const shuffled = lists.map(({ name: list, items, separator }): ShuffledList => ({ name: list, items, separator }));
  return {
    id,
    name,
    control,
    prompt: turns?.at(-1)?.text ?? (prompt === null ? '' : put(prompt)),
    system: system === null ? null : put(system),
    ...(turns && turns.length > 1 && { messages: turns }),
    variables: Object.fromEntries(values),
    shuffled,
    shared,
  };
}

/** `expanded · topic=sea, size=big`; made different where values look the same when they are shortened. */
function idOf(name: string, values: readonly (readonly [string, string])[], isOnly: boolean, ids: Set<string>): string {
  const shown = values.map(([variable, value]) => `${variable}=${shortened(value)}`).join(', ');
  const id = shown === '' ? name : isOnly && name === ONLY ? shown : `${name} · ${shown}`;
  let unique = id;
  for (let count = 2; ids.has(unique); count++) unique = `${id} #${count}`;
  ids.add(unique);
  return unique;
}

function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
}
