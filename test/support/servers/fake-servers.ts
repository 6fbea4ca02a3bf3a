import type { Behaviour, FakeServer, RecordedRequest } from './recorder.ts';
import { startServer } from './recorder.ts';
import type { WireId, WireScript } from './wires.ts';
import { anthropicWire, googleWire, openaiWire } from './wires.ts';

/** How the three servers act. Everything is optional. */
export interface FakeServersOptions {
  /** Ms before each answer, unless `behave` says otherwise; 0 when absent. */
  readonly latencyMs?: number;
  /** The answer to the request with this number (0, 1, ... for each server); a number from 1 to 100 when absent. */
  readonly answer?: (provider: WireId, model: string, index: number, request: RecordedRequest) => string;
  readonly behave?: (provider: WireId, index: number, request: RecordedRequest) => Behaviour;
  readonly models?: (provider: WireId) => readonly string[];
}

/** Servers that speak the three vendors' wires on 127.0.0.1. `baseUrl` is as each SDK takes it. */
export interface FakeServers {
  readonly openai: FakeServer;
  readonly anthropic: FakeServer;
  readonly google: FakeServer;
  close(): Promise<void>;
}

/** Starts them on free ports. */
export async function startFakeServers(options: FakeServersOptions = {}): Promise<FakeServers> {
  const { latencyMs = 0, answer, behave, models } = options;
  const script: WireScript = {
    answer: answer ?? ((_provider, _model, index) => String(((index * 37) % 100) + 1)),
    behave: (provider, index, request) => ({ latencyMs, ...behave?.(provider, index, request) }),
    models: models ?? ((provider) => [`${provider}-small`, `${provider}-large`]),
  };
  const [openai, anthropic, google] = await Promise.all([
    startServer(openaiWire(script), '/v1'),
    startServer(anthropicWire(script), ''),
    startServer(googleWire(script), ''),
  ]);
  return {
    openai,
    anthropic,
    google,
    close: async () => {
      await Promise.all([openai.close(), anthropic.close(), google.close()]);
    },
  };
}
