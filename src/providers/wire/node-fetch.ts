import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { readReply, REPLY_LIMITS, type ReplyBody, type ReplyLimits, type WholeReply } from './whole-reply.ts';

/** VS Code's agent does not say that connections are kept, so the request has to; otherwise each opens one anew. */
const OWN_HEADERS = { 'user-agent': 'node', connection: 'keep-alive' };

/** A request that met a connection which was closed meanwhile goes again; so often at most. */
const RESENDS = 3;
/** A server that breaks off later than that, ms, may have begun to work. */
const STALE_MS = 200;

/**
 * `fetch` for what the guard sends, through Node's own HTTP: much less CPU and memory than the built-in one, and no limit
 * of 300 s on the wait for a reply, which models that think for long need; the engine keeps the time. Node's global
 * agents keep connections alive and obey `NODE_USE_ENV_PROXY`; VS Code puts its own in their place, so that its proxy
 * and certificate settings hold. Resolves when the whole reply is there; never follows a redirect.
 */
export const nodeFetch = nodeFetchWithin(REPLY_LIMITS);

/** The same with limits of one's own. */
export function nodeFetchWithin(limits: ReplyLimits): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    for (let resends = RESENDS; ; resends--) {
      const reply = await exchange(url, init ?? {}, limits, resends > 0);
      if (reply !== 'stale') return reply;
    }
  };
}

/** One request and its reply; `stale`: it met a closed connection, and may go again. */
async function exchange(
  url: URL,
  init: RequestInit,
  limits: ReplyLimits,
  mayGoAgain: boolean,
): Promise<WholeReply | 'stale'> {
  const { signal } = init;
  if (signal?.aborted) throw signal.reason;
  const begin = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = begin(url, {
    method: init.method ?? 'GET',
    headers: { ...OWN_HEADERS, ...(init.headers as Readonly<Record<string, string>> | undefined) },
  });
  const stop = () => request.destroy(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
  signal?.addEventListener('abort', stop, { once: true });
  let begun = false;
  request.on('response', () => (begun = true));
  const sentMs = performance.now();
  try {
    return await replyTo(request, init.body, limits);
  } catch (error) {
    const isQuick = performance.now() - sentMs < STALE_MS;
    if (mayGoAgain && isQuick && !begun && !signal?.aborted && request.reusedSocket && isClosed(error)) return 'stale';
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    // Its body may still be on its way to a server that has said no already.
    if (!request.writableFinished) request.destroy();
  }
}

/** Servers close connections that rest, and some after every reply, while the next request is on its way. */
function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function replyTo(request: ClientRequest, body: RequestInit['body'], limits: ReplyLimits): Promise<WholeReply> {
  return new Promise((resolve, reject) => {
    // Once a reply has begun, it tells by itself whether it ends well; here is only why when it does not.
    let broken: Error | null = null;
    let begun = false;
    request.on('error', (error) => {
      broken ??= error;
      if (!begun) reject(error);
    });
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('The server wants to speak another protocol.'));
    });
    request.on('response', (response) => {
      begun = true;
      const reply = { status: response.statusCode ?? 0, headers: headersOf(response) };
      readReply(reply, limits, (whole) => readBody(response, whole)).then(resolve, (error: unknown) => {
        request.destroy();
        reject(broken ?? (error as Error));
      });
    });
    request.end(body);
  });
}

function readBody(response: IncomingMessage, body: ReplyBody): Promise<void> {
  return new Promise((resolve, reject) => {
    const source = decoded(response);
    source.on('data', (piece: Buffer) => {
      if (!body.add(piece)) {
        resolve();
        response.destroy();
        return;
      }
      const room = body.room();
      if (room === null) return;
      source.pause();
      void room.then(() => source.resume());
    });
    source.on('end', resolve);
    source.on('error', reject);
  });
}

/** No encoding is asked for; some servers compress all the same. */
function decoded(response: IncomingMessage): Readable {
  const decoder = decoderFor(response.headers['content-encoding']?.toLowerCase());
  if (decoder === null) return response;
  pipeline(response, decoder, () => undefined); // what went wrong reaches the decoder as its own error
  return decoder;
}

function decoderFor(encoding = 'identity') {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : null;
}

/** By the raw ones, because Node drops what is repeated and a repeated limit must be seen to be no limit. */
function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at]!, rawHeaders[at + 1]!);
  return headers;
}
