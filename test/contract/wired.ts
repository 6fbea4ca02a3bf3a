import type { Attempt, CompletionRequest, Provider } from '../../src/core/ports.ts';
import { findProvider } from '../../src/providers/registry.ts';
import type { Behaviour, FakeServer, RecordedRequest } from '../support/servers/recorder.ts';
import type { FakeServersOptions } from '../support/servers/fake-servers.ts';
import { startFakeServers } from '../support/servers/fake-servers.ts';
import type { WireId } from '../support/servers/wires.ts';

/** Every provider that is reached over HTTP, and the wire it speaks. */
export const WIRED: readonly { readonly id: string; readonly wire: WireId }[] = [
  { id: 'openai', wire: 'openai' },
  { id: 'compatible', wire: 'openai' },
  { id: 'anthropic', wire: 'anthropic' },
  { id: 'google', wire: 'google' },
];

export const KEY = 'sk-test-4711-abcdefghijklmnop';

export const REQUEST: CompletionRequest = {
  model: 'model-a',
  system: null,
  messages: [{ role: 'user', text: 'Pick a number.' }],
  parameters: {},
  trialIndex: 0,
  condition: 'default',
  seed: 1,
};

/** One provider against its server. */
export interface Wired {
  readonly provider: Provider;
  readonly server: FakeServer;
  ask(changes?: Partial<CompletionRequest>): Promise<Attempt>;
  last(): RecordedRequest;
}

/** Runs `body` with a provider whose server behaves as told. */
export async function withProvider(
  { id, wire }: { readonly id: string; readonly wire: WireId },
  options: FakeServersOptions & { readonly key?: string | null; readonly behaviour?: Behaviour },
  body: (wired: Wired) => Promise<void>,
): Promise<void> {
  const { behaviour, key = KEY } = options;
  const servers = await startFakeServers({ ...(behaviour && { behave: () => behaviour }), ...options });
  try {
    const server = servers[wire];
    const module = await findProvider(id)!.load();
    const provider = module.create({ baseUrl: server.baseUrl, key });
    await body({
      provider,
      server,
      ask: (changes) => provider.complete({ ...REQUEST, ...changes }, new AbortController().signal),
      last: () => server.requests.at(-1)!,
    });
  } finally {
    await servers.close();
  }
}
