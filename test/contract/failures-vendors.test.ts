import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { create as createCompatible } from '../../src/providers/compatible.ts';
import { attemptOf, failureOf, KEY, REQUEST, WIRED } from './wired.ts';

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
    for (const [status, code] of [
      [429, 'insufficient_quota'],
      [429, 'billing_not_active'],
      [400, 'billing_hard_limit_reached'],
    ] as const) {
      const errorBody = { error: { message: 'Please check your billing details', code } };
      const { error, retryable, stopsTarget } = await failureOf(openai, { status, errorBody });
      assert.deepEqual([error.reason, retryable, stopsTarget], ['quota', false, true], code);
    }
  });

  it('OpenAI-compatible: a prompt that moderation blocked', async () => {
    const errorBody = { error: { message: 'filtered', code: 'content_filter' } };
    const { error, retryable, stopsTarget } = await failureOf(openai, { status: 400, errorBody });
    assert.deepEqual([error.reason, retryable, stopsTarget], ['content-filter', false, false]);
  });

  it('Anthropic: no credit, and an overload in the middle of a stream', async () => {
    for (const message of [
      'Your credit balance is too low to go on.',
      'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
    ]) {
      const errorBody = { error: { type: 'invalid_request_error', message } };
      assert.equal((await failureOf(anthropic, { status: 400, errorBody })).error.reason, 'quota');
    }
    const overload = JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } });
    const rawBody = `event: error\ndata: ${overload}\n\n`;
    const { error, retryable } = await failureOf(anthropic, { rawBody });
    assert.deepEqual([error.reason, error.status, retryable], ['overloaded', 529, true]);
  });

  it('an answer is one whatever type its server calls it', async () => {
    for (const wired of WIRED) {
      const attempt = await attemptOf(wired, { headers: { 'content-type': 'text/plain' } });
      assert.equal(attempt.kind, 'answered', wired.id);
    }
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
    assert.equal(first.maybeBilled, undefined);
    const asked = await failureOf(compatible, { rawBody: JSON.stringify(limited), headers: { 'retry-after': '3' } });
    assert.equal(asked.retryAfterMs, 3000);
    const choices = [{ message: { content: '' }, finish_reason: 'error', error: { message: 'Upstream', code: 502 } }];
    const second = await failureOf(compatible, { rawBody: JSON.stringify({ choices }) });
    assert.deepEqual([second.error.reason, second.retryable, second.maybeBilled], ['overloaded', true, true]);
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

  it('Gemini: an invalid key comes as 400', async () => {
    const detail = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' };
    const failure = await failureOf(google, { status: 400, errorBody: { error: { details: [detail] } } });
    assert.deepEqual([failure.error.reason, failure.stopsTarget], ['authentication', true]);
  });
});
