import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withVersionPath } from '../../../../src/providers/wire/version-path.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const said = (status: number, body: string, headers: Record<string, string> = {}): Response =>
  new Response(body, { status, headers: { 'content-length': String(body.length), ...headers } });

/** A server of these paths; `unknown` is what it says of others. */
function server(known: Readonly<Record<string, Response>>, unknown: () => Response) {
  const asked: string[] = [];
  const fetch = (input: unknown): Promise<Response> => {
    const { pathname } = new URL(String(input));
    asked.push(pathname);
    return Promise.resolve(known[pathname]?.clone() ?? unknown());
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

describe('a base URL without /v1', () => {
  const list = said(200, '{"data":[]}', JSON_TYPE);
  const notFound = (): Response => said(404, '404 page not found');

  it('is tried with it where the server does not know the path, and from then on at once', async () => {
    const { asked, fetch } = server({ '/v1/models': list, '/v1/chat/completions': list }, notFound);
    const call = withVersionPath('http://localhost:11434/', fetch);
    assert.equal((await call('http://localhost:11434/models')).status, 200);
    assert.equal((await call('http://localhost:11434/chat/completions', { method: 'POST' })).status, 200);
    assert.deepEqual(asked, ['/models', '/v1/models', '/v1/chat/completions']);
  });

  it('is tried with it where the server answers 200 to any path and says so', async () => {
    const unexpected = (): Response => said(200, '{"error":"Unexpected endpoint or method. (GET /models)"}', JSON_TYPE);
    const { asked, fetch } = server({ '/v1/models': list }, unexpected);
    const reply = await withVersionPath('http://localhost:1234', fetch)('http://localhost:1234/models');
    assert.deepEqual([await reply.text(), asked], ['{"data":[]}', ['/models', '/v1/models']]);
  });

  it('is kept where the server knows the path, with a short reply left whole', async () => {
    const { asked, fetch } = server({ '/models': list }, notFound);
    const reply = await withVersionPath('http://host', fetch)('http://host/models');
    assert.deepEqual([await reply.text(), asked], ['{"data":[]}', ['/models']]);
  });

  it('says what the versioned path said of a model that is not there', async () => {
    const missing = said(404, '{"error":"model not found"}', JSON_TYPE);
    const { asked, fetch } = server({ '/v1/chat/completions': missing }, notFound);
    const call = withVersionPath('http://host', fetch);
    assert.equal(await (await call('http://host/chat/completions')).text(), '{"error":"model not found"}');
    await call('http://host/chat/completions');
    assert.equal(asked.length, 4, 'nothing was learned from a 404');
  });

  it('says what it said at first where neither is known', async () => {
    const { fetch } = server({}, () => said(404, '{"detail":"Not Found"}', JSON_TYPE));
    assert.equal((await withVersionPath('http://host/api', fetch)('http://host/api/models')).status, 404);
  });
});

it('a base URL with a version is left alone', async () => {
  const { asked, fetch } = server({}, () => said(404, ''));
  for (const path of ['/v1', '/api/v1', '/v1beta/openai'])
    await withVersionPath(`http://h${path}`, fetch)(`http://h${path}/models`);
  assert.deepEqual(asked, ['/v1/models', '/api/v1/models', '/v1beta/openai/models']);
});
