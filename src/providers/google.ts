// The web entry works in Node, is half the size of the node one, and reads nothing from the environment.
import type { Candidate, GenerateContentConfig, GenerateContentResponse, Model } from '@google/genai/web';
import { GoogleGenAI } from '@google/genai/web';
import type { AnsweredAttempt, CompletionRequest, ModelInfo, Provider } from '../core/ports.ts';
import type { ProviderOptions } from './definition.ts';
import { embedded } from './wire/embedded.ts';
import type { Exchange } from './wire/exchanges.ts';
import { Exchanges } from './wire/exchanges.ts';
import { failWithoutAnswer } from './wire/error-in-reply.ts';
import { MalformedReply } from './wire/failures.ts';
import { guardedFetch } from './wire/guarded-fetch.ts';
import { answered, tokens, word } from './wire/reply.ts';
import { sealed, serverName } from './wire/sealed.ts';

const VENDOR_URL = 'https://generativelanguage.googleapis.com';

/** Google's Gemini API, or a server that stands in for it. */
export function create(options: ProviderOptions): Provider {
  const { key, fetch } = options;
  const exchanges = new Exchanges();
  const baseUrl = options.baseUrl ?? VENDOR_URL;
  const keyHeader = key === null ? null : { 'x-goog-api-key': key };
  const client = new GoogleGenAI({
    apiKey: 'set-by-guard',
    vertexai: false,
    httpOptions: { baseUrl, fetch: guardedFetch({ baseUrl, keyHeader, fetch, exchanges }) },
  });
  return sealed(
    { id: 'google', server: serverName('Google Gemini', options), key, exchanges },
    {
      async complete(request, signal, { mark }) {
        const config = configOf(request, signal, mark);
        return readResponse(
          await client.models.generateContent({ model: request.model, contents: turns(request), config }),
        );
      },
      async embed({ model, texts }, signal, mark) {
        // As contents, not as texts: newer models make one vector of a list of texts.
        const contents = texts.map((text) => ({ role: 'user', parts: [{ text }] }));
        const config = { httpOptions: { headers: mark }, abortSignal: signal };
        const { embeddings = [], usageMetadata } = await client.models.embedContent({ model, contents, config });
        return embedded(
          embeddings.map((one) => one?.values),
          texts.length,
          tokens(usageMetadata?.promptTokenCount),
        );
      },
      async listModels(signal) {
        const models: ModelInfo[] = [];
        const pager = await client.models.list({ config: { abortSignal: signal, pageSize: 200 } });
        for await (const model of pager) if (answersText(model)) models.push(readModel(model));
        return models;
      },
    },
  );
}

function turns({ messages }: CompletionRequest) {
  return messages.map(({ role, text }) => ({ role: role === 'assistant' ? 'model' : 'user', parts: [{ text }] }));
}

function configOf(
  { system, parameters }: CompletionRequest,
  abortSignal: AbortSignal,
  headers: Exchange['mark'],
): GenerateContentConfig {
  const config: GenerateContentConfig = parameters;
  return {
    ...config,
    httpOptions: { ...config.httpOptions, headers },
    ...(system !== null && { systemInstruction: system }),
    // Otherwise the SDK makes further, billed calls of its own.
    automaticContinuation: false,
    automaticFunctionCalling: { disable: true },
    abortSignal,
  };
}

function readResponse(response: GenerateContentResponse): AnsweredAttempt {
  const candidate = response.candidates?.[0];
  const blocked = word(response.promptFeedback?.blockReason);
  if (!candidate && blocked === null) failWithoutAnswer(response);
  if (!candidate && blocked === null) throw new MalformedReply('no candidates');
  const finishReason = word(candidate?.finishReason) ?? blocked;
  return answered({
    text: textOf(candidate),
    finishReason,
    usage: readUsage(response),
    modelReported: word(response.modelVersion),
    refusal: blocked === null ? null : `the prompt was blocked (${blocked})`,
  });
}

/** Parts marked as thoughts are not the answer. */
function textOf(candidate: Candidate | undefined): string {
  const parts = candidate?.content?.parts;
  if (!Array.isArray(parts)) return '';
  return parts.map((part) => (part.thought ? '' : (word(part.text) ?? ''))).join('');
}

/** Gemini counts thinking apart from the answer; both are output and are paid as such. */
function readUsage({ usageMetadata: usage }: GenerateContentResponse): AnsweredAttempt['usage'] {
  if (!usage) return null;
  const answer = tokens(usage.candidatesTokenCount);
  const reasoningTokens = tokens(usage.thoughtsTokenCount);
  return {
    inputTokens: tokens(usage.promptTokenCount),
    outputTokens: answer === null && reasoningTokens === null ? null : (answer ?? 0) + (reasoningTokens ?? 0),
    ...(reasoningTokens !== null && { reasoningTokens }),
  };
}

function answersText(model: Model): boolean {
  return model.supportedActions?.includes('generateContent') ?? true;
}

function readModel(model: Model): ModelInfo {
  const id = (model.name ?? '').replace(/^models\//, '');
  const context = tokens(model.inputTokenLimit);
  return {
    id,
    label: word(model.displayName) ?? id,
    detail: context === null ? '' : `${Math.round(context / 1000)}k context`,
  };
}
