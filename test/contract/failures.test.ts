import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailedAttempt } from '../../src/core/ports.ts';
import { create as createCompatible } from '../../src/providers/compatible.ts';
import type { Behaviour } from '../support/servers/recorder.ts';
import { KEY, REQUEST, WIRED, withProvider } from './wired.ts';

type WiredId = (typeof WIRED)[number];

async function failureOf(
  wired: WiredId,
  behaviour: Behaviour,
  parameters: Record<string, unknown> = {},
): Promise<FailedAttempt> {
  let failure: FailedAttempt | undefined;
  await withProvider(wired, { behaviour }, async ({ ask }) => {
    const attempt = await ask({ parameters });
    assert.equal(attempt.kind, 'failed', JSON.stringify(attempt));
    if (attempt.kind === 'failed') failure = attempt;
  });
  return failure!;
}

/** Status -> reason, retryable, stops the target. */
const STATUSES: readonly (readonly [number, string, boolean, boolean])[] = [
  [301, 'bad-request', false, true],
  [307, 'bad-request', false, true],
  [400, 'bad-request', false, false],
  [401, 'authentication', false, true],
  [402, 'quota', false, true],
  [403, 'permission', false, true],
  [404, 'not-found', false, true],
  [408, 'timeout', true, false],
  [409, 'overloaded', true, false],
  [413, 'bad-request', false, false],
  [422, 'bad-request', false, false],
  [425, 'overloaded', true, false],
  [429, 'rate-limited', true, false],
  [500, 'overloaded', true, false],
  [502, 'overloaded', true, false],
  [503, 'overloaded', true, false],
  [529, 'overloaded', true, false],
];

for (const wired of WIRED) {
  describe(`failures through ${wired.id}`, () => {
    for (const [status, reason, retryable, stopsTarget] of STATUSES) {
      it(`${status} is ${reason}`, async () => {
        const failure = await failureOf(wired, { status });
        assert.deepEqual(
          [failure.error.reason, failure.retryable, failure.stopsTarget, failure.error.status],
          [reason, retryable, stopsTarget, status],
        );
        assert.match(failure.error.message, new RegExp(`^[A-Z].*${status}`));
      });
    }

    it('reads retry-after in seconds, milliseconds and as a date', async () => {
      const waits: readonly (readonly [Record<string, string>, number])[] = [
        [{ 'retry-after': '2' }, 2000],
        [{ 'retry-after': '0.25' }, 250],
        [{ 'retry-after-ms': '350', 'retry-after': '1' }, 350],
        [{ 'retry-after': 'Sun, 06 Nov 2033 08:49:40 GMT', date: 'Sun, 06 Nov 2033 08:49:37 GMT' }, 3000],
        [{ 'retry-after': 'Sun, 06 Nov 2005 08:49:40 GMT' }, 0],
      ];
      for (const [headers, expected] of waits) {
        for (const status of [429, 503]) {
          assert.equal((await failureOf(wired, { status, headers })).retryAfterMs, expected, JSON.stringify(headers));
        }
      }
      for (const odd of ['-1', 'NaN', 'soon', '1e3', '']) {
        assert.equal(
          (await failureOf(wired, { status: 429, headers: { 'retry-after': odd } })).retryAfterMs,
          null,
          odd,
        );
      }
      assert.equal((await failureOf(wired, { status: 429 })).retryAfterMs, null);
    });

    it('takes resets, cut-off and unreadable bodies as network errors that may pass', async () => {
      const faults: readonly Behaviour[] = [
        { fault: 'reset' },
        { fault: 'cut' },
        { rawBody: '{"choices": [' },
        { rawBody: '' },
        { rawBody: '<html>busy</html>' },
        { rawBody: '{}' },
      ];
      for (const fault of faults) {
        const { error, retryable, stopsTarget } = await failureOf(wired, fault);
        assert.deepEqual([error.reason, retryable, stopsTarget], ['network', true, false], JSON.stringify(fault));
      }
    });

    it('never shows the key, even when the server echoes it', async () => {
      for (const status of [400, 401, 403, 404, 422, 429, 500]) {
        const echo = `Incorrect API key provided: ${KEY}, Bearer ${KEY}, ${KEY.slice(0, 12)} or sk-test********mnop`;
        for (const errorBody of [{ error: { message: echo } }, echo, { detail: echo }]) {
          const text = JSON.stringify(await failureOf(wired, { status, errorBody }));
          for (const piece of [KEY, KEY.slice(0, 12), 'mnop']) assert.ok(!text.includes(piece), text);
        }
      }
    });

    it('rejects with the reason of the signal when it is aborted', () =>
      withProvider(wired, { behaviour: { fault: 'hang' } }, async ({ provider }) => {
        const controller = new AbortController();
        const request = { model: 'm', system: null, messages: [{ role: 'user', text: 'x' }], parameters: {} } as const;
        const call = provider.complete({ ...request, trialIndex: 0, condition: 'c', seed: 1 }, controller.signal);
        setTimeout(() => controller.abort(new Error('enough')), 30);
        await assert.rejects(call, /enough/);
      }));
  });
}

