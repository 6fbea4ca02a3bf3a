import type { Message } from '../model/run.ts';
import { listIn, objectIn, textIn, type Loose } from './loose.ts';

/** What was asked in a result of promptfoo. */

/** A prompt as our conditions hold it. */
export interface Asked {
  /** The last turn of the user. */
  readonly prompt: string;
  readonly system: string | null;
  /** The turns, when there is more than one; else `null`. */
  readonly messages: readonly Message[] | null;
}

/** The prompt of a result, its variables filled in; chats in JSON are taken apart. `column` is the prompt's own entry. */
export function askedOf(source: Loose, column: unknown): Asked {
  const prompt = source['prompt'];
  const own = typeof prompt === 'string' ? prompt : textIn(objectIn(source, 'prompt') ?? {}, 'raw');
  const raw = own ?? textIn(objectIn({ column }, 'column') ?? {}, 'raw') ?? '';
  const text = raw === '[prompt stripped]' ? '' : raw;
  return chatOf(text) ?? { prompt: text, system: null, messages: null };
}

/** `[{"role":"system","content":"..."},{"role":"user","content":"..."}]`; `null` for any other text. */
function chatOf(text: string): Asked | null {
  if (!/^\s*\[/.test(text)) return null;
  const turns = turnsOf(text);
  const last = turns?.at(-1);
  if (!turns || last === undefined) return null;
  const system = turns.filter(({ role }) => role === 'system' || role === 'developer').map((turn) => turn.text);
  const messages = turns.flatMap(({ role, text: said }): Message[] =>
    role === 'user' || role === 'assistant' ? [{ role, text: said }] : [],
  );
  const asked = messages.findLast(({ role }) => role === 'user');
  if (asked === undefined) return null;
  const joined = system.length === 0 ? null : system.join('\n\n');
  return { prompt: asked.text, system: joined, messages: messages.length > 1 ? messages : null };
}

/** The turns of a chat; `null` when one of them is anything else (an image, a tool's result). */
function turnsOf(text: string): readonly { readonly role: string; readonly text: string }[] | null {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return null; // a prompt that begins with a bracket
  }
  if (!Array.isArray(list) || list.length === 0) return null;
  const turns = (list as readonly unknown[]).map((turn) => {
    const fields = objectIn({ turn }, 'turn') ?? {};
    const role = textIn(fields, 'role');
    const said = contentText(fields);
    return role !== null && said !== null && /^(?:system|developer|user|assistant)$/.test(role)
      ? { role, text: said }
      : null;
  });
  const known = turns.filter((turn) => turn !== null);
  return known.length === turns.length ? known : null;
}

/** A text, or a list of parts that are all texts. */
function contentText(turn: Loose): string | null {
  if (typeof turn['content'] === 'string') return turn['content'];
  const parts = listIn(turn, 'content')?.map((part) => textIn(objectIn({ part }, 'part') ?? {}, 'text'));
  return parts !== undefined && parts.every((part) => part !== null) ? parts.join('\n') : null;
}
