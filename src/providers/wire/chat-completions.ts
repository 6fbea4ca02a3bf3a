import OpenAI from 'openai';
import type { CompletionRequest, ModelInfo, Provider } from '../../core/ports.ts';
import type { ProviderOptions } from '../definition.ts';
import { Exchanges } from './exchanges.ts';
import { embedded } from './embedded.ts';
import { mendedCompletion } from './chat-events.ts';
import { readCompletion, readUsage } from './chat-reply.ts';
import { failWithoutAnswer } from './error-in-reply.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { tokens, word } from './reply.ts';
import { sealed } from './sealed.ts';
import { withVersionPath } from './version-path.ts';

/** Longest time an SDK may wait, ms: as good as for ever, because the engine keeps the time. */
const NO_TIMEOUT_MS = 2 ** 31 - 1;

/** Whose chat completions these are. */
export interface ChatIdentity {
  readonly id: string;
  readonly server: string;
  readonly baseUrl: string;
}

/** A provider that speaks OpenAI's chat completions. */
export function chatProvider({ id, server, baseUrl }: ChatIdentity, options: ProviderOptions): Provider {
  const { key, fetch } = options;
  // The vendor's own URL needs nothing.
  const network = options.baseUrl === null ? fetch : withVersionPath(baseUrl, fetch);
  const exchanges = new Exchanges();
  const keyHeader = key === null ? null : { authorization: `Bearer ${key}` };
  // Everything that the client would otherwise take from the environment is set; the guard has the last word.
  const client = new OpenAI({
    apiKey: 'set-by-guard',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    logLevel: 'off',
    fetch: guardedFetch({ baseUrl, keyHeader, fetch: network, exchanges, mended: mendedCompletion }),
  });
  return sealed(
    { id, server, key, exchanges },
    {
      async complete(request, signal, { mark }) {
        return readCompletion(await client.chat.completions.create(chatBody(request), { signal, headers: mark }));
      },
      async embed({ model, texts }, signal, mark) {
        // The SDK would ask for base64 otherwise, which not every server has.
        const body: OpenAI.EmbeddingCreateParams = { model, input: [...texts], encoding_format: 'float' };
        const reply: Loose<OpenAI.CreateEmbeddingResponse> = await client.embeddings.create(body, {
          signal,
          headers: mark,
        });
        if (!Array.isArray(reply?.data)) failWithoutAnswer(reply);
        return embedded(inOrder(reply.data), texts.length, readUsage(reply.usage)?.inputTokens ?? null);
      },
      async listModels(signal) {
        const models: ModelInfo[] = [];
        for await (const model of client.models.list({ signal })) if (isNamed(model)) models.push(readModel(model));
        return models;
      },
    },
  );
}

function chatBody({
  model,
  system,
  messages,
  parameters,
}: CompletionRequest): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const turns: OpenAI.ChatCompletionMessageParam[] = messages.map(({ role, text }) => ({ role, content: text }));
  return {
    ...parameters,
    model,
    messages: system === null ? turns : [{ role: 'system', content: system }, ...turns],
  };
}

/** The vectors by the index that the server gives each; in the order of the reply where it gives none. */
function inOrder(data: unknown): readonly unknown[] {
  const list = (Array.isArray(data) ? data : []) as (Loose<OpenAI.Embedding> | null)[];
  const vectors: unknown[] = [];
  list.forEach((entry, at) => (vectors[tokens(entry?.index) ?? at] = entry?.embedding));
  return vectors;
}

/** What a server may leave out or fill with something else. */
type Loose<T> = { readonly [K in keyof T]?: unknown };

/** One entry that is none must not take the list away. */
function isNamed(model: Loose<OpenAI.Model> | null): boolean {
  return word(model?.id) !== null;
}

function readModel(model: Loose<OpenAI.Model> & { readonly shutdown_date?: unknown }): ModelInfo {
  const id = word(model.id) ?? '';
  const date = dayOf(model.shutdown_date);
  return { id, label: id, detail: date === null ? '' : `shuts down ${date}` };
}

/** A day as text, from seconds since 1970 or from text; `null` for anything else. */
function dayOf(value: unknown): string | null {
  if (typeof value !== 'number') return word(value);
  const day = new Date(value * 1000);
  return Number.isNaN(day.getTime()) ? null : day.toISOString().slice(0, 10);
}
