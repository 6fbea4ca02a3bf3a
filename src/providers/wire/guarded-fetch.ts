/** A reply with a status other than 2xx, with all that is needed to say what went wrong. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;

  constructor(status: number, headers: Headers, body: string) {
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
  /** Every header that is sent, besides `content-type` and `accept`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * The only way to the network. SDKs add headers of their own and from the environment (keys, organisations,
 * projects, custom ones); none of them gets through. Redirects are not followed: they would carry the prompt, and
 * with some servers the key, to another place.
 */
export function guardedFetch({ baseUrl, headers, fetch }: FetchGuard): typeof globalThis.fetch {
  const base = new URL(baseUrl);
  const folder = base.pathname.replace(/\/*$/, '/');
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const { origin, pathname } = new URL(url);
    // Names of models become part of the path; dots in them must not lead to what else a gateway serves.
    if (origin !== base.origin || !pathname.startsWith(folder)) {
      throw new Error('A request to another address was stopped.');
    }
    const response = await fetch(url, {
      method: init?.method ?? 'GET',
      headers: { ...headers, ...ownHeaders(init) },
      redirect: 'manual',
      ...(init?.body != null && { body: init.body }),
      ...(init?.signal && { signal: init.signal }),
    });
    if (response.ok) return response;
    throw new HttpFailure(response.status, response.headers, await response.text());
  };
}

/** Fixed by us as well, because an SDK's could come from the environment. */
function ownHeaders(init: RequestInit | undefined): Record<string, string> {
  const accept = new Headers(init?.headers).get('accept');
  const streams = accept?.includes('text/event-stream') ?? false;
  return {
    accept: streams ? 'text/event-stream' : 'application/json',
    ...(init?.body != null && { 'content-type': 'application/json' }),
  };
}
