import type { AnsweredAttempt } from '../../core/ports.ts';
import type { Loose } from './chat-text.ts';
import { hasThoughts, textIn } from './chat-text.ts';
import { failOnError, failWithoutAnswer } from './error-in-reply.ts';
import { MalformedReply } from './failures.ts';
import { answered, tokens, word } from './reply.ts';

/**
 * The answer in a reply to a chat completion. Servers of all kinds answer here, so nothing is taken for granted: the choice
 * may stand within another object or be the whole reply, its text in other places, and an error beside it. Throws what
 * `failedAttempt` reads.
 */
export function readCompletion(reply: unknown): AnsweredAttempt {
  const completion = object(reply);
  const choice = choiceOf(completion);
  const text = choice === null ? null : textOf(choice);
  if (choice === null || text === null) {
    failOnError(choice, true);
    failWithoutAnswer(completion);
    throw new MalformedReply('no answer');
  }
  failOnError(completion, true);
  failOnError(choice, true);
  const message = object(choice.message ?? choice.delta);
  const refusal = word(message.refusal);
  return answered({
    text: refusal ?? text,
    finishReason: finishOf(choice),
    usage: readUsage(completion.usage),
    modelReported: word(completion.model),
    refusal: refusal === null ? null : 'the model declined to answer',
    thought: hasThoughts(message),
  });
}

/** Objects within which gateways pass on a reply. */
const WRAPPERS = ['output', 'data', 'result', 'response', 'body'];
/** Where a reply without choices may hold its text itself. */
const OWN_TEXT = ['output_text', 'generated_text', 'response'];

/**
 * The first choice, wherever it stands; the reply itself where that holds the message; `null`: there is none. `isWrapped`:
 * a bare text is the answer, and nothing about an error.
 */
function choiceOf(reply: Loose, isWrapped = false): Loose | null {
  const choices = reply.choices ?? reply.candidates;
  const [first] = (Array.isArray(choices) ? choices : [choices]) as readonly unknown[];
  if (isObject(first)) return first;
  if (typeof first === 'string') return { text: first };
  for (const name of WRAPPERS) {
    const choice = isObject(reply[name]) ? choiceOf(reply[name], true) : null;
    if (choice !== null) return choice;
  }
  // OpenAI's responses, and a list of parts as Anthropic's messages have one.
  const parts = [reply.output, reply.content].find(Array.isArray);
  if (parts !== undefined) return { ...reply, content: parts };
  const hasText = [...OWN_TEXT, ...(isWrapped ? ['text'] : [])].some((name) => typeof reply[name] === 'string');
  return hasText || (isObject(reply.message) && textIn(reply.message) !== null) ? reply : null;
}

function textOf(choice: Loose): string | null {
  const { message, delta } = choice;
  return textIn(message ?? delta ?? null) ?? (isObject(message) ? null : textIn(choice));
}

/** Why it ended, under the names of several APIs. */
function finishOf(choice: Loose): string | null {
  const { finish_reason: openai, finishReason: google, done_reason: ollama, stop_reason: anthropic } = choice;
  const named = [openai, google, ollama, anthropic, object(choice.incomplete_details).reason].map(word);
  return named.find((reason) => reason !== null) ?? null;
}

/** Tokens as the server counted them; `null` when it did not. */
export function readUsage(said: unknown): AnsweredAttempt['usage'] {
  if (!isObject(said)) return null;
  const reasoningTokens = tokens(object(said.completion_tokens_details).reasoning_tokens);
  return {
    inputTokens: tokens(said.prompt_tokens ?? said.input_tokens),
    outputTokens: tokens(said.completion_tokens ?? said.output_tokens),
    ...(reasoningTokens !== null && { reasoningTokens }),
  };
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): Loose {
  return isObject(value) ? value : {};
}
