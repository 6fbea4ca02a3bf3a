import { isAlias, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { controlOf, draftsOf, readConditions, readTexts } from './conditions.ts';
import type { Design, DesignReading } from './design.ts';
import { expand } from './expand.ts';
import { entriesOf, isNothing, leafOf, quotedKey, spanOf, unknownKey, type Entry, type Value } from './nodes.ts';
import { Notes, type Span } from './notes.ts';
import { readShared } from './parameters.ts';
import { readCheckWishes } from './check-wishes.ts';
import { readReading } from './reading-wishes.ts';
import { keysOf, MOST_RUNS, probeFileSchema } from './schema.ts';
import { excess, syntaxSentence } from '../text/yaml-syntax.ts';
import { readTargets } from './targets.ts';
import { TextFiles } from './texts.ts';
import { readLists, readVariables, type DesignList, type Variable } from './variables.ts';

const KEYS = probeFileSchema.entries;
/** All keys of a probe file, in the order in which people write them. */
export const DESIGN_KEYS: readonly string[] = keysOf(probeFileSchema);

/** Largest probe file, and largest file with a prompt, UTF-16 units or bytes. */
export const LARGEST_FILE = 1_000_000;

/** Words that others use for what is meant here. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  prompts: 'write one `prompt`, or several under `conditions`',
  promptFile: 'write `prompt: { file: PATH }`',
  prompt_file: 'write `prompt: { file: PATH }`',
  providers: 'write `targets`',
  models: 'write `targets`',
  vars: 'write `variables`',
  tests: 'write `variables`',
  repeat: 'write `runs`',
  n: 'write `runs`',
};

/**
 * Reads a probe file. `texts` holds the files that it names, by path; without them the reading says which are needed.
 * Everything that is wrong is told at once, with its place; nothing is thrown.
 */
export function readDesign(source: string, texts: ReadonlyMap<string, string> = new Map()): DesignReading {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const lines = new LineCounter();
  const notes = new Notes(text, lines);
  const document = parsed(text, lines, notes);
  if (document === null) return { design: null, problems: notes.problems, files: [], named: [] };
  const files = new TextFiles(texts, notes);
  const top: Value = { node: document.contents, span: spanOf(document.contents, [0, 1]), name: 'A probe file' };
  const { design, named } = readTop(top, files, notes);
  const { problems } = notes;
  return { design: problems.length === 0 ? design : null, problems, files: files.all, named };
}

/** The document; `null` when it cannot be looked into. */
function parsed(text: string, lines: LineCounter, notes: Notes): Document | null {
  if (text.length > LARGEST_FILE) {
    notes.add(
      [0, 1],
      'This file is larger than 1 MB; put long prompts into files of their own: `prompt: { file: PATH }`.',
    );
    return null;
  }
  const refusal = excess(text);
  if (refusal !== null) {
    notes.add([0, 1], refusal);
    return null;
  }
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const;
  const document: Document = parseDocument(text, options);
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    notes.add(pos, syntaxSentence(code, message));
  }
  visit(document, (_, node) => {
    if (!isAlias(node)) return undefined;
    notes.add(
      spanOf(node, [0, 1]),
      `Aliases such as ${quotedKey(`*${node.source}`)} are not read here; write the text again.`,
    );
    return undefined;
  });
  return notes.problems.length > 0 ? null : document;
}

interface Top {
  readonly design: Design | null;
  readonly named: DesignReading['named'];
}

function readTop(top: Value, files: TextFiles, notes: Notes): Top {
  if (isNothing(top)) {
    notes.add(top.span, 'This file is empty; begin with `prompt:` and what to ask.');
    return { design: null, named: [] };
  }
  const entries = entriesOf(top, 'a mapping of keys such as `prompt:`', notes);
  if (entries === null) return { design: null, named: [] };
  for (const entry of entries) checkKey(entry, notes);
  const valueOf = (key: string): Value | undefined => entries.find((entry) => entry.key === key)?.value;
  const given = <T>(key: string, read: (value: Value, notes: Notes) => T): T | null => {
    const value = valueOf(key);
    return value === undefined ? null : read(value, notes);
  };
  const variants = given('conditions', (value) => readConditions(value, files, notes)) ?? [];
  const variables = given('variables', readVariables) ?? [];
  const lists = given('shuffle', readLists) ?? [];
  checkNames(variables, lists, notes);
  const control = controlOf(variants, valueOf('control'), notes);
  const texts = readTexts(entries, files, notes);
  const span: Span = [top.span[0], top.span[0] + 1];
  const drafts = draftsOf({ texts, span }, variants, control, notes);
  const conditions = expand(drafts, { variables, lists }, notes);
  const rest = {
    targets: given('targets', readTargets) ?? [],
    runs: given('runs', (value) => leafOf(value, KEYS.runs, notes)) ?? null,
    shared: readShared(entries, notes),
    reading: readReading(entries, notes),
    seed: given('seed', (value) => leafOf(value, KEYS.seed, notes)) ?? null,
    concurrency: given('concurrency', (value) => leafOf(value, KEYS.concurrency, notes)) ?? null,
    budgetUsd: given('budget', (value) => leafOf(value, KEYS.budget, notes)) ?? null,
    check: readCheckWishes(entries, notes),
  };
  checkCalls(conditions?.length ?? 0, rest, valueOf('runs'), notes);
  return {
    design: conditions && { conditions, ...rest },
    named: variants.map(({ name, span }) => ({ name, control: name === control, place: notes.place(span) })),
  };
}

function checkKey(entry: Entry, notes: Notes): void {
  if (DESIGN_KEYS.includes(entry.key)) return;
  if (!Object.hasOwn(OTHER_WORDS, entry.key)) return unknownKey(entry, DESIGN_KEYS, notes);
  notes.add(entry.keySpan, `There is no key ${quotedKey(entry.key)} here; ${OTHER_WORDS[entry.key]}.`);
}

function checkNames(variables: readonly Variable[], lists: readonly DesignList[], notes: Notes): void {
  const names = new Set(variables.map(({ name }) => name));
  for (const { name, span } of lists) {
    if (names.has(name)) notes.add(span, `${quotedKey(name)} is a variable already; rename one of the two.`);
  }
}

function checkCalls(
  conditions: number,
  { targets, runs }: Pick<Design, 'targets' | 'runs'>,
  value: Value | undefined,
  notes: Notes,
): void {
  const calls = conditions * Math.max(1, targets.length) * (runs ?? 1);
  if (calls <= MOST_RUNS || value === undefined) return;
  notes.add(
    value.span,
    `This would be ${calls.toLocaleString('en')} calls, more than ${MOST_RUNS.toLocaleString('en')}.`,
  );
}
