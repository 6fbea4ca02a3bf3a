import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { readErrorBody } from '../../../src/providers/wire/error-body.ts';
import { Exchanges } from '../../../src/providers/wire/exchanges.ts';
import { failedAttempt } from '../../../src/providers/wire/failures.ts';
import { guardedFetch, HttpFailure } from '../../../src/providers/wire/guarded-fetch.ts';
import { namedParameter } from '../../../src/providers/wire/named-parameter.ts';
import { redact, withoutKey } from '../../../src/providers/wire/redact.ts';
import { answered } from '../../../src/providers/wire/reply.ts';

describe('redacting', () => {
  it('leaves no key in any sentence', () => {
    const keys = fc.stringMatching(/^[\w-]{12,60}$/);
    fc.assert(
      fc.property(keys, fc.string(), fc.string(), (key, before, after) => {
        assert.ok(!redact(`${before}${key}${after}`, key).includes(key));
        assert.ok(!withoutKey(`${before}${key}${after}${key}`, key).includes(key));
      }),
    );
  });

  it('leaves no piece of a key that a message was cut off in, whatever letters it has', () => {
    const key = 'tok/Ab.12+34=56~78:90';
    assert.equal(redact(`Wrong key: ${key.slice(0, 13)}`, key), 'Wrong key: [key removed]');
    assert.equal(redact(`Wrong key: …${key.slice(-9)} (masked)`, key), 'Wrong key: …[key removed] (masked)');
    assert.equal(redact('A task/Ab.12 of ours', 'sk/Ab.12+34=56'), 'A task/Ab.12 of ours');
  });

  it('takes out what looks like a key, and leaves other words alone', () => {
    for (const secret of [
      'sk-proj-abc123def',
      'sk-ant-api03-xyzxyz',
      'AIzaSyD4711abcdef',
      'Bearer abcdefgh',
      'sk-a***********bcde',
    ]) {
      assert.equal(redact(`Wrong key ${secret} here`, null), 'Wrong key [key removed] here');
    }
    const plain = 'The model gpt-6-luna is task-specific; ask-me-anything, risk-averse.';
    assert.equal(redact(plain, 'sk-abcdefghijkl'), plain);
  });
});

describe('error bodies', () => {
  it('are read in every shape', () => {
    const shapes = [
      '{"error":{"message":"no  such\\nthing"}}',
      '[{"error":{"message":"no such thing"}}]',
      '{"error":"no such thing"}',
      '{"message":"no such thing"}',
      '{"detail":"no such thing"}',
      'no such thing',
    ];
    shapes.push('{"detail":[{"type":"extra_forbidden","loc":["body","top_k"],"msg":"no such thing"}]}');
    for (const shape of shapes) assert.equal(readErrorBody(shape).message, 'no such thing', shape);
    for (const shape of ['', '<!doctype html><p>x', 'null', '[]', '7', '{"error":null}']) {
      assert.ok(['', '7'].includes(readErrorBody(shape).message), shape);
    }
  });

  it('never make the reader throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const body = readErrorBody(JSON.stringify({ error: value }));
        namedParameter(body, { temperature: 1 });
      }),
    );
  });

  it('name a parameter only when it was sent and is meant', () => {
    const named = (message: string, sent: readonly string[], param = '') =>
      namedParameter({ message, params: [param] }, Object.fromEntries(sent.map((name) => [name, 1])));
    assert.equal(named('x', ['top_p'], 'top_p'), 'top_p');
    assert.equal(named('x', ['topP'], 'top_p'), 'topP');
    assert.equal(named('max_completion_tokens is too large', ['max_tokens']), null);
    assert.equal(named('max_tokens: must be less', ['max_tokens']), 'max_tokens');
    assert.equal(named('temperature may only be 1', ['top_p', 'temperature']), 'temperature');
    assert.equal(named('please stop that', ['stop']), null);
    assert.equal(named('unknown field `stop`', ['stop']), 'stop');
  });
});

