import { isScalar } from 'yaml';
import type { Message } from '../model/run.ts';
import type { FileReference } from './design.ts';
import { entriesOf, isMapping, isNothing, itemsOf, leafOf, refuse, unknownKey, type Value } from './nodes.ts';
import type { Notes, Span } from './notes.ts';
import { fileSchema, keysOf, TEXT, textSchema, turnSchema } from './schema.ts';

/** The texts of a probe file: written in it, or in a file beside it. */

/** A text that is sent. */
export interface DesignText {
  /** `null` while the text of its file is not known. */
  readonly text: string | null;
  readonly span: Span;
}

/** A turn of a conversation. */
export interface DesignTurn extends DesignText {
  readonly role: Message['role'];
}

/** What a probe file or one of its conditions says is sent; what is absent is as the file says at its top. */
export interface DraftTexts {
  readonly prompt?: DesignText;
  /** `null`: none, whatever the top says. */
  readonly system?: DesignText | null;
  readonly messages?: readonly DesignTurn[];
  /** Whether a prompt or messages stand there that could not be read. */
  readonly isBroken?: boolean;
}

/** Files that were named and texts that are known of them. */
export class TextFiles {
  private readonly known: ReadonlyMap<string, string>;
  private readonly named = new Map<string, FileReference>();
  private readonly notes: Notes;

  constructor(known: ReadonlyMap<string, string>, notes: Notes) {
    this.known = known;
    this.notes = notes;
  }

  /** The text of a file; its name has been checked. */
  take(path: string, span: Span): DesignText {
    if (!this.named.has(path)) this.named.set(path, { path, place: this.notes.place(span) });
    const text = this.known.get(path) ?? null;
    if (text?.trim() === '') this.notes.add(span, `There is nothing in the file ${path}.`);
    return { text, span };
  }

  get all(): readonly FileReference[] {
    return [...this.named.values()];
  }
}

const LONGEST_PATH = 500;

/**
 * Why a path is not taken; `null` when it is. A probe file may come from anybody, and what it names is sent to a model:
 * it reaches only what lies in its own folder or below. (Shells look where links lead.)
 */
export function pathRefusal(path: string): string | null {
  const parts = path.split('/');
  if (path.length > LONGEST_PATH || path.trim() === '') return 'a path of at most 500 characters';
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('/') || path.startsWith('~')) {
    return 'a path that is relative to the probe file, such as prompts/joke.md';
  }
  if (path.includes('\\')) return 'a path with forward slashes, such as prompts/joke.md';
  if (parts.includes('..')) return 'a file in the folder of the probe file or below; `..` leads out of it';
  return /[\0-\x1f\x7f]/.test(path) || parts.at(-1) === '' ? 'the name of a file' : null;
}

/** A path that stays in the folder of the probe file, tidied: `./a//b` is `a/b`. */
export function pathOf(value: Value, notes: Notes): string | null {
  const path = leafOf(value, fileSchema.entries.file, notes);
  if (path === null) return null;
  const refusal = pathRefusal(path);
  if (refusal !== null) return refuse(value, refusal, notes);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 ? refuse(value, 'the name of a file', notes) : parts.join('/');
}

/** A text, or `{ file: PATH }`. */
export function readText(value: Value, files: TextFiles, notes: Notes): DesignText | null {
  if (!isMapping(value)) {
    const text = leafOf(value, textSchema, notes);
    if (text === null) return null;
    if (!text.startsWith('file://')) return { text, span: value.span };
    notes.add(value.span, `${value.name} names a file: write \`{ file: ${text.slice(7).split('\n', 1)[0] ?? ''} }\`.`);
    return null;
  }
  const entries = entriesOf(value, TEXT, notes) ?? [];
  for (const entry of entries) if (entry.key !== 'file') unknownKey(entry, keysOf(fileSchema), notes);
  const file = entries.find(({ key }) => key === 'file');
  if (file === undefined) return entries.length > 0 ? null : refuse(value, TEXT, notes);
  const path = pathOf(file.value, notes);
  return path === null ? null : files.take(path, file.value.span);
}

/** A system prompt; `null` stands for none. */
export function readSystem(value: Value, files: TextFiles, notes: Notes): DesignText | null | undefined {
  return isNothing(value) ? null : (readText(value, files, notes) ?? undefined);
}

/** A conversation; the last turn is the user's. */
export function readMessages(value: Value, files: TextFiles, notes: Notes): readonly DesignTurn[] | null {
  const items = itemsOf(value, 'a list of turns, each with `role` and `content`', notes);
  if (items === null) return null;
  const turns = items.map((item) => readTurn(item, files, notes));
  if (turns.some((turn) => turn === null)) return null;
  const whole = turns.filter((turn) => turn !== null);
  const last = whole.at(-1);
  if (last === undefined) return refuse(value, 'a list of at least one turn', notes);
  if (last.role === 'user') return whole;
  notes.add(items.at(-1)!.span, 'The last turn must be the user’s: that is what the model answers.');
  return null;
}

function readTurn(value: Value, files: TextFiles, notes: Notes): DesignTurn | null {
  const entries = entriesOf(value, 'a turn with `role` and `content`', notes);
  if (entries === null) return null;
  let role: Message['role'] | null = null;
  let content: DesignText | null = null;
  for (const entry of entries) {
    if (entry.key === 'role') role = readRole(entry.value, notes);
    else if (entry.key === 'content') content = readText(entry.value, files, notes);
    else unknownKey(entry, keysOf(turnSchema), notes);
  }
  for (const key of keysOf(turnSchema)) {
    if (!entries.some((entry) => entry.key === key)) notes.add(value.span, `${value.name} has no \`${key}\`; add it.`);
  }
  return role === null || content === null ? null : { ...content, role };
}

function readRole(value: Value, notes: Notes): Message['role'] | null {
  const { node } = value;
  if (!isScalar(node) || (node.value !== 'system' && node.value !== 'developer')) {
    return leafOf(value, turnSchema.entries.role, notes);
  }
  notes.add(value.span, 'What the system says stands under `system`, not among the messages.');
  return null;
}
