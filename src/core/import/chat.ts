import { parseJson } from '../json/parse-json.ts';
import type { Message } from '../model/run.ts';
import { objectOf, stringIn, type Loose } from './loose.ts';

/** What was asked: the turns of chats as other programs write them. */

/** A prompt as our conditions hold it. */
export interface Asked {
  /** The last turn of the user. */
  readonly prompt: string;
  readonly system: string | null;
  /** The turns, when there is more than one; else `null`. */
  readonly messages: readonly Message[] | null;
}

/** One turn of a chat. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  /** Its texts; what is no text stands there by its kind: `[image]`. */
  readonly text: string;
  /** Whether all of it is text. */
  readonly isText: boolean;
}

const ROLES: Readonly<Record<string, Turn['role']>> = {
  ...{ system: 'system', developer: 'system', user: 'user', human: 'user' },
  ...{ assistant: 'assistant', model: 'assistant', tool: 'tool', function: 'tool' },
};

/** A turn with `role` and `content` (a text, or a list of parts); `null` for anything else. */
export function turnOf(value: unknown): Turn | null {
  const fields = objectOf(value);
  const role = fields === null ? null : stringIn(fields, 'role');
  if (fields === null || role === null || !Object.hasOwn(ROLES, role)) return null;
  return { role: ROLES[role]!, ...contentOfTurn(fields) };
}

function contentOfTurn(fields: Loose): Pick<Turn, 'text' | 'isText'> {
  const { content } = fields;
  if (typeof content === 'string') return { text: content, isText: true };
  // An assistant that only calls a tool says nothing.
  if (!Array.isArray(content)) return { text: '', isText: content === undefined || content === null };
  return contentOfParts(content);
}

/** Parts that hold what a model thought, which is neither asked nor answered. */
const THOUGHTS = new Set(['reasoning', 'thinking', 'redacted_thinking']);

/** The texts of a list of parts, without thoughts. */
export function contentOfParts(content: readonly unknown[]): Pick<Turn, 'text' | 'isText'> {
  const parts = content.flatMap((part): Pick<Turn, 'text' | 'isText'>[] => {
    if (typeof part === 'string') return [{ text: part, isText: true }];
    const fields = objectOf(part) ?? {};
    const kind = stringIn(fields, 'type') ?? '';
    if (THOUGHTS.has(kind) || fields['thought'] === true) return [];
    const text = stringIn(fields, 'text') ?? stringIn(fields, 'refusal');
    return [text === null ? { text: `[${partName(kind)}]`, isText: false } : { text, isText: true }];
  });
  return { text: parts.map(({ text }) => text).join('\n'), isText: parts.every(({ isText }) => isText) };
}

function partName(kind: string): string {
  return /^[a-z_-]{1,30}$/i.test(kind) ? kind.replace(/^input_|_url$/g, '') : 'something that is not text';
}

/** What turns ask. A tool's result is what the model was told, as by a user. */
export function askedIn(turns: readonly Turn[]): Asked {
  const system = turns.filter(({ role }) => role === 'system').map(({ text }) => text);
  const messages = turns.flatMap(({ role, text }): Message[] =>
    role === 'system' ? [] : [{ role: role === 'assistant' ? role : 'user', text }],
  );
  const prompt = turns.findLast(({ role }) => role === 'user')?.text ?? '';
  return {
    prompt,
    system: system.length === 0 ? null : system.join('\n\n'),
    messages: messages.length > 1 || messages.some(({ role }) => role === 'assistant') ? messages : null,
  };
}

/** A prompt that may be a chat in JSON: `[{"role":"system","content":"..."},{"role":"user","content":"..."}]`. */
export function askedByText(text: string): Asked {
  return chatOf(text) ?? { prompt: text, system: null, messages: null };
}

/** The chat in a text; `null` for any other text, and when one of the turns is anything but text. */
function chatOf(text: string): Asked | null {
  if (!/^\s*\[/.test(text)) return null;
  let list: unknown;
  try {
    list = parseJson(text);
  } catch {
    return null; // a prompt that begins with a bracket
  }
  return Array.isArray(list) ? askedByChat(list) : null;
}

/** What a list of turns asks; `null` when one of them is none or not all of it is text, or no user asks. */
export function askedByChat(list: readonly unknown[]): Asked | null {
  const turns = list.map(turnOf);
  const known = turns.filter((turn) => turn !== null && turn.isText && turn.role !== 'tool') as readonly Turn[];
  return known.length === turns.length && known.some(({ role }) => role === 'user') ? askedIn(known) : null;
}
