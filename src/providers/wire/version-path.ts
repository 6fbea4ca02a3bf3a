import { withoutTrailing } from '../../core/trailing.ts';
import { nodeFetch } from './node-fetch.ts';

/** Longest reply that can be the note of a server about a path it does not know, bytes. */
const LONGEST_NOTE = 500;

/**
 * The network, for a base URL that people write without the `/v1` that it needs: where a server does not know a path, the
 * request is sent once more with it, and the next ones at once. A server that knows the path is never asked twice.
 */
export function withVersionPath(baseUrl: string, fetch: typeof globalThis.fetch = nodeFetch): typeof globalThis.fetch {
  const base = withoutTrailing(new URL(baseUrl).href, /\//);
  if (/\/v\d[^/]*(?:\/|$)/.test(new URL(baseUrl).pathname)) return fetch;
  let isVersioned = false;
  const versioned = (url: string): string => `${base}/v1${url.slice(base.length)}`;
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(`${base}/`)) return fetch(input, init);
    if (isVersioned) return fetch(versioned(url), init);
    const first = await noted(await fetch(input, init));
    if (!first.isUnknownPath) return first.reply;
    const second = await noted(await fetch(versioned(url), init));
    isVersioned = !second.isUnknownPath;
    // A model that is not there is a 404 as well, with an error in JSON.
    return isVersioned || (isJson(second.reply) && !isJson(first.reply)) ? second.reply : first.reply;
  };
}

interface Noted {
  readonly reply: Response;
  readonly isUnknownPath: boolean;
}

/** LM Studio answers 200 to a path that it does not know, and says so in the body. */
async function noted(reply: Response): Promise<Noted> {
  if (reply.status === 404 || reply.status === 405) return { reply, isUnknownPath: true };
  const length = Number(reply.headers.get('content-length') ?? Infinity);
  if (reply.status !== 200 || !(length <= LONGEST_NOTE)) return { reply, isUnknownPath: false };
  const text = await reply.text();
  const again = new Response(text, { status: reply.status, headers: reply.headers });
  return { reply: again, isUnknownPath: /unexpected endpoint/i.test(text) };
}

function isJson({ headers }: Response): boolean {
  return headers.get('content-type')?.includes('json') ?? false;
}
