import type { Loose } from './chat-text.ts';
import { hasThoughts, textIn } from './chat-text.ts';
import { MalformedReply } from './failures.ts';
import { EventList, isPlainJson, replyIn } from './payloads.ts';

/** One completion in JSON, of what came as a stream or in a frame; `null` for what can be read as it is, or not at all. */
export function mendedCompletion(text: string): string | null {
  if (isPlainJson(text)) return null;
  const reply = replyIn(text);
  return reply === null ? null : JSON.stringify(reply instanceof EventList ? mergedEvents(reply) : reply);
}

/**
 * One completion of the chunks of a stream that nobody asked for: OpenAI's, or lines that each hold a piece of the message.
 * What the last one says of usage, model and errors counts. Throws a `MalformedReply` when the stream does not say that it
 * is at its end.
 */
function mergedEvents({ events, isDone }: EventList): Loose {
  const whole = events.filter(isObject);
  const choices = whole.map(choiceIn).filter((choice) => choice !== null);
  const finish = choices.map(finishOf).findLast((reason) => typeof reason === 'string');
  const rest = Object.assign({}, ...whole) as Loose;
  const error = whole.map((event) => event.error).find((one) => one !== undefined && one !== null);
  if (finish === undefined && !isDone && error === undefined) throw new MalformedReply('the stream ended early');
  const messages = choices.map((choice) => choice.message ?? choice.delta ?? choice);
  const message = {
    content: messages.map((one) => textIn(one) ?? '').join(''),
    ...(messages.some(hasThoughts) && { reasoning_content: 'shown' }),
    ...refusalIn(messages),
  };
  const usage = whole.map((event) => event.usage).findLast(isObject);
  return {
    ...rest,
    ...(error !== undefined && { error }),
    ...(usage && { usage }),
    choices: [{ message, finish_reason: finish }],
  };
}

/** The piece of the first answer that an event holds; `null` when it holds none. */
function choiceIn(event: Loose): Loose | null {
  const { choices } = event;
  if (!Array.isArray(choices)) return 'message' in event || 'response' in event ? event : null;
  const first = (choices as readonly unknown[]).find((choice) => isObject(choice) && (choice.index ?? 0) === 0);
  return isObject(first) ? first : null;
}

function finishOf({ finish_reason: reason, done_reason: done }: Loose): unknown {
  return reason ?? done;
}

function refusalIn(messages: readonly unknown[]): { readonly refusal?: string } {
  const refusal = messages.map((one) => (isObject(one) && typeof one.refusal === 'string' ? one.refusal : '')).join('');
  return refusal === '' ? {} : { refusal };
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
