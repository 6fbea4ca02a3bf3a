import type { Behaviour, RecordedRequest, Wire, WireReply } from './recorder.ts';

/** Which wire a server speaks. */
export type WireId = 'openai' | 'anthropic' | 'google';

/** What the wires ask a test for. */
export interface WireScript {
  /** The text of the answer to the completion request with this number (0, 1, ... for each server). */
  answer(wire: WireId, model: string, index: number, request: RecordedRequest): string;
  /** What happens to that request. */
  behave(wire: WireId, index: number, request: RecordedRequest): Behaviour;
  /** The vector of a text that was sent to be embedded. */
  vector(text: string): readonly number[];
  /** Ids for the list of models. */
  models(wire: WireId): readonly string[];
}

/** OpenAI's chat completions. */
export function openaiWire(script: WireScript): Wire {
  return {
    models: ({ method, url }) =>
      method === 'GET' && url.startsWith('/v1/models')
        ? { object: 'list', data: script.models('openai').map((id) => ({ id, object: 'model', owned_by: 'test' })) }
        : null,
    completion(request, index) {
      const model = String(request.body?.model);
      const behaviour = script.behave('openai', index, request);
      if (request.url.endsWith('/embeddings')) {
        const texts = request.body?.input as readonly string[];
        return { behaviour, reply: () => json(behaviour, embeddingsBody(model, texts.map(script.vector))) };
      }
      const text = script.answer('openai', model, index, request);
      return { behaviour, reply: () => json(behaviour, openaiBody(model, index, text)) };
    },
    error: (status) => ({ error: { message: `error ${status}`, type: 'test_error', code: null, param: null } }),
  };
}

function openaiBody(model: string, index: number, text: string): Record<string, unknown> {
  return {
    id: `chatcmpl-${index}`,
    object: 'chat.completion',
    created: 1_700_000_000,
    model: `${model}-2026-01-01`,
    choices: [{ index: 0, message: { role: 'assistant', content: text, refusal: null }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
  };
}

/** Last first, as no server must: the index counts. */
function embeddingsBody(model: string, vectors: readonly (readonly number[])[]): Record<string, unknown> {
  return {
    object: 'list',
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse(),
    model,
    usage: { prompt_tokens: 4 * vectors.length, total_tokens: 4 * vectors.length },
  };
}

/** Anthropic's messages, streamed when that is asked for. */
export function anthropicWire(script: WireScript): Wire {
  return {
    models: ({ method, url }) =>
      method === 'GET' && url.startsWith('/v1/models')
        ? {
            data: script.models('anthropic').map((id) => ({ id, type: 'model', display_name: `Test ${id}` })),
            has_more: false,
            first_id: null,
            last_id: null,
          }
        : null,
    completion(request, index) {
      const model = String(request.body?.model);
      const behaviour = script.behave('anthropic', index, request);
      const text = script.answer('anthropic', model, index, request);
      const send = request.body?.stream === true ? stream : json;
      return { behaviour, reply: () => send(behaviour, anthropicBody(model, index, text)) };
    },
    error: (status) => ({ type: 'error', error: { type: 'test_error', message: `error ${status}` } }),
  };
}

function anthropicBody(model: string, index: number, text: string): Record<string, unknown> {
  return {
    id: `msg_${index}`,
    type: 'message',
    role: 'assistant',
    model: `${model}-20260101`,
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 12, output_tokens: 3 },
  };
}

/** The events of a whole message. A `stop_reason` of `undefined` leaves the end of the stream out. */
function stream(behaviour: Behaviour, message: Record<string, unknown>): WireReply {
  if (behaviour.rawBody !== undefined) return { contentType: 'text/event-stream', body: behaviour.rawBody };
  const changed = (behaviour.change?.(message) ?? message) as Record<string, unknown>;
  const { content, stop_reason, stop_details, usage } = changed;
  const events: Record<string, unknown>[] = [
    { type: 'message_start', message: { ...changed, content: [], stop_reason: null } },
  ];
  for (const [index, block] of (content as Record<string, unknown>[]).entries()) {
    const delta =
      block.type === 'text'
        ? { type: 'text_delta', text: block.text }
        : { type: 'thinking_delta', thinking: block.thinking };
    const empty =
      block.type === 'text' ? { type: 'text', text: '' } : { type: 'thinking', thinking: '', signature: '' };
    events.push({ type: 'content_block_start', index, content_block: empty });
    events.push({ type: 'content_block_delta', index, delta });
    events.push({ type: 'content_block_stop', index });
  }
  if (stop_reason !== undefined) {
    events.push({ type: 'message_delta', delta: { stop_reason, stop_details, stop_sequence: null }, usage });
    events.push({ type: 'message_stop' });
  }
  const body = events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  return { contentType: 'text/event-stream', body };
}

interface GoogleEmbedding {
  readonly requests: readonly { readonly content: { readonly parts: readonly { readonly text: string }[] } }[];
}

/** Gemini's generateContent. */
export function googleWire(script: WireScript): Wire {
  return {
    models: ({ method }) =>
      method === 'GET'
        ? {
            models: script.models('google').map((id) => ({
              name: `models/${id}`,
              displayName: `Test ${id}`,
              inputTokenLimit: 1_000_000,
              supportedGenerationMethods: ['generateContent'],
            })),
          }
        : null,
    completion(request, index) {
      const model = /models\/([^:]+):/.exec(decodeURIComponent(request.url))?.[1] ?? '';
      const behaviour = script.behave('google', index, request);
      if (request.url.includes(':batchEmbedContents')) {
        const { requests } = request.body as unknown as GoogleEmbedding;
        const texts = requests.map(({ content }) => content.parts.map(({ text }) => text).join(''));
        const embeddings = texts.map((text) => ({ values: script.vector(text) }));
        return { behaviour, reply: () => json(behaviour, { embeddings }) };
      }
      const text = script.answer('google', model, index, request);
      return { behaviour, reply: () => json(behaviour, googleBody(model, text)) };
    },
    error: (status) => ({ error: { code: status, message: `error ${status}`, status: 'TEST_ERROR' } }),
  };
}

function googleBody(model: string, text: string): Record<string, unknown> {
  return {
    candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 12, candidatesTokenCount: 3, totalTokenCount: 15 },
    modelVersion: `${model}-001`,
  };
}

function json(behaviour: Behaviour, body: Record<string, unknown>): WireReply {
  const text = behaviour.rawBody ?? JSON.stringify(behaviour.change?.(body) ?? body);
  return { contentType: 'application/json', body: text };
}
