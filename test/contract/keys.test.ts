import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findProvider } from '../../src/providers/registry.ts';
import { startFakeServers } from '../support/servers/fake-servers.ts';
import { KEY, REQUEST, WIRED, withProvider } from './wired.ts';

const EVIL = 'http://127.0.0.1:9/evil';
const HOSTILE_ENVIRONMENT: Record<string, string> = {
  OPENAI_API_KEY: 'sk-env-openai',
  OPENAI_ADMIN_KEY: 'sk-env-admin',
  OPENAI_BASE_URL: EVIL,
  OPENAI_ORG_ID: 'org-env',
  OPENAI_PROJECT_ID: 'proj-env',
  OPENAI_CUSTOM_HEADERS: 'x-leak: env-leak\nauthorization: Bearer env-token\ncontent-type: text/env',
  OPENAI_LOG: 'debug',
  ANTHROPIC_API_KEY: 'sk-ant-env',
  ANTHROPIC_AUTH_TOKEN: 'env-auth-token',
  ANTHROPIC_BASE_URL: EVIL,
  ANTHROPIC_CUSTOM_HEADERS: 'x-leak: env-leak\nauthorization: Bearer env-token\nanthropic-version: env-version',
  ANTHROPIC_LOG: 'debug',
  ANTHROPIC_PROFILE: 'env-profile',
  GEMINI_API_KEY: 'env-gemini',
  GOOGLE_API_KEY: 'env-google',
  GOOGLE_GEMINI_BASE_URL: EVIL,
  GOOGLE_VERTEX_BASE_URL: EVIL,
  GOOGLE_GENAI_USE_VERTEXAI: 'true',
  GOOGLE_GENAI_USE_ENTERPRISE: 'true',
  GOOGLE_CLOUD_PROJECT: 'env-project',
  GOOGLE_CLOUD_LOCATION: 'env-location',
};

/** Everything that may leave, besides what HTTP itself and the platform's fetch add. */
const ALLOWED = new Set(['accept', 'content-type', 'authorization', 'x-goog-api-key', 'anthropic-version']);
const PLATFORM = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-language',
  'accept-encoding',
  'sec-fetch-mode',
  'user-agent',
]);

