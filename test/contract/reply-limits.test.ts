import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Attempt } from '../../src/core/ports.ts';
import { findProvider } from '../../src/providers/registry.ts';
import { nodeFetchWithin } from '../../src/providers/wire/node-fetch.ts';
import { ReplyMemory } from '../../src/providers/wire/reply-memory.ts';
import { startFakeServers } from '../support/servers/fake-servers.ts';
import type { Behaviour } from '../support/servers/recorder.ts';
import { KEY, REQUEST, WIRED, type WiredId } from './wired.ts';

const LIMIT = 40_000;
/** With something in it that a careless cut would break. */
const LONG = '"Mañgo" 🥭\n'.repeat(20_000);

/** What providers make of a server's answers when so many are asked for at the same time, with a limit of `LIMIT` bytes. */
async function attempts(
  { id, wire }: WiredId,
  {
    behaviour = {},
    answer = 'Mango',
    calls = 1,
    memory = new ReplyMemory(),
  }: {
    readonly behaviour?: Behaviour;
    readonly answer?: string;
    readonly calls?: number;
    readonly memory?: ReplyMemory;
  },
): Promise<readonly Attempt[]> {
  const servers = await startFakeServers({ conduct: { answers: [answer] }, behave: () => behaviour });
  try {
    const module = await findProvider(id)!.load();
    const fetch = nodeFetchWithin({ answer: LIMIT, error: 1000, memory });
    const provider = module.create({ baseUrl: servers[wire].baseUrl, key: KEY, fetch });
    const { signal } = new AbortController();
    return await Promise.all(Array.from({ length: calls }, () => provider.complete(REQUEST, signal)));
  } finally {
    await servers.close();
  }
}

for (const wired of WIRED) {
  describe(`replies that are too much, of ${wired.id}`, () => {
    it('are cut, and the answer is truncated, not failed', async () => {
      const [attempt] = await attempts(wired, { answer: LONG });
      assert.ok(attempt?.kind === 'answered');
      assert.equal(attempt.outcome, 'completed');
      assert.equal(attempt.truncated, true);
      assert.match(attempt.note ?? '', /^the reply was cut after \d+ MB$/);
      assert.ok(attempt.text.length > 100 && LONG.startsWith(attempt.text));
    });

    it('are whole up to the limit', async () => {
      const [attempt] = await attempts(wired, { answer: LONG.slice(0, 12_000) });
      assert.ok(attempt?.kind === 'answered');
      assert.deepEqual([attempt.text, attempt.truncated, attempt.note], [LONG.slice(0, 12_000), false, null]);
    });

    it('are not parsed when they are nested without measure', async () => {
      for (const rawBody of ['['.repeat(20_000), '{"choices":'.repeat(2000), `data: ${'['.repeat(20_000)}\n\n`]) {
        const [attempt] = await attempts(wired, { behaviour: { rawBody } });
        assert.ok(attempt?.kind === 'failed');
        assert.match(attempt.error.message, /sent an answer that cannot be read/);
      }
    });

    it('take turns when they are too much together', async () => {
      // Nothing large fits, so one is read after the other.
      const memory = new ReplyMemory(1);
      const together = await attempts(wired, { answer: LONG, calls: 6, memory });
      assert.ok(together.every((attempt) => attempt.kind === 'answered' && attempt.truncated));
    });
  });
}
