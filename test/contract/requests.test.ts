import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WireId } from '../support/servers/wires.ts';
import { REQUEST, WIRED, withProvider } from './wired.ts';

/** Members of the body when no parameter is set, and nothing else. */
const BARE: Record<WireId, string[]> = {
  openai: ['messages', 'model'],
  anthropic: ['max_tokens', 'messages', 'model', 'stream'],
  google: ['contents'],
};

for (const wired of WIRED) {
  describe(`what ${wired.id} sends`, () => {
    it('leaves out every parameter that was not set', () =>
      withProvider(wired, {}, async ({ ask, last }) => {
        await ask();
        const body = last().body!;
        assert.deepEqual(
          Object.keys(body)
            .filter((name) => !(name === 'generationConfig' && Object.keys(body[name] as object).length === 0))
            .sort(),
          BARE[wired.wire],
        );
      }));

    it('sends parameters under their own names, the system prompt and all turns', () =>
      withProvider(wired, {}, async ({ ask, last }) => {
        const parameters = wired.wire === 'google' ? { temperature: 0.5, topK: 3 } : { temperature: 0.5, top_k: 3 };
        await ask({
          system: 'Be brief.',
          parameters,
          messages: [
            { role: 'user', text: 'one' },
            { role: 'assistant', text: 'two' },
            { role: 'user', text: 'three' },
          ],
        });
        const body = last().body!;
        const knobs = (wired.wire === 'google' ? body.generationConfig : body) as Record<string, unknown>;
        assert.equal(knobs.temperature, 0.5);
        assert.equal(wired.wire === 'google' ? knobs.topK : knobs.top_k, 3);
        const text = JSON.stringify(body);
        for (const part of ['Be brief.', 'one', 'two', 'three']) assert.ok(text.includes(part), part);
        assert.ok(text.indexOf('one') < text.indexOf('two') && text.indexOf('two') < text.indexOf('three'));
        if (wired.wire === 'google') assert.equal((body.contents as { role: string }[])[1]!.role, 'model');
      }));

    it('makes exactly one call for a trial, whatever comes back', async () => {
      for (const status of [200, 400, 408, 409, 429, 500, 503, 529]) {
        await withProvider(wired, { behaviour: { status } }, async ({ ask, server }) => {
          await ask();
          assert.equal(server.requests.length, 1, `status ${status}`);
        });
      }
      for (const fault of ['reset', 'cut'] as const) {
        await withProvider(wired, { behaviour: { fault } }, async ({ ask, server }) => {
          await ask();
          assert.equal(server.requests.length, 1, fault);
        });
      }
    });
  });
}

describe('defaults an API demands', () => {
  it('reports the limit of tokens that Anthropic demands, and only when the user set none', () =>
    withProvider({ id: 'anthropic', wire: 'anthropic' }, {}, async ({ ask, last }) => {
      const bare = await ask();
      assert.equal(bare.kind, 'answered');
      assert.deepEqual(bare.kind === 'answered' && bare.added, { max_tokens: last().body!.max_tokens });
      const set = await ask({ parameters: { max_tokens: 50_000 } });
      assert.equal(set.kind === 'answered' && set.added, undefined);
      assert.equal(last().body!.max_tokens, 50_000);
    }));

  it('makes no second call when Gemini offers to continue', () =>
    withProvider(
      { id: 'google', wire: 'google' },
      {
        // Only the first: otherwise an SDK that goes on would go on for ever.
        behave: (_wire, index) =>
          index > 0
            ? {}
            : {
                change: (body) => ({
                  ...body,
                  candidates: [
                    { content: { parts: [{ text: 'half' }] }, finishReason: 'CONTINUATION', continuationToken: 'abc' },
                  ],
                }),
              },
      },
      async ({ ask, server }) => {
        const attempt = await ask();
        assert.equal(server.requests.length, 1);
        assert.equal(attempt.kind === 'answered' && attempt.truncated, true);
      },
    ));
});

describe('a base URL without /v1', () => {
  it('serves lists and answers all the same, and is asked in vain once', () =>
    withProvider({ id: 'compatible', wire: 'openai' }, {}, async ({ server }) => {
      const { findProvider } = await import('../../src/providers/registry.ts');
      const { nodeFetch } = await import('../../src/providers/wire/node-fetch.ts');
      const module = await findProvider('compatible')!.load();
      const unknown: string[] = [];
      const fetch: typeof globalThis.fetch = (input, init) => {
        const { pathname } = new URL(String(input));
        if (pathname.startsWith('/v1/')) return nodeFetch(input, init);
        unknown.push(pathname);
        return Promise.resolve(new Response('404 page not found', { status: 404 }));
      };
      const provider = module.create({ baseUrl: server.baseUrl.replace(/\/v1$/, ''), key: null, fetch });
      const { signal } = new AbortController();
      assert.equal((await provider.listModels(signal)).length, 2);
      for (let turn = 0; turn < 2; turn++) assert.equal((await provider.complete(REQUEST, signal)).kind, 'answered');
      assert.deepEqual(
        [unknown, server.requests.map(({ url }) => url)],
        [['/models'], ['/v1/chat/completions', '/v1/chat/completions']],
      );
    }));
});

describe('lists of models', () => {
  for (const wired of WIRED) {
    it(`${wired.id} lists what the server offers, in its order`, () =>
      withProvider(wired, { models: () => ['zeta', 'alpha'] }, async ({ provider }) => {
        const models = await provider.listModels(new AbortController().signal);
        assert.deepEqual(
          models.map(({ id }) => id),
          ['zeta', 'alpha'],
        );
        assert.ok(models.every(({ label }) => label !== ''));
      }));

    it(`${wired.id} is not put off by odd entries in a list`, async () => {
      const odd = {
        data: [{ id: 'good', retires_at: 7, shutdown_date: 1e30, max_input_tokens: 'x' }, { id: 'last' }],
        models: [{ name: 'models/good', inputTokenLimit: 'x', displayName: 3 }, { name: 'models/last' }],
      };
      if (wired.wire === 'openai') odd.data.splice(1, 0, null as never, {} as never, { id: 5 } as never);
      const fetch = () =>
        Promise.resolve(new Response(JSON.stringify(odd), { headers: { 'content-type': 'application/json' } }));
      const { findProvider } = await import('../../src/providers/registry.ts');
      const provider = (await findProvider(wired.id)!.load()).create({
        baseUrl: 'http://odd.test/v1',
        key: null,
        fetch,
      });
      const models = await provider.listModels(new AbortController().signal);
      assert.deepEqual(
        models.map(({ id, label }) => [id, label]),
        [
          ['good', 'good'],
          ['last', 'last'],
        ],
      );
    });

    it(`${wired.id} says in one sentence why there is no list`, async () => {
      const servers = await import('../support/servers/fake-servers.ts');
      const stopped = await servers.startFakeServers();
      const { baseUrl } = stopped[wired.wire];
      await stopped.close();
      const { findProvider } = await import('../../src/providers/registry.ts');
      const provider = (await findProvider(wired.id)!.load()).create({ baseUrl, key: null });
      await assert.rejects(provider.listModels(new AbortController().signal), /does not take connections; check .*\.$/);
    });
  }
});
