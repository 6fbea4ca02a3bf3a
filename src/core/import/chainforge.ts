import { UsageError } from '../model/usage-error.ts';
import { askedIn, turnOf, type Turn } from './chat.ts';
import type { Imported, Importer } from './importer.ts';
import { listIn, objectIn, objectOf, type Loose } from './loose.ts';
import { repliedRow, type ModelRow } from './reply.ts';
import { withModels } from './rows.ts';

/**
 * ChainForge's flows (`.cforge`). Their cache holds responses by model and prompt (`NODE_0.json`), those of the last run
 * (`NODE.json`) and those that evaluators saw: the same ones, which count once. In newer files texts are places in a table
 * (`__s`).
 */

/** Responses of one model to one prompt. */
interface Entry {
  readonly model: string | null;
  readonly source: Loose;
  readonly texts: readonly string[];
  /** Responses that are no text. */
  readonly others: number;
}

/** Reads texts, or their places in the table. */
class Texts {
  private readonly table: readonly unknown[] | null;

  constructor(cache: Loose) {
    this.table = listIn(cache, '__s');
  }

  of(value: unknown): string | null {
    const found = typeof value === 'number' && this.table !== null ? this.table[value] : value;
    return typeof found === 'string' ? found : null;
  }
}

function entryOf(value: unknown, texts: Texts): Entry | null {
  const source = objectOf(value);
  const responses = source === null ? null : listIn(source, 'responses');
  if (source === null || responses === null) return null;
  const said = responses.map((response) => texts.of(response) ?? textOfObject(response, texts));
  const model = texts.of(source['llm']) ?? nameOf(objectIn(source, 'llm'), texts);
  const known = said.filter((text) => text !== null);
  return { model, source, texts: known, others: said.length - known.length };
}

/** Of a response with a type of its own: `{ t: 'txt', d: ... }`, an image otherwise. */
function textOfObject(response: unknown, texts: Texts): string | null {
  const fields = objectOf(response) ?? {};
  return fields['t'] === 'txt' || fields['t'] === undefined ? texts.of(fields['d']) : null;
}

function nameOf(llm: Loose | null, texts: Texts): string | null {
  return llm === null ? null : (texts.of(llm['name']) ?? texts.of(llm['model']));
}

/** Names one entry however often it is in the cache. */
function identityOf({ source, model, texts: said }: Entry, texts: Texts): string {
  const uid = texts.of(source['uid']);
  return JSON.stringify(uid === null ? [model, texts.of(source['prompt']), said] : [uid]);
}

/** The entries of a part of the cache, wherever they are in it: lists, or one for each prompt. */
function entriesIn(part: unknown, texts: Texts): readonly Entry[] {
  if (Array.isArray(part)) return part.flatMap((value) => entryOf(value, texts) ?? []);
  const one = entryOf(part, texts);
  if (one !== null) return [one];
  return Object.values(objectOf(part) ?? {}).flatMap((value) =>
    Array.isArray(value) ? entriesIn(value, texts) : (entryOf(value, texts) ?? []),
  );
}

/** Responses by model come before those of the last run and of evaluators, and hold answers to earlier prompts as well. */
function entriesOf(cache: Loose): readonly Entry[] {
  const texts = new Texts(cache);
  const parts = Object.entries(cache).filter(([name]) => !name.startsWith('__'));
  const isByModel = ([name, part]: readonly [string, unknown]) => {
    const fields = objectOf(part);
    return /_\d+\.json$/.test(name) && fields !== null && !('responses_last_run' in fields);
  };
  const own = parts.filter(isByModel).flatMap(([, part]) => entriesIn(part, texts));
  const known = new Set(own.map((entry) => identityOf(entry, texts)));
  const first = unlike(own, texts, new Set());
  const more = parts.filter((part) => !isByModel(part)).flatMap(([, part]) => entriesIn(part, texts));
  return [...first, ...unlike(more, texts, known)];
}

/** Without entries that have a name of their own and came before, and without those that are known. */
function unlike(entries: readonly Entry[], texts: Texts, known: Set<string>): readonly Entry[] {
  const isNamed = ({ source }: Entry) => texts.of(source['uid']) !== null;
  const hasKnown = known.size > 0;
  return entries.filter((entry) => {
    const identity = identityOf(entry, texts);
    if (known.has(identity)) return false;
    if (isNamed(entry) || hasKnown) known.add(identity);
    return true;
  });
}

function rowsOf(entry: Entry, texts: Texts): readonly ModelRow[] {
  const { source, model } = entry;
  const history = (listIn(source, 'chat_history') ?? []).flatMap((turn) => turnOf(turn) ?? []);
  const prompt: Turn = { role: 'user', text: texts.of(source['prompt']) ?? '', isText: true };
  const { messages, ...rest } = askedIn([...history, prompt]);
  const asked = { ...rest, ...(messages !== null && { messages }) };
  return entry.texts.map((text) =>
    repliedRow({ place: 'A response', model, text, asked, finishReason: null, refusal: null }),
  );
}

function imported(flow: Loose, name: string): Imported {
  const cache = objectIn(flow, 'cache') ?? {};
  const entries = entriesOf(cache);
  const texts = new Texts(cache);
  const rows = entries.flatMap((entry) => rowsOf(entry, texts));
  const others = entries.reduce((sum, entry) => sum + entry.others, 0);
  if (rows.length === 0) {
    throw new UsageError(
      others > 0
        ? `${name} is a ChainForge flow whose ${others} responses are no texts.`
        : `${name} is a ChainForge flow that holds no responses; run it, and export it with its cache.`,
    );
  }
  return {
    rows: withModels(rows),
    from: 'ChainForge',
    notes: ['The settings of the models are not read.'],
    leftOut: others > 0 ? [`${others} responses are no texts, images perhaps, and were left out.`] : [],
  };
}

/** Flows of ChainForge. */
export const chainforge: Importer = {
  label: 'ChainForge flows (.cforge)',
  extensions: ['cforge', 'json'],
  document: {
    is: (value) => {
      const flow = objectIn(value, 'flow');
      return flow !== null && listIn(flow, 'nodes') !== null;
    },
    read: imported,
  },
};
