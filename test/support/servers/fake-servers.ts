import type { Conduct } from './conduct.ts';
import { seededBehaviour } from './conduct.ts';
import { levelHeaders, rejection } from './dialects.ts';
import type { Behaviour, FakeServer, RecordedRequest } from './recorder.ts';
import { startServer } from './recorder.ts';
import { TokenBucket } from './token-bucket.ts';
import type { WireId, WireScript } from './wires.ts';
import { anthropicWire, googleWire, openaiWire } from './wires.ts';

/** How the three servers act. Everything is optional. */
export interface FakeServersOptions {
  /** Ms before each answer, unless `conduct` or `behave` says otherwise; 0 when absent. */
  readonly latencyMs?: number;
  /** The answer to the request with this number (0, 1, ... for each server); a number from 1 to 100 when absent. */
  readonly answer?: (provider: WireId, model: string, index: number, request: RecordedRequest) => string;
  /** Has the last word over `conduct`, except for what a limit turned away. */
  readonly behave?: (provider: WireId, index: number, request: RecordedRequest) => Behaviour;
  /** The vector of a text that is to be embedded; the same for all texts when absent. */
  readonly vector?: (text: string) => readonly number[];
  readonly models?: (provider: WireId) => readonly string[];
  /** Keys without which a server gives nothing; any will do where there is none. */
  readonly keys?: Readonly<Partial<Record<WireId, string>>>;
  /** Ports that are not just free ones. */
  readonly ports?: Readonly<Partial<Record<WireId, number>>>;
  /** Latencies, limits and faults over the whole run: of all three servers, each with buckets of its own. */
  readonly conduct?: Conduct;
  /** The same for one server; replaces `conduct` there member by member. */
  readonly conducts?: Readonly<Partial<Record<WireId, Conduct>>>;
}

/** Servers that speak the three vendors' wires on 127.0.0.1. `baseUrl` is as each SDK takes it. */
export interface FakeServers {
  readonly openai: FakeServer;
  readonly anthropic: FakeServer;
  readonly google: FakeServer;
  /** Where each is, as the setting `convergenceProbe.servers` takes it. */
  readonly addresses: Readonly<Record<WireId, string>>;
  close(): Promise<void>;
}

/** Starts them on free ports. */
export async function startFakeServers(options: FakeServersOptions = {}): Promise<FakeServers> {
  const start = (wire: WireId, make: (script: WireScript) => Parameters<typeof startServer>[0], basePath: string) => {
    const conduct = { latency: options.latencyMs ?? 0, ...options.conduct, ...options.conducts?.[wire] };
    return startServer(make(scriptOf(options, wire, conduct)), basePath, {
      ...(conduct.keepRequests !== undefined && { keepRequests: conduct.keepRequests }),
      port: options.ports?.[wire] ?? 0,
      key: options.keys?.[wire] ?? '',
    });
  };
  const [openai, anthropic, google] = await Promise.all([
    start('openai', openaiWire, '/v1'),
    start('anthropic', anthropicWire, ''),
    start('google', googleWire, ''),
  ]);
  return {
    openai,
    anthropic,
    google,
    addresses: { openai: openai.baseUrl, anthropic: anthropic.baseUrl, google: google.baseUrl },
    close: async () => {
      await Promise.all([openai.close(), anthropic.close(), google.close()]);
    },
  };
}

function scriptOf(options: FakeServersOptions, wire: WireId, conduct: Conduct): WireScript {
  const limited = limiter(wire, conduct);
  const { answers } = conduct;
  return {
    answer:
      options.answer ??
      ((_provider, _model, index) => answers?.[index % answers.length] ?? String(((index * 37) % 100) + 1)),
    behave: (provider, index, request) => {
      const base = withModel(conduct, limited(index, request.atMs), request);
      return base.rejected || !options.behave ? base : { ...base, ...options.behave(provider, index, request) };
    },
    vector: options.vector ?? (() => [1, 0]),
    models: options.models ?? ((provider) => [`${provider}-small`, `${provider}-large`]),
  };
}

function withModel({ modelMs }: Conduct, base: Behaviour, { body }: RecordedRequest): Behaviour {
  const latencyMs = typeof body?.model === 'string' ? modelMs?.[body.model] : undefined;
  return latencyMs === undefined || base.rejected ? base : { ...base, latencyMs };
}

/** The conduct towards each request in turn; `atMs` is monotonic. */
function limiter(wire: WireId, conduct: Conduct): (index: number, atMs: number) => Behaviour {
  const { limit } = conduct;
  const salt = ['openai', 'anthropic', 'google'].indexOf(wire);
  if (!limit) return (index) => seededBehaviour(conduct, index, salt);
  const { ratePerSecond, burst = Math.max(1, ratePerSecond), chargeRejected = false } = limit;
  const bucket = new TokenBucket(ratePerSecond, burst);
  return (index, atMs) => {
    const admitted = bucket.take(atMs, chargeRejected);
    const level = bucket.level(atMs);
    const now = performance.timeOrigin + atMs;
    const headers = levelHeaders(limit.headers ?? 'none', wire, level, now);
    if (admitted) {
      const behaviour = seededBehaviour(conduct, index, salt);
      return { ...behaviour, headers: { ...headers, ...behaviour.headers } };
    }
    const refused = rejection(limit.retryAfter ?? 'none', level, now);
    return { status: 429, rejected: true, ...refused, headers: { ...headers, ...refused.headers } };
  };
}
