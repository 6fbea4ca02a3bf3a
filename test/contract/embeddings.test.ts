import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Embedding, FailedAttempt } from '../../src/core/ports.ts';
import { findProvider } from '../../src/providers/registry.ts';
import type { FakeServersOptions } from '../support/servers/fake-servers.ts';
import type { Behaviour } from '../support/servers/recorder.ts';
import { KEY, WIRED, withProvider, type WiredId } from './wired.ts';

const EMBEDDING = WIRED.filter(({ wire }) => wire !== 'anthropic');
const TEXTS = ['New York City', 'the "big" apple \ud83d\ude00', 'Tokyo'];
/** A vector that tells which text it is of. */
const vector = (text: string): readonly number[] => [text.length, text.charCodeAt(0), -0.5];

async function embed(
  wired: WiredId,
  options: FakeServersOptions & { readonly behaviour?: Behaviour } = {},
  texts: readonly string[] = TEXTS,
): Promise<Embedding | FailedAttempt> {
  let reply: Embedding | FailedAttempt | undefined;
  await withProvider(wired, { vector, ...options }, async ({ provider }) => {
    reply = await provider.embed!({ model: 'embedder', texts }, new AbortController().signal);
  });
  return reply!;
}

for (const wired of EMBEDDING) {
  describe(`embeddings of ${wired.id}`, () => {
    it('come one for each text, in its order, with what they took', async () => {
      const reply = await embed(wired);
      assert.ok(reply.kind === 'embedded');
      assert.deepEqual(reply.vectors, TEXTS.map(vector));
      // Gemini does not count here.
      assert.deepEqual(reply.usage, { inputTokens: wired.wire === 'google' ? null : 12, outputTokens: 0 });
    });

    it('are one call with the texts and the model, and nothing else', () =>
      withProvider(wired, { vector }, async ({ provider, server, last }) => {
        await provider.embed!({ model: 'embedder', texts: TEXTS }, new AbortController().signal);
        assert.equal(server.requests.length, 1);
        const { body, headers, url } = last();
        if (wired.wire === 'google') {
          assert.match(url, /models\/embedder:batchEmbedContents$/);
          assert.deepEqual(Object.keys(body!), ['requests']);
        } else {
          assert.match(url, /\/v1\/embeddings$/);
          assert.deepEqual(body, { model: 'embedder', input: TEXTS, encoding_format: 'float' });
        }
        assert.ok(JSON.stringify(headers).includes(KEY));
      }));

    it('fail with one sentence, and without a retry of the SDK', async () => {
      for (const [behaviour, reason, sentence] of [
        [{ status: 404 }, 'not-found', /no model “embedder” \(404\)/],
        [{ status: 401 }, 'authentication', /was refused \(401\)/],
        [{ status: 429, headers: { 'retry-after': '3' } }, 'rate-limited', /limits how fast/],
        [{ fault: 'reset' }, 'network', /\.$/],
        [{ status: 400, errorBody: { error: { message: `no ${KEY}` } } }, 'bad-request', /no \[key removed\]/],
      ] as const) {
        await withProvider(wired, { behaviour }, async ({ provider, server }) => {
          const reply = await provider.embed!({ model: 'embedder', texts: TEXTS }, new AbortController().signal);
          assert.ok(reply.kind === 'failed');
          assert.equal(reply.error.reason, reason);
          assert.match(reply.error.message, sentence);
          assert.equal(reply.retryAfterMs, reason === 'rate-limited' ? 3000 : null);
          assert.equal(server.requests.length, 1);
        });
      }
    });

    it('are not believed when they are none', async () => {
      const list = wired.wire === 'google' ? 'embeddings' : 'data';
      const entry = (value: unknown, index = 0) =>
        wired.wire === 'google' ? { values: value } : { index, embedding: value };
      const bodies: unknown[] = [
        {},
        { [list]: null },
        { [list]: 'x' },
        { [list]: [] },
        { [list]: [entry([1, 2])] },
        { [list]: [entry([1, 2]), entry([1, 2, 3], 1)] },
        { [list]: [entry([1, 2]), entry([], 1)] },
        { [list]: [entry([1, 2]), entry([1, '2'], 1)] },
        { [list]: [entry([1, 2]), entry([1, null], 1)] },
        { [list]: [entry([1, 2]), null] },
        ...(wired.wire === 'google'
          ? []
          : [{ data: [entry([1, 2], 1), entry([1, 2], 1)] }, { data: [entry([1], 1), entry([1], 5e9)] }]),
      ];
      for (const body of bodies) {
        const reply = await embed(wired, { behaviour: { rawBody: JSON.stringify(body) } }, ['a', 'b']);
        assert.ok(reply.kind === 'failed', JSON.stringify(body));
        assert.equal(reply.error.reason, 'network', JSON.stringify(body));
      }
    });

    it('end with the reason of the signal', () =>
      withProvider(wired, { behaviour: { fault: 'hang' } }, async ({ provider }) => {
        const controller = new AbortController();
        const reply = provider.embed!({ model: 'embedder', texts: TEXTS }, controller.signal);
        const reason = new Error('enough');
        setTimeout(() => controller.abort(reason), 30);
        await assert.rejects(reply, reason);
      }));
  });
}

describe('providers without embeddings', () => {
  it('say so in their definition', async () => {
    for (const { id } of WIRED) {
      const definition = findProvider(id)!;
      const provider = (await definition.load()).create({ baseUrl: 'http://127.0.0.1:9/v1', key: null });
      assert.equal(provider.embed !== undefined, definition.embeds, id);
    }
    assert.equal(findProvider('anthropic')!.embeds, false);
  });
});

describe('OpenAI’s errors within a good reply', () => {
  it('are errors of embeddings too', async () => {
    const rawBody = JSON.stringify({ error: { message: 'no such model', code: 404 } });
    const reply = await embed({ id: 'compatible', wire: 'openai' }, { behaviour: { rawBody } });
    assert.ok(reply.kind === 'failed' && reply.error.reason === 'not-found', JSON.stringify(reply));
  });
});