describe('keys under a hostile environment', () => {
  const saved: Record<string, string | undefined> = {};
  before(() => {
    for (const [name, value] of Object.entries(HOSTILE_ENVIRONMENT)) {
      saved[name] = process.env[name];
      process.env[name] = value;
    }
  });
  after(() => {
    for (const [name, value] of Object.entries(saved)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  for (const wired of WIRED) {
    it(`${wired.id} sends its own key in one header, and nothing from the environment`, () =>
      withProvider(wired, {}, async ({ ask, last, provider }) => {
        assert.equal((await ask()).kind, 'answered');
        const { headers } = last();
        const name = wired.wire === 'google' ? 'x-goog-api-key' : 'authorization';
        assert.equal(headers[name], wired.wire === 'google' ? KEY : `Bearer ${KEY}`);
        for (const header of Object.keys(headers)) assert.ok(ALLOWED.has(header) || PLATFORM.has(header), header);
        assert.doesNotMatch(JSON.stringify([headers, last().body, last().url]), /env/);
        assert.equal(headers['content-type'], 'application/json');
        assert.equal((await provider.listModels(new AbortController().signal)).length, 2);
      }));

    it(`${wired.id} without a key sends none`, () =>
      withProvider(wired, { key: null }, async ({ ask, last }) => {
        assert.equal((await ask()).kind, 'answered');
        const { headers } = last();
        assert.equal(headers.authorization, undefined);
        assert.equal(headers['x-api-key'], undefined);
        assert.equal(headers['x-goog-api-key'], undefined);
        assert.doesNotMatch(JSON.stringify(headers), /env|set-by-guard/);
      }));

    it(`${wired.id} writes nothing to the console`, async (t) => {
      const lines: unknown[][] = [];
      for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
        t.mock.method(console, method, (...line: unknown[]) => void lines.push(line));
      }
      await withProvider(
        wired,
        { behaviour: { rawBody: 'event: message_start\ndata: {nonsense\n\n' } },
        async ({ ask }) => {
          assert.equal((await ask()).kind, 'failed');
        },
      );
      await withProvider(wired, { key: null }, async ({ ask }) => void (await ask()));
      assert.deepEqual(lines, []);
    });

    it(`${wired.id} asks the vendor when no base URL is given`, async () => {
      const asked: string[] = [];
      const fetch = (url: unknown) => {
        asked.push(new URL(String(url)).origin);
        return Promise.resolve(new Response('{}', { status: 401 }));
      };
      const definition = findProvider(wired.id)!;
      if (definition.vendorBaseUrl === null) return;
      const provider = (await definition.load()).create({ baseUrl: null, key: KEY, fetch });
      await provider.complete(REQUEST, new AbortController().signal);
      assert.deepEqual(asked, [new URL(definition.vendorBaseUrl).origin]);
    });
  }
});

describe('keys and other servers', () => {
  for (const wired of WIRED) {
    it(`${wired.id} does not follow a redirect`, async () => {
      const elsewhere = await startFakeServers();
      try {
        const location = `${elsewhere[wired.wire].baseUrl}/x`;
        for (const status of [301, 302, 307, 308]) {
          await withProvider(wired, { behaviour: { status, headers: { location } } }, async ({ ask }) => {
            const attempt = await ask();
            assert.equal(attempt.kind, 'failed');
            assert.match(attempt.kind === 'failed' ? attempt.error.message : '', /redirects/);
          });
        }
        assert.equal(elsewhere[wired.wire].requests.length, 0);
      } finally {
        await elsewhere.close();
      }
    });

    it(`${wired.id} takes its key out of an answer that echoes it`, () =>
      withProvider(wired, { answer: () => `you sent ${KEY}!` }, async ({ ask }) => {
        const attempt = await ask();
        assert.equal(attempt.kind === 'answered' && attempt.text, 'you sent [key removed]!');
      }));

    it(`${wired.id} takes its key out of everything else that a server can put it in`, async () => {
      const echo = (body: Record<string, unknown>) => JSON.parse(JSON.stringify(body).replaceAll('test-echo', KEY));
      const change = (body: Record<string, unknown>) =>
        echo({
          ...body,
          model: 'test-echo',
          modelVersion: 'test-echo',
          stop_reason: 'test-echo',
          ...('choices' in body && { choices: [{ message: { content: 'x' }, finish_reason: 'test-echo' }] }),
          ...('candidates' in body && {
            candidates: [{ content: { parts: [{ text: 'x' }] }, finishReason: 'test-echo' }],
          }),
        }) as unknown;
      await withProvider(wired, { behaviour: { change, headers: { 'x-echo': KEY } } }, async ({ ask }) => {
        const attempt = await ask();
        assert.equal(attempt.kind, 'answered');
        assert.ok(!JSON.stringify(attempt).includes(KEY), JSON.stringify(attempt));
        assert.ok(JSON.stringify(attempt).includes('[key removed]'));
      });
      const headers = { 'x-echo': KEY, 'retry-after': KEY, 'x-ratelimit-reset-requests': KEY, 'www-authenticate': KEY };
      await withProvider(wired, { behaviour: { status: 429, headers } }, async ({ ask }) => {
        assert.ok(!JSON.stringify(await ask()).includes(KEY));
      });
    });

    it(`${wired.id} takes its key out of a list of models`, () =>
      withProvider(wired, { models: () => [`model-for-${KEY}`, 'other'] }, async ({ provider }) => {
        const models = await provider.listModels(new AbortController().signal);
        assert.equal(models.length, 2);
        assert.ok(!JSON.stringify(models).includes(KEY), JSON.stringify(models));
      }));

    it(`${wired.id} stays below the path of its base URL`, async () => {
      const asked: string[] = [];
      const fetch = (url: unknown) => {
        asked.push(new URL(String(url)).pathname);
        return Promise.resolve(new Response('{}', { status: 404 }));
      };
      const module = await findProvider(wired.id)!.load();
      const provider = module.create({ baseUrl: 'https://gateway.test/tenant-a/v1', key: KEY, fetch });
      const signal = new AbortController().signal;
      for (const model of ['m', '../../../tenant-b/m', '..%2f..%2f..%2ftenant-b', 'models/../../../../tenant-b/v1/m']) {
        assert.equal((await provider.complete({ ...REQUEST, model }, signal)).kind, 'failed');
      }
      assert.ok(asked.length > 0);
      for (const path of asked) assert.ok(path.startsWith('/tenant-a/v1/'), path);
    });

    it(`${wired.id} refuses a key that no header can carry, without showing it`, () =>
      withProvider(wired, { key: 'sk-bad\nkey-é' }, async ({ ask, server, provider }) => {
        const attempt = await ask();
        assert.equal(attempt.kind === 'failed' && attempt.error.reason, 'authentication');
        assert.ok(!JSON.stringify(attempt).includes('bad'));
        await assert.rejects(provider.listModels(new AbortController().signal), /set it again/);
        assert.equal(server.requests.length, 0);
      }));
  }

  it('a parameter cannot send a request elsewhere', async () => {
    const elsewhere = await startFakeServers();
    try {
      await withProvider({ id: 'google', wire: 'google' }, {}, async ({ ask }) => {
        const attempt = await ask({ parameters: { httpOptions: { baseUrl: elsewhere.google.baseUrl } } });
        assert.equal(attempt.kind, 'failed');
      });
      assert.equal(elsewhere.google.requests.length, 0);
    } finally {
      await elsewhere.close();
    }
  });
});
