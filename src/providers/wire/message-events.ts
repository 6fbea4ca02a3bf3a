import type { Loose } from './chat-text.ts';
import { textIn } from './chat-text.ts';
import { failWithoutAnswer } from './error-in-reply.ts';
import { EventList, replyIn } from './payloads.ts';

/** A stream as Anthropic's API sends it: it says so where it ends, and counts tokens. */
const WHOLE = /^event: message_stop/m;
/** What the SDK stumbles over. */
const NO_USAGE = /"usage"\s*:\s*null/;

/**
 * The events of Anthropic's messages, for its SDK, from what servers send that stand in for it: the message as JSON, events
 * without names, without an end, with `usage: null`. `null` for a stream that is as it should be, and for what nobody can
 * read. Throws an `HttpFailure` for an error that stands in place of an answer.
 */
export function mendedMessageEvents(text: string): string | null {
  if (isWhole(text)) return null;
  const reply = replyIn(text);
  const events = reply instanceof EventList ? reply.events.filter(isObject) : isObject(reply) ? [reply] : [];
  if (events.some(({ type }) => type === 'message_start')) return framed(mended(events));
  const [first, ...others] = events;
  if (first === undefined || others.length > 0) return null;
  const content = contentOf(first);
  if (content !== null) return framed(eventsOf(first, content));
  // An error in a stream is the SDK's to read.
  if (reply === first && !/^\s*(?:event|data):/.test(text)) failWithoutAnswer(first);
  return null;
}

/** Whether nothing is missing, without the cost of reading it. Tokens are counted at the begin and at the end. */
function isWhole(text: string): boolean {
  const counted = text.indexOf('"usage"');
  return WHOLE.test(text) && !NO_USAGE.test(text) && counted !== -1 && counted < text.lastIndexOf('"usage"');
}

/** The parts of a whole message; a bare text is one part. */
function contentOf({ content }: Loose): readonly Loose[] | null {
  if (Array.isArray(content)) return (content as readonly unknown[]).filter(isObject);
  const text = textIn({ content });
  return content === undefined || content === null || text === null ? null : [{ type: 'text', text }];
}

function eventsOf(message: Loose, content: readonly Loose[]): readonly Loose[] {
  const { stop_reason, stop_sequence, stop_details, usage } = message;
  // A message that is not sent in pieces is whole, whether it says why it ended or not.
  const delta = { stop_reason: stop_reason ?? 'end_turn', stop_sequence, stop_details };
  return [
    { type: 'message_start', message: { ...message, content, usage: counted(usage) } },
    { type: 'message_delta', delta, usage: counted(usage) },
    { type: 'message_stop' },
  ];
}

/** Adds to events what is missing of them: token counts, and an end where the reason for one had arrived. */
function mended(events: readonly Loose[]): readonly Loose[] {
  const known = events.map((event) => {
    const { type, message, usage } = event;
    if (type === 'message_delta') return { ...event, usage: counted(usage) };
    return type === 'message_start' && isObject(message)
      ? { ...event, message: { ...message, content: contentOf(message) ?? [], usage: counted(message.usage) } }
      : event;
  });
  const hasEnd = known.some(({ type }) => type === 'message_stop');
  const isOver = known.some(({ delta }) => isObject(delta) && typeof delta.stop_reason === 'string');
  return hasEnd || !isOver ? known : [...known, { type: 'message_stop' }];
}

/** What counts no tokens counts none that we know. */
function counted(usage: unknown): object {
  return isObject(usage) ? usage : {};
}

function framed(events: readonly Loose[]): string {
  return events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
