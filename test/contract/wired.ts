import assert from 'node:assert/strict';
import type { AnsweredAttempt, Attempt, CompletionRequest, FailedAttempt, Provider } from '../../src/core/ports.ts';
import { findProvider } from '../../src/providers/registry.ts';
import type { Behaviour, FakeServer, RecordedRequest } from '../support/servers/recorder.ts';
import type { FakeServersOptions } from '../support/servers/fake-servers.ts';
import { startFakeServers } from '../support/servers/fake-servers.ts';
import type { WireId } from '../support/servers/wires.ts';

/** A provider that is reached over HTTP, and the wire it speaks. */
export interface WiredId {
  readonly id: string;
  readonly wire: WireId;
}

/** All of them. */
export const WIRED: readonly WiredId[] = [
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
  { id, wire }: WiredId,
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

/** What becomes of one call to a server that behaves so. */
export async function attemptOf(
  wired: WiredId,
  behaviour: Behaviour,
  parameters: Record<string, unknown> = {},
): Promise<Attempt> {
  let attempt: Attempt | undefined;
  await withProvider(wired, { behaviour }, async ({ ask }) => {
    attempt = await ask({ parameters });
  });
  return attempt!;
}

/** The same, where it must fail. */
export async function failureOf(
  wired: WiredId,
  behaviour: Behaviour,
  parameters: Record<string, unknown> = {},
): Promise<FailedAttempt> {
  const attempt = await attemptOf(wired, behaviour, parameters);
  assert.ok(attempt.kind === 'failed', JSON.stringify(attempt));
  return attempt;
}

/** The same, where it must be answered. */
export async function answerOf(wired: WiredId, behaviour: Behaviour): Promise<AnsweredAttempt> {
  const attempt = await attemptOf(wired, behaviour);
  assert.ok(attempt.kind === 'answered', JSON.stringify(attempt));
  return attempt;
}
