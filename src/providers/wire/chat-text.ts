import { word } from './reply.ts';

/** Any object of a reply, of which nothing is taken for granted. */
export type Loose = Readonly<Record<string, unknown>>;

/** Where servers put the text of an answer within an object, the usual place first. */
const PLACES = ['content', 'text', 'output_text', 'generated_text', 'value', 'response', 'parts'];
/** Parts of a list that are not the answer. */
const ASIDE = /think|thought|reason/i;
/** Members that say that nothing is meant to be said: the model thought, declined, or called a function. */
const SILENT = [
  ...[
    'reasoning',
    'reasoning_content',
    'reasoning_details',
    'thinking',
    'refusal',
    'tool_calls',
    'function_call',
    'audio',
  ],
];

/**
 * What a message or a part of one says; `null` when its text stands where nobody would look for it. Text may be a string, a
 * list of parts, a number, or JSON that a server has parsed.
 */
export function textIn(message: unknown): string | null {
  if (typeof message === 'string') return message;
  if (typeof message !== 'object' || message === null) return null;
  const said = message as Loose;
  const place = PLACES.find((name) => said[name] !== undefined && said[name] !== null);
  if (place !== undefined) return contentText(said[place]);
  const isSilent = [...PLACES, ...SILENT].some((name) => name in said);
  return isSilent ? '' : null;
}

/** Whether a message shows thoughts beside the answer, under the servers' own names. */
export function hasThoughts(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const { reasoning, reasoning_content: content, thinking } = message as Loose;
  return [reasoning, content, thinking].some((thoughts) => word(thoughts) !== null);
}

function contentText(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (typeof content === 'number' || typeof content === 'boolean') return String(content);
  if (Array.isArray(content)) return partsText(content);
  if (typeof content !== 'object' || content === null) return null;
  // An answer in JSON, parsed, unless it is a part by itself.
  return (isPart(content) ? partText(content) : null) ?? JSON.stringify(content);
}

function partsText(parts: readonly unknown[]): string | null {
  const texts = parts.map((part) => (part === null ? '' : typeof part === 'string' ? part : partText(part)));
  const known = texts.filter((text) => text !== null);
  return known.length === 0 && parts.length > 0 ? null : known.join('');
}

function isPart(content: object): boolean {
  return 'type' in content || 'parts' in content || Object.keys(content).every((name) => PLACES.includes(name));
}

/** `null` for a part that holds no text, such as a picture. */
function partText(part: unknown): string | null {
  if (typeof part !== 'object' || part === null) return null;
  const { type, thought } = part as Loose;
  if ((typeof type === 'string' && ASIDE.test(type)) || thought === true) return '';
  return textIn(part);
}
