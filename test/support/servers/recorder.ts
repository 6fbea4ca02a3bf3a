import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestEnd, RequestLog, ServerStatistics } from './statistics.ts';
import { statisticsOf } from './statistics.ts';

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
  /** `reset`: the connection is cut off; `cut`: half of the body, then cut off; `hang`: nothing, ever; `drip`: a byte every 20 ms; `flood`: a body without end, whatever the status. */
  readonly fault?: 'reset' | 'cut' | 'hang' | 'drip' | 'flood';
  /** Whether a limit turned the request away; only for the log. */
  readonly rejected?: boolean;
}

/** A server on the loopback that speaks one wire. */
export interface FakeServer {
  readonly baseUrl: string;
  /** Completion requests in the order in which they came; empty when the server does not keep them. */
  readonly requests: readonly RecordedRequest[];
  /** Every completion request with its times and its end, in the order in which they came. */
  readonly log: readonly RequestLog[];
  /** Most completion requests that were open at the same time. */
  readonly peak: () => number;
  /** The log in figures, as of now. */
  readonly statistics: () => ServerStatistics;
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

interface OpenRequest {
  readonly model?: string;
  readonly index: number;
  readonly atMs: number;
  endedMs: number | null;
  status: number | null;
  end: RequestEnd;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startServer(
  wire: Wire,
  basePath: string,
  {
    keepRequests = true,
    port: wanted = 0,
    key = '',
  }: {
    readonly keepRequests?: boolean;
    readonly port?: number;
    /** Requests without it are turned away. */
    readonly key?: string;
  } = {},
): Promise<FakeServer> {
  const requests: RecordedRequest[] = [];
  const log: OpenRequest[] = [];
  let open = 0;
  let peak = 0;
  const server = createServer((message, response) => {
    read(message, (request) => {
      if (key !== '' && !JSON.stringify([request.headers, request.url]).includes(key)) {
        return send(response, 401, JSON.stringify(wire.error(401)), 'application/json', {});
      }
      const models = wire.models(request);
      if (models !== null) return send(response, 200, JSON.stringify(models), 'application/json', {});
      if (keepRequests) requests.push(request);
      const model = typeof request.body?.model === 'string' ? { model: request.body.model } : {};
      const { atMs } = request;
      const entry: OpenRequest = { index: log.length, atMs, endedMs: null, status: null, end: 'open', ...model };
      log.push(entry);
      peak = Math.max(peak, ++open);
      response.once('close', () => {
        open--;
        ended(entry, 'left');
      });
      const { behaviour, reply } = wire.completion(request, entry.index);
      const act = () => behave(response, behaviour, reply, wire, entry);
      if (behaviour.latencyMs) setTimeout(act, behaviour.latencyMs);
      else act();
    });
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${basePath}`,
    requests,
    log,
    peak: () => peak,
    statistics: () => statisticsOf(log, peak),
    close: () => close(server),
  };
}

/** The first end counts. */
function ended(entry: OpenRequest, end: RequestEnd): void {
  if (entry.end !== 'open') return;
  entry.end = end;
  entry.endedMs = performance.now();
}

function behave(
  response: ServerResponse,
  behaviour: Behaviour,
  reply: () => WireReply,
  wire: Wire,
  entry: OpenRequest,
): void {
  if (response.destroyed || behaviour.fault === 'hang') return;
  const status = behaviour.status ?? 200;
  const headers = behaviour.headers ?? {};
  if (behaviour.fault === 'reset') {
    ended(entry, 'broken');
    return void response.socket?.resetAndDestroy();
  }
  entry.status = status;
  if (behaviour.fault === 'flood') return flood(response, status);
  const good = status === 200 && behaviour.rawBody === undefined;
  response.once('finish', () => ended(entry, good ? 'answered' : behaviour.rejected ? 'rejected' : 'failed'));
  if (status !== 200) {
    const error = behaviour.errorBody ?? wire.error(status);
    const text = typeof error === 'string' ? error : JSON.stringify(error);
    return send(response, status, text, 'application/json', headers);
  }
  const { contentType, body } = reply();
  if (behaviour.fault === 'cut') {
    response.writeHead(200, { 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...headers });
    ended(entry, 'broken');
    response.write(body.slice(0, body.length / 2), () => response.destroy());
    return;
  }
  if (behaviour.fault === 'drip') return void drip(response, contentType, body);
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

const WAVE = Buffer.alloc(2 ** 18, 32);

/** White space, which is valid JSON as far as it goes, as fast as it is taken. */
function flood(response: ServerResponse, status: number) {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json' });
  while (!response.destroyed && response.write(WAVE));
  if (!response.destroyed) response.once('drain', () => flood(response, status));
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  contentType: string,
  headers: Readonly<Record<string, string>>,
) {
  // With its length: chunks would be one more write for the server and one more parser state for the client.
  const length = Buffer.byteLength(body);
  response.writeHead(status, { 'content-type': contentType, 'content-length': length, ...headers }).end(body);
}

/** By events: an async iterator costs more than the rest of the request. */
function read(message: IncomingMessage, use: (request: RecordedRequest) => void): void {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => {
    const text = chunks.length === 1 ? chunks[0]!.toString('utf8') : Buffer.concat(chunks).toString('utf8');
    const { method = 'GET', url = '/', headers } = message;
    try {
      const body = text === '' ? null : (JSON.parse(text) as Record<string, unknown>);
      use({ method, url, headers, body, atMs: performance.now() });
    } catch (error) {
      message.destroy(error instanceof Error ? error : undefined);
    }
  });
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
