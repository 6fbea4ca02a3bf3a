import { UsageError } from '../../core/model/usage-error.ts';
import type { Exchanges } from './exchanges.ts';
import { MARK } from './exchanges.ts';
import { keyAddressProblem } from '../own-machine.ts';
import { nodeFetch } from './node-fetch.ts';
import { mendedJson } from './payloads.ts';
import { OversizedReply, wholeReply, WholeReply } from './whole-reply.ts';
import { withoutTrailing } from '../../core/trailing.ts';

/** A reply with a status other than 2xx, or as good as one, with all that is needed to say what went wrong. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly status: number;
  /** `null` for an error that a server put into the body of a good reply. */
  readonly headers: Headers | null;
  readonly body: string;

  constructor(status: number, headers: Headers | null, body: string) {
    super(`HTTP ${status}`);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** Where requests may go and what they carry. */
export interface FetchGuard {
  /** The only address requests may go to, and what lies below it; the key belongs to its origin. */
  readonly baseUrl: string;
  /** Every header that is sent, besides `content-type`, `accept` and that of the key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The header that carries the key, `null` when there is none. */
  readonly keyHeader: Readonly<Record<string, string>> | null;
  /** The network; `nodeFetch` when absent. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where the headers of replies are noted. */
  readonly exchanges: Exchanges;
  /** What the SDK reads of an answer that came in another form; `null` for one that it can read. By default one text of JSON. */
  readonly mended?: (text: string) => string | null;
  /** Whether answers are asked for as streams of events; otherwise what comes as one is JSON for the SDK. */
  readonly streams?: boolean;
}

/**
 * The only way to the network. SDKs add headers of their own and from the environment (keys, organisations,
 * projects, custom ones); none of them gets through. Redirects are not followed: they would carry the prompt, and
 * with some servers the key, to another place. Replies are read here, to their end and with a limit, so that every
 * way in which one can break is seen in one place. Throws a `UsageError` where a key would be read on its way.
 */
export function guardedFetch(guard: FetchGuard): typeof globalThis.fetch {
  const { baseUrl, keyHeader, fetch = nodeFetch, exchanges } = guard;
  const problem = keyHeader === null ? null : keyAddressProblem(baseUrl);
  if (problem !== null) throw new UsageError(problem);
  const headers = { ...guard.headers, ...keyHeader };
  const base = new URL(baseUrl);
  const folder = `${withoutTrailing(base.pathname, /\//)}/`;
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const { origin, pathname } = new URL(url);
    // Names of models become part of the path; dots in them must not lead to what else a gateway serves.
    if (origin !== base.origin || !pathname.startsWith(folder)) {
      throw new Error('A request to another address was stopped.');
    }
    const asked = init?.headers instanceof Headers ? init.headers : new Headers(init?.headers);
    const response = await fetch(url, {
      method: init?.method ?? 'GET',
      headers: { ...headers, ...ownHeaders(asked, init?.body != null) },
      redirect: 'manual',
      ...(init?.body != null && { body: init.body }),
      ...(init?.signal && { signal: init.signal }),
    });
    exchanges.replied(asked.get(MARK), response.headers);
    const reply = await wholeReply(response);
    if (reply.isCut && !exchanges.cut(asked.get(MARK))) throw new OversizedReply('the body is too long');
    if (reply.ok) return readable(reply, guard, guard.streams === true && init?.method === 'POST');
    throw new HttpFailure(reply.status, reply.headers, await reply.text());
  };
}

/** A good reply as the SDK reads it, whatever its server calls it. */
async function readable(reply: WholeReply, { mended = mendedJson }: FetchGuard, streams: boolean): Promise<Response> {
  if (!streams) reply.headers.set('content-type', 'application/json');
  const text = reply.isCut ? null : mended(await reply.text());
  if (text === null) return reply;
  return new WholeReply(reply.status, reply.headers, { text, streams, isCut: reply.isCut });
}

/** Fixed by us as well, because an SDK's could come from the environment. */
function ownHeaders(asked: Headers, hasBody: boolean): Record<string, string> {
  const streams = asked.get('accept')?.includes('text/event-stream') ?? false;
  return {
    accept: streams ? 'text/event-stream' : 'application/json',
    ...(hasBody && { 'content-type': 'application/json' }),
  };
}