describe('what vendors say in their own way', () => {
  const openai = WIRED[0]!;
  const anthropic = WIRED[2]!;
  const google = WIRED[3]!;

  it('OpenAI: names the parameter in `param`', async () => {
    const errorBody = {
      error: {
        message: 'Unsupported value.',
        type: 'invalid_request_error',
        param: 'temperature',
        code: 'unsupported',
      },
    };
    assert.equal((await failureOf(openai, { status: 400, errorBody }, { temperature: 0 })).parameter, 'temperature');
    assert.equal((await failureOf(openai, { status: 400, errorBody }, { top_p: 0 })).parameter, null);
  });

  it('FastAPI behind a compatible server: names it in `detail`', async () => {
    const detail = [{ type: 'extra_forbidden', loc: ['body', 'top_k'], msg: 'Extra inputs are not permitted' }];
    const failure = await failureOf(WIRED[1]!, { status: 422, errorBody: { detail } }, { top_k: 3, seed: 1 });
    assert.equal(failure.parameter, 'top_k');
    assert.match(failure.error.message, /Extra inputs are not permitted/);
  });

  it('Anthropic: names it in the message', async () => {
    const errorBody = {
      type: 'error',
      error: { type: 'invalid_request_error', message: '`top_p` is not supported on this model.' },
    };
    const failure = await failureOf(anthropic, { status: 400, errorBody }, { top_p: 0.5, temperature: 1 });
    assert.equal(failure.parameter, 'top_p');
  });

  it('Gemini: names it in field violations or in snake case', async () => {
    const violation = {
      error: {
        code: 400,
        message: 'Invalid value',
        details: [{ '@type': 'x/BadRequest', fieldViolations: [{ field: 'generation_config.top_k' }] }],
      },
    };
    assert.equal((await failureOf(google, { status: 400, errorBody: violation }, { topK: 1 })).parameter, 'topK');
    const unknown = { error: { message: 'Unknown name "presence_penalty" at \'generation_config\'' } };
    const failure = await failureOf(google, { status: 400, errorBody: unknown }, { presencePenalty: 1, topK: 1 });
    assert.equal(failure.parameter, 'presencePenalty');
  });

  it('OpenAI: a 429 for want of credit is no rate limit', async () => {
    const errorBody = { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } };
    const { error, retryable, stopsTarget } = await failureOf(openai, { status: 429, errorBody });
    assert.deepEqual([error.reason, retryable, stopsTarget], ['quota', false, true]);
  });

  it('OpenAI: reads when a used-up limit is reset', async () => {
    const headers = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m2.5s' };
    assert.equal((await failureOf(openai, { status: 429, headers })).retryAfterMs, 62_500);
  });

  it('OpenAI-compatible: a prompt that moderation blocked', async () => {
    const errorBody = { error: { message: 'filtered', code: 'content_filter' } };
    const { error, retryable, stopsTarget } = await failureOf(openai, { status: 400, errorBody });
    assert.deepEqual([error.reason, retryable, stopsTarget], ['content-filter', false, false]);
  });

  it('Anthropic: no credit, and an overload in the middle of a stream', async () => {
    const errorBody = { error: { type: 'invalid_request_error', message: 'Your credit balance is too low to go on.' } };
    assert.equal((await failureOf(anthropic, { status: 400, errorBody })).error.reason, 'quota');
    const overload = JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } });
    const rawBody = `event: error\ndata: ${overload}\n\n`;
    const { error, retryable } = await failureOf(anthropic, { rawBody });
    assert.deepEqual([error.reason, error.status, retryable], ['overloaded', 529, true]);
  });

  it('Anthropic: an error of a type that nobody knows has no status', async () => {
    for (const type of ['constructor', '__proto__', 'toString', 'new_error']) {
      const body = `{"type":"error","error":{"type":"${type}","message":"odd"}}`;
      const { error } = await failureOf(anthropic, { rawBody: `event: error\ndata: ${body}\n\n` });
      assert.deepEqual([error.reason, error.status], ['network', null], type);
    }
  });

  it('OpenAI-compatible: an error that comes with 200 is read as the error it is', async () => {
    const compatible = WIRED[1]!;
    const limited = { error: { message: 'Provider returned error', code: 429 } };
    const first = await failureOf(compatible, { rawBody: JSON.stringify(limited) });
    assert.deepEqual([first.error.reason, first.retryable, first.error.status], ['rate-limited', true, 429]);
    const choices = [{ message: { content: '' }, finish_reason: 'error', error: { message: 'Upstream', code: 502 } }];
    const second = await failureOf(compatible, { rawBody: JSON.stringify({ choices }) });
    assert.deepEqual([second.error.reason, second.retryable], ['overloaded', true]);
    const third = await failureOf(compatible, { rawBody: '{"error":"Unexpected endpoint or method. (POST /chat)"}' });
    assert.deepEqual([third.error.reason, third.retryable], ['bad-request', false]);
    assert.match(third.error.message, /\(200\): Unexpected endpoint/);
    const fourth = await failureOf(compatible, { rawBody: JSON.stringify({ error: { message: KEY, code: 1e9 } }) });
    assert.deepEqual([fourth.error.status, fourth.error.message.includes(KEY)], [200, false]);
  });

  it('OpenAI-compatible: a page where an answer should be cannot be read', async () => {
    const fetch = () => Promise.resolve(new Response('Hello', { headers: { 'content-type': 'text/plain' } }));
    const provider = createCompatible({ baseUrl: 'http://page.test/v1', key: null, fetch });
    const attempt = await provider.complete(REQUEST, new AbortController().signal);
    assert.equal(attempt.kind === 'failed' && attempt.error.reason, 'network');
    assert.match(attempt.kind === 'failed' ? attempt.error.message : '', /cannot be read/);
  });

  it('Anthropic: a stream that ends early is no answer', async () => {
    const change = (body: Record<string, unknown>) => ({ ...body, stop_reason: undefined });
    const { error, retryable } = await failureOf(anthropic, { change });
    assert.deepEqual([error.reason, retryable], ['network', true]);
  });

  it('Gemini: waits as RetryInfo says, unless the quota of the day is used up', async () => {
    const retry = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '8.5s' };
    const limited = await failureOf(google, { status: 429, errorBody: { error: { code: 429, details: [retry] } } });
    assert.deepEqual([limited.retryAfterMs, limited.retryable], [8500, true]);
    const quota = {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }],
    };
    const daily = await failureOf(google, { status: 429, errorBody: { error: { details: [quota, retry] } } });
    assert.deepEqual([daily.error.reason, daily.retryable, daily.stopsTarget], ['quota', false, true]);
  });

  it('Gemini: an invalid key comes as 400', async () => {
    const detail = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' };
    const failure = await failureOf(google, { status: 400, errorBody: { error: { details: [detail] } } });
    assert.deepEqual([failure.error.reason, failure.stopsTarget], ['authentication', true]);
  });
});