describe('the guard before the network', () => {
  const sent: { url: string; init: RequestInit }[] = [];
  const guard = (response: () => Response) =>
    guardedFetch({
      baseUrl: 'https://api.test/v1',
      headers: { 'own-version': '1' },
      keyHeader: { authorization: 'Bearer key' },
      exchanges: new Exchanges(),
      fetch: (url, init) => {
        sent.push({ url: String(url), init: init! });
        return Promise.resolve(response());
      },
    });

  it('lets nothing to another origin', async () => {
    sent.length = 0;
    for (const url of [
      'https://evil.test/v1',
      'http://api.test/v1',
      'https://api.test:8443/v1',
      'https://api.test.evil/',
      // The same gateway, another tenant.
      'https://api.test/v2/chat',
      'https://api.test/v1/../admin',
      'https://api.test/v10/chat',
    ]) {
      await assert.rejects(guard(() => new Response('{}'))(url), /another address/);
    }
    assert.equal(sent.length, 0);
  });

  it('carries a key over TLS or within this machine only', () => {
    const made = (baseUrl: string, keyHeader: { authorization: string } | null) =>
      guardedFetch({ baseUrl, keyHeader, exchanges: new Exchanges() });
    const key = { authorization: 'Bearer key' };
    const [safe, open] = [
      ['https://api.test/v1', 'http://localhost:1/v1', 'http://127.0.0.1/v1', 'http://127.1/v1', 'http://[::1]:80/v1'],
      [
        ...[
          'http://api.openai.com/v1',
          'http://localhost.evil.test',
          'http://127.0.0.1.nip.io',
          'http://localhost./v1',
        ],
        ...['http://0.0.0.0:1/v1', 'http://192.168.0.2', 'http://[::2]/v1', 'http://127.0.0.1@evil.test/v1'],
      ],
    ];
    for (const baseUrl of safe) assert.ok(made(baseUrl, key));
    for (const baseUrl of open) {
      assert.throws(
        () => made(baseUrl, key),
        (error) => {
          return error instanceof UsageError && /plain http/.test(error.message) && !error.message.includes('Bearer');
        },
      );
      assert.ok(made(baseUrl, null));
    }
  });

  it('sends its own headers only', async () => {
    sent.length = 0;
    const headers = { 'X-Leak': 'a', Authorization: 'Bearer other', Accept: 'text/event-stream, */*', Cookie: 'c' };
    await guard(() => new Response('{}'))('https://api.test/v1/x', { method: 'POST', body: '{}', headers });
    assert.deepEqual(sent[0]!.init.headers, {
      'own-version': '1',
      authorization: 'Bearer key',
      accept: 'text/event-stream',
      'content-type': 'application/json',
    });
    assert.equal(sent[0]!.init.redirect, 'manual');
  });

  it('throws replies that are no success, with all that they say', async () => {
    const headers = { 'retry-after': '3' };
    const call = guard(() => new Response('busy', { status: 503, headers }))('https://api.test/v1/x');
    await assert.rejects(call, (error: unknown) => {
      assert.ok(error instanceof HttpFailure);
      assert.deepEqual([error.status, error.body, error.headers?.get('retry-after')], [503, 'busy', '3']);
      return true;
    });
  });
});

describe('connections that fail', () => {
  const context = { server: 'the server at localhost:1', keyed: true, model: 'm', sent: {}, headers: null };
  const withCode = (code: string) => new Error('outer', { cause: Object.assign(new Error('inner'), { code }) });

  it('say what to check', () => {
    const cases: readonly (readonly [string, string, boolean, RegExp])[] = [
      ['ECONNREFUSED', 'network', false, /^The server at localhost:1 does not take connections; check/],
      ['ENOTFOUND', 'network', false, /was not found; check the connection/],
      ['EHOSTUNREACH', 'network', false, /cannot be reached; check the connection/],
      ['SELF_SIGNED_CERT_IN_CHAIN', 'network', false, /certificate that is not trusted; check/],
      ['UND_ERR_CONNECT_TIMEOUT', 'timeout', false, /did not answer in time; try again later/],
      ['UND_ERR_HEADERS_TIMEOUT', 'timeout', true, /did not answer in time/],
      ['ETIMEDOUT', 'timeout', true, /did not answer in time/],
      ['ECONNRESET', 'network', true, /broke the connection off/],
      ['EPIPE', 'network', true, /broke the connection off/],
      ['UND_ERR_SOCKET', 'network', true, /broke the connection off/],
      ['HPE_INVALID_CONSTANT', 'network', true, /cannot be read/],
      ['Z_DATA_ERROR', 'network', true, /cannot be read/],
      ['', 'network', true, /could not be reached/],
      ['constructor', 'network', true, /could not be reached/],
    ];
    for (const [code, reason, maybeBilled, message] of cases) {
      const failure = failedAttempt(withCode(code), context);
      assert.equal(failure.error.reason, reason);
      assert.match(failure.error.message, message);
      assert.ok(failure.retryable);
      assert.equal(failure.maybeBilled ?? false, maybeBilled, code);
    }
  });
});

describe('empty answers', () => {
  const reply = {
    text: ' \n',
    finishReason: 'stop',
    usage: null,
    modelReported: null,
    refusal: null,
  };
  const usage = (outputTokens: number, reasoningTokens: number) => ({ inputTokens: 1, outputTokens, reasoningTokens });

  it('say what the tokens were spent on', () => {
    assert.equal(answered(reply).note, 'said nothing (stop)');
    assert.equal(answered({ ...reply, finishReason: null }).note, 'said nothing');
    assert.match(answered({ ...reply, finishReason: 'length' }).note!, /^reached its limit/);
    assert.equal(
      answered({ ...reply, usage: usage(80, 60) }).note,
      'spent 60 of 80 output tokens thinking and then said nothing',
    );
    assert.match(
      answered({ ...reply, finishReason: 'length', usage: usage(512, 512) }).note!,
      /^spent all 512 output tokens/,
    );
  });

  it('keep their white space', () => {
    assert.deepEqual([answered(reply).outcome, answered(reply).text], ['empty', ' \n']);
  });
});
