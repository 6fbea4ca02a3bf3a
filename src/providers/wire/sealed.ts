import type { Parameters, Source } from '../../core/model/run.ts';
import type {
  AnsweredAttempt,
  Attempt,
  CompletionRequest,
  Embedding,
  EmbeddingRequest,
  ModelInfo,
  Provider,
} from '../../core/ports.ts';
import type { ProviderOptions } from '../definition.ts';
import type { Exchange, Exchanges } from './exchanges.ts';
import { failed, failedAttempt } from './failures.ts';
import { isCached } from './cached.ts';
import { limitHints } from './limits.ts';
import { ListingFailed } from './listing-failed.ts';
import { redact, withoutKey } from './redact.ts';
import { OversizedReply, REPLY_LIMITS } from './whole-reply.ts';

/** A provider's own part: what to ask its SDK. All may throw whatever the SDK throws. */
export interface WireCalls {
  /** See `Provider.defaults`. */
  defaults?(model: string): Parameters;
  /** Learns from what the SDK threw. The parameter of `defaults` that has another value from now on; `null`: none has. */
  changedDefault?(request: CompletionRequest, error: unknown): string | null;
  /** The mark of `exchange` goes to the SDK as headers of this one request. */
  complete(request: CompletionRequest, signal: AbortSignal, exchange: Exchange): Promise<AnsweredAttempt>;
  /** Where the API has embeddings; `mark` is that of the exchange. */
  embed?(request: EmbeddingRequest, signal: AbortSignal, mark: Exchange['mark']): Promise<Embedding>;
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
}

/** Who is asked. */
export interface WireIdentity {
  readonly id: string;
  /** How people call the server: "OpenAI", "the server at localhost:11434". */
  readonly server: string;
  readonly key: string | null;
  /** The ones its guard writes to. */
  readonly exchanges: Exchanges;
}

const SOURCE: Source = 'live';
/** Why an answer is truncated whose reply was not read to its end. */
const CUT = `the reply was cut after ${REPLY_LIMITS.answer / 2 ** 20} MB`;

/** Makes a provider of an SDK's calls: errors become data, and the key stays inside. */
export function sealed({ id, server, key, exchanges }: WireIdentity, calls: WireCalls): Provider {
  const context = { server, keyed: key !== null, model: null, sent: {}, headers: null };
  const clean = <A extends Attempt>(attempt: A): A => cleaned(attempt, key);
  const { embed } = calls;
  return {
    id,
    source: SOURCE,
    ...(calls.defaults && { defaults: (model: string) => calls.defaults?.(model) ?? {} }),
    async complete(request, signal) {
      if (!usable(key)) return failed('authentication', badKey(server), { stopsTarget: true });
      const exchange = exchanges.begin();
      try {
        const attempt = clean(await calls.complete(request, signal, exchange));
        return withHeaders(exchange.isCut ? { ...attempt, truncated: true, note: CUT } : attempt, exchange);
      } catch (thrown) {
        if (signal.aborted) throw signal.reason;
        const error = exchange.isCut ? new OversizedReply('nothing can be made of its begin') : thrown;
        const { model, parameters } = request;
        const changed = calls.changedDefault?.(request, error) ?? null;
        const sent = set(parameters, calls.defaults?.(model));
        const attempt = failedAttempt(error, { ...context, model, sent, headers: exchange.headers });
        return withHeaders(clean(changed === null ? attempt : { ...attempt, parameter: changed }), exchange);
      } finally {
        exchanges.end(exchange);
      }
    },
    ...(embed && {
      async embed(request: EmbeddingRequest, signal: AbortSignal) {
        if (!usable(key)) return failed('authentication', badKey(server), { stopsTarget: true });
        const exchange = exchanges.begin();
        try {
          const embedding = await embed(request, signal, exchange.mark);
          if (exchange.isCut) throw new OversizedReply('a part of it is of no use');
          return embedding;
        } catch (error) {
          if (signal.aborted) throw signal.reason;
          const { model } = request;
          return clean(failedAttempt(error, { ...context, model, headers: exchange.headers }));
        } finally {
          exchanges.end(exchange);
        }
      },
    }),
    async listModels(signal) {
      if (!usable(key)) throw new ListingFailed('authentication', badKey(server));
      try {
        const models = await calls.listModels(signal);
        return models.map((model) => cleanModel(model, key));
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        // Without the cause: it may hold the key.
        const { reason, message } = clean(failedAttempt(error, context)).error;
        throw new ListingFailed(reason, message);
      }
    },
  };
}

/** Adds what the reply's headers say of limits, and of a cache that answered. */
function withHeaders<A extends Attempt>(attempt: A, { headers }: Exchange): A {
  if (headers === null) return attempt;
  const header = (name: string) => headers.get(name);
  const limits = limitHints(header, Date.now());
  const cached = attempt.kind === 'answered' && isCached(header);
  return { ...attempt, ...(limits.length > 0 && { limits }), ...(cached && { cached }) };
}

/** What the user set. The API demands the rest, so it cannot be left out when a server complains about it. */
function set(parameters: Parameters, defaults: Parameters | undefined): Parameters {
  if (defaults === undefined) return parameters;
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => defaults[name] !== value));
}

/** How people call the server behind these options. */
export function serverName(label: string, { baseUrl }: ProviderOptions): string {
  return baseUrl === null ? label : `${label} (${new URL(baseUrl).host})`;
}

/** A header cannot carry anything else, and the error about it would show the key. */
function usable(key: string | null): boolean {
  return key === null || /^[\x21-\x7e]+$/.test(key);
}

function badKey(server: string): string {
  return `The key for ${server} holds characters that no key has; set it again.`;
}

/** A list of models is remembered and shown. */
function cleanModel({ id, label, detail }: ModelInfo, key: string | null): ModelInfo {
  return { id: withoutKey(id, key), label: withoutKey(label, key), detail: withoutKey(detail, key) };
}

/** Servers echo what they were sent, so no string of a reply is trusted to be free of the key. */
function cleaned<A extends Attempt>(attempt: A, key: string | null): A {
  const exact = (text: string | null) => text && withoutKey(text, key);
  if (attempt.kind === 'failed') {
    return { ...attempt, error: { ...attempt.error, message: redact(attempt.error.message, key) } };
  }
  return {
    ...attempt,
    text: withoutKey(attempt.text, key),
    finishReason: exact(attempt.finishReason),
    modelReported: exact(attempt.modelReported),
    note: attempt.note && redact(attempt.note, key),
  };
}
