import Anthropic from '@anthropic-ai/sdk';
import type { MessageStream } from '@anthropic-ai/sdk/lib/MessageStream';
import { ANTHROPIC_MAX_TOKENS } from '../core/money/output-limit.ts';
import type { AnsweredAttempt, CompletionRequest, ModelInfo, Provider } from '../core/ports.ts';
import type { ProviderOptions } from './definition.ts';
import type { Exchange } from './wire/exchanges.ts';
import { Exchanges } from './wire/exchanges.ts';
import { MalformedReply } from './wire/failures.ts';
import { guardedFetch } from './wire/guarded-fetch.ts';
import { mendedMessageEvents } from './wire/message-events.ts';
import { OutputLimits } from './wire/output-limits.ts';
import { answered, tokens, word } from './wire/reply.ts';
import { sealed, serverName } from './wire/sealed.ts';

const VENDOR_URL = 'https://api.anthropic.com';
/** The parameter that the API demands; it is sent, and reported as added, when the request has none. */
const LIMIT = 'max_tokens';
/** Longest time the SDK may wait, ms: as good as for ever, because the engine keeps the time. */
const NO_TIMEOUT_MS = 2 ** 31 - 1;

/** Anthropic's Messages API, or a server that stands in for it. */
export function create(options: ProviderOptions): Provider {
  const { key, fetch } = options;
  const exchanges = new Exchanges();
  const baseUrl = options.baseUrl ?? VENDOR_URL;
  const headers = { 'anthropic-version': '2023-06-01' };
  const keyHeader = key === null ? null : { authorization: `Bearer ${key}` };
  // A key is always given: without one the client looks for credentials in the environment and on the disk.
  const client = new Anthropic({
    apiKey: 'set-by-guard',
    webhookKey: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    logLevel: 'off',
    openTelemetry: false,
    fetch: guardedFetch({ baseUrl, headers, keyHeader, fetch, exchanges, streams: true, mended: mendedMessageEvents }),
  });
  const limits = new OutputLimits(ANTHROPIC_MAX_TOKENS);
  const defaults = (model: string) => ({ [LIMIT]: limits.of(model) });
  return sealed(
    { id: 'anthropic', server: serverName('Anthropic', options), key, exchanges },
    {
      defaults,
      changedDefault({ model, parameters }, error) {
        return limits.learn(model, parameters[LIMIT] ?? limits.of(model), error) ? LIMIT : null;
      },
      async complete(request, signal, exchange) {
        const added = LIMIT in request.parameters ? {} : defaults(request.model);
        const body = messageBody(request, added);
        const stream = client.messages.stream(body, { signal, headers: exchange.mark });
        return readMessage(await finalMessage(stream, exchange), added, exchange.isCut);
      },
      async listModels(signal) {
        const models: ModelInfo[] = [];
        for await (const model of client.models.list({}, { signal })) models.push(readModel(model));
        return models;
      },
    },
  );
}

/** The whole message; of a reply that was cut, as far as it got. */
async function finalMessage(stream: MessageStream, exchange: Exchange): Promise<Anthropic.Message> {
  let latest: Anthropic.Message | null = null;
  stream.on('streamEvent', (_event, snapshot) => (latest = snapshot));
  try {
    return await stream.finalMessage();
  } catch (error) {
    if (exchange.isCut && latest !== null) return latest;
    throw error;
  }
}

// Streamed, because the SDK refuses long answers otherwise. Sampling parameters are gone from the SDK's types while
// older models still take them, so the body is put together untyped.
function messageBody(
  { model, system, messages, parameters }: CompletionRequest,
  added: Readonly<Record<string, unknown>>,
): Anthropic.MessageStreamParams {
  const body = {
    ...parameters,
    ...added,
    model,
    messages: messages.map(({ role, text }) => ({ role, content: text })),
    ...(system !== null && { system }),
  };
  return body as unknown as Anthropic.MessageStreamParams;
}

function readMessage(
  message: Anthropic.Message,
  added: Readonly<Record<string, unknown>>,
  isCut: boolean,
): AnsweredAttempt {
  if (!Array.isArray(message.content)) throw new MalformedReply('no content');
  const finishReason = word(message.stop_reason);
  if (finishReason === null && !isCut) throw new MalformedReply('the stream ended early');
  const reasoningTokens = tokens(message.usage?.output_tokens_details?.thinking_tokens);
  return answered({
    text: message.content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    finishReason,
    usage: {
      inputTokens: tokens(message.usage?.input_tokens),
      outputTokens: tokens(message.usage?.output_tokens),
      ...(reasoningTokens !== null && { reasoningTokens }),
    },
    modelReported: word(message.model),
    refusal: finishReason === 'refusal' ? refusalNote(message) : null,
    ...(Object.keys(added).length > 0 && { added }),
  });
}

function refusalNote({ stop_details: details }: Anthropic.Message): string {
  const category = word(details?.category);
  return category === null ? 'the model declined to answer' : `the model declined to answer (${category})`;
}

function readModel(model: Anthropic.ModelInfo): ModelInfo {
  const context = tokens(model.max_input_tokens);
  const retires = word(model.retires_at);
  const facts = [
    context === null ? null : `${Math.round(context / 1000)}k context`,
    retires === null ? null : `retires ${retires.slice(0, 10)}`,
  ];
  return {
    id: model.id,
    label: word(model.display_name) ?? model.id,
    detail: facts.filter((fact) => fact !== null).join(' · '),
  };
}
