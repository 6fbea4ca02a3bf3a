import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server was sent. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; `null` without a body. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Monotonic ms when it had arrived. */
  readonly atMs: number;
}

/** How the server behaves towards one request. Everything is optional; the default is a good answer. */
export interface Behaviour {
  /** Ms before anything is sent. */
  readonly latencyMs?: number;
  /** A status other than 200 sends `errorBody`. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is for a status other than 200; the wire's own error shape when absent. */
  readonly errorBody?: unknown;
  /** Changes the good answer's body before it is sent. */
  readonly change?: (body: Record<string, unknown>) => unknown;
  /** Sent in place of the good answer, as it is. */
  readonly rawBody?: string;
  /** `reset`: the connection is cut off; `cut`: half of the body, then cut off; `hang`: nothing, ever; `drip`: a byte every 20 ms. */
  readonly fault?: 'reset' | 'cut' | 'hang' | 'drip';
}

/** A server on the loopback that speaks one wire. */
export interface FakeServer {
  readonly baseUrl: string;
  /** Completion requests in the order in which they came. */
  readonly requests: readonly RecordedRequest[];
  /** Most completion requests that were open at the same time. */
  readonly peak: () => number;
  close(): Promise<void>;
}

/** What one wire does with a request that is not about completions (model lists), and with one that is. */
export interface Wire {
  /** `null` when the request is for `completion`. */
  models(request: RecordedRequest): unknown;
  completion(
    request: RecordedRequest,
    index: number,
  ): { readonly behaviour: Behaviour; readonly reply: () => WireReply };
  error(status: number): unknown;
}

/** A body with its type. */
export interface WireReply {
  readonly contentType: string;
  readonly body: string;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startServer(wire: Wire, basePath: string): Promise<FakeServer> {
  const requests: RecordedRequest[] = [];
  let open = 0;
  let peak = 0;
  const server = createServer((message, response) => {
    void (async () => {
      const request = await read(message);
      const models = wire.models(request);
      if (models !== null) return send(response, 200, JSON.stringify(models), 'application/json', {});
      requests.push(request);
      peak = Math.max(peak, ++open);
      response.on('close', () => open--);
      const { behaviour, reply } = wire.completion(request, requests.length - 1);
      await behave(response, behaviour, reply, wire);
    })().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}${basePath}`, requests, peak: () => peak, close: () => close(server) };
}

async function behave(response: ServerResponse, behaviour: Behaviour, reply: () => WireReply, wire: Wire) {
  if (behaviour.latencyMs) await new Promise((resolve) => setTimeout(resolve, behaviour.latencyMs));
  if (behaviour.fault === 'hang') return;
  if (behaviour.fault === 'reset') return void response.socket?.resetAndDestroy();
  const status = behaviour.status ?? 200;
  const headers = behaviour.headers ?? {};
  if (status !== 200) {
    const error = behaviour.errorBody ?? wire.error(status);
    const text = typeof error === 'string' ? error : JSON.stringify(error);
    return send(response, status, text, 'application/json', headers);
  }
  const { contentType, body } = reply();
  if (behaviour.fault === 'cut') {
    response.writeHead(200, { 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...headers });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
    return;
  }
  if (behaviour.fault === 'drip') return drip(response, contentType, body);
  send(response, 200, body, contentType, headers);
}

async function drip(response: ServerResponse, contentType: string, body: string) {
  response.writeHead(200, { 'content-type': contentType });
  for (const character of body) {
    if (response.destroyed) return;
    response.write(character);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  response.end();
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  contentType: string,
  headers: Readonly<Record<string, string>>,
) {
  response.writeHead(status, { 'content-type': contentType, ...headers }).end(body);
}

async function read(message: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const body = text === '' ? null : (JSON.parse(text) as Record<string, unknown>);
  const { method = 'GET', url = '/', headers } = message;
  return { method, url, headers, body, atMs: performance.now() };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
