import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { AnsweredAttempt, Attempt, FailedAttempt } from '../../src/core/ports.ts';
import { create as createAnthropic } from '../../src/providers/anthropic.ts';
import { create as createCompatible } from '../../src/providers/compatible.ts';
import { create as createGoogle } from '../../src/providers/google.ts';
import type { ProviderOptions } from '../../src/providers/definition.ts';
import type { Provider } from '../../src/core/ports.ts';
import { REQUEST } from './wired.ts';

interface Raw {
  readonly status?: number;
  readonly type?: string;
  readonly body: string | Buffer;
}

type Create = (options: ProviderOptions) => Provider;

/** What one call makes of a reply that is sent exactly so. */
async function attemptOf({ status = 200, type = 'application/json', body }: Raw, create: Create): Promise<Attempt> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  try {
    const parameters = { temperature: 0.2, seed: 7 };
    return await create({ baseUrl, key: null }).complete({ ...REQUEST, parameters }, new AbortController().signal);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function answerTo(reply: Raw, create: Create = createCompatible): Promise<AnsweredAttempt> {
  const attempt = await attemptOf(reply, create);
  assert.ok(attempt.kind === 'answered', `${String(reply.body)}: ${JSON.stringify(attempt)}`);
  return attempt;
}

async function failureOf(reply: Raw, create: Create = createCompatible): Promise<FailedAttempt> {
  const attempt = await attemptOf(reply, create);
  assert.ok(attempt.kind === 'failed', `${String(reply.body)}: ${JSON.stringify(attempt)}`);
  return attempt;
}

const json = (value: unknown, status?: number): Raw => ({ body: JSON.stringify(value), ...(status && { status }) });
const choice = (part: object, more: object = {}) => ({
  choices: [{ index: 0, finish_reason: 'stop', ...part }],
  ...more,
});
const ended = (content: string, finish_reason: string) => choice({ message: { content }, finish_reason });

describe('the text of a compatible server’s answer', () => {
  it('is found where servers put it', async () => {
    const replies: readonly unknown[] = [
      choice({ text: 'Mango' }),
      choice({ message: 'Mango' }),
      choice({ message: null, text: 'Mango' }),
      choice({ delta: { role: 'assistant', content: 'Mango' } }),
      choice({ message: { content: ['Man', 'go'] } }),
      choice({ message: { content: { type: 'text', text: 'Mango' } } }),
      choice({
        message: {
          content: [
            { type: 'reasoning', text: 'Hm.' },
            { type: 'output_text', text: 'Mango' },
          ],
        },
      }),
      choice({ message: { content: [{ type: 'text', text: { value: 'Mango' } }] } }),
      { choices: { message: { content: 'Mango' } } },
      { choices: ['Mango'] },
      { message: { role: 'assistant', content: 'Mango' }, done: true, done_reason: 'stop' },
      { data: choice({ message: { content: 'Mango' } }) },
      { output: { text: 'Mango', finish_reason: 'stop' }, request_id: '1' },
      { result: { response: 'Mango' }, success: true },
      {
        output: [
          { type: 'reasoning', summary: [] },
          { type: 'message', content: [{ type: 'output_text', text: 'Mango' }] },
        ],
      },
      { type: 'message', content: [{ type: 'text', text: 'Mango' }], stop_reason: 'end_turn' },
      {
        candidates: [{ content: { parts: [{ text: 'Hm.', thought: true }, { text: 'Mango' }] }, finishReason: 'STOP' }],
      },
    ];
    for (const reply of replies) assert.equal((await answerTo(json(reply))).text, 'Mango', JSON.stringify(reply));
  });

  it('may be a number, a truth value or JSON that was parsed', async () => {
    const contents: readonly (readonly [unknown, string])[] = [
      [42, '42'],
      [0, '0'],
      [false, 'false'],
      [{ fruit: 'Mango' }, '{"fruit":"Mango"}'],
    ];
    for (const [content, text] of contents)
      assert.equal((await answerTo(json(choice({ message: { content } })))).text, text);
  });

  it('is empty only where the place for it is', async () => {
    for (const message of [{ content: '' }, { content: null }, { content: [] }, { tool_calls: [{ id: '1' }] }]) {
      assert.equal((await answerTo(json(choice({ message })))).outcome, 'empty', JSON.stringify(message));
    }
    for (const message of [{}, { speech: 'Mango' }, { content: [{ type: 'image_url', image_url: 'x' }] }]) {
      const { error, retryable } = await failureOf(json(choice({ message })));
      assert.deepEqual([error.reason, retryable], ['network', true], JSON.stringify(message));
      assert.match(error.message, /cannot be read/);
    }
  });
});

describe('an answer that its server broke off', () => {
  it('is a failure that may pass, and not half an answer', async () => {
    for (const reason of ['error', 'network_error', 'abort', 'insufficient_system_resource']) {
      const { error, retryable, maybeBilled } = await failureOf(json(ended('Man', reason)));
      assert.deepEqual([error.reason, retryable, maybeBilled], ['network', true, true], reason);
      assert.match(error.message, new RegExp(`broke its answer off \\(${reason}\\)`));
    }
  });

  it('is what the error beside it says', async () => {
    const upstream = await failureOf(
      json({ ...ended('Man', 'error'), error: { code: 502, message: 'Upstream died' } }),
    );
    assert.deepEqual([upstream.error.status, upstream.retryable, upstream.maybeBilled], [502, true, true]);
    assert.match(upstream.error.message, /Upstream died/);
    const odd = await failureOf(json(choice({ message: { content: 'Man' }, error: { message: 'Something odd' } })));
    assert.deepEqual([odd.error.status, odd.retryable], [502, true]);
    const key = await failureOf(json({ ...ended('Man', 'error'), error: { code: 401, message: 'No such key' } }));
    assert.deepEqual([key.error.reason, key.stopsTarget], ['authentication', true]);
    assert.equal(
      (await answerTo(json({ ...ended('Mango', 'stop'), error: null, base_resp: { status_code: 0 } }))).text,
      'Mango',
    );
  });

  it('is truncated where a limit ended it, and refused where a filter did, under any name', async () => {
    assert.deepEqual((await answerTo(json(ended('Man', 'model_length')))).truncated, true);
    const withheld = await answerTo(json(ended('', 'sensitive')));
    assert.deepEqual([withheld.outcome, withheld.note], ['refused', 'the answer was withheld (sensitive)']);
  });
});

describe('an error that comes with 200', () => {
  const CASES: readonly (readonly [unknown, string, boolean, boolean])[] = [
    [{ code: 20012, message: 'Model does not exist. Check it.', data: null }, 'not-found', false, true],
    [{ choices: null, base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }, 'quota', false, true],
    [
      { choices: null, base_resp: { status_code: 1002, status_msg: 'rate limit exceeded' } },
      'rate-limited',
      true,
      false,
    ],
    [{ error: { message: 'RateLimitError: slow down', code: '429' } }, 'rate-limited', true, false],
    [{ error_code: 18, error_msg: 'Open api qps request limit: too many requests' }, 'rate-limited', true, false],
    [{ success: false, errors: [{ code: 10000, message: 'Authentication error' }] }, 'authentication', false, true],
    [{ status: 'error', msg: 'The service is busy' }, 'overloaded', true, false],
    [{ error: 'Something that nobody knows' }, 'bad-request', false, false],
  ];

  it('is what it says, in the server’s own words', async () => {
    for (const [body, reason, retryable, stopsTarget] of CASES) {
      const failure = await failureOf(json(body));
      const said = JSON.stringify(body);
      assert.deepEqual(
        [failure.error.reason, failure.retryable, failure.stopsTarget],
        [reason, retryable, stopsTarget],
        said,
      );
      if (reason === 'rate-limited' || reason === 'authentication') continue;
      const words = /"(?:message|msg|status_msg|error)":"([^"]+)"/.exec(said)![1]!;
      assert.ok(failure.error.message.includes(words), failure.error.message);
    }
  });
});

describe('an error with a status', () => {
  it('is never replaced by a guess: the server’s own sentence is passed on', async () => {
    for (const [status, message] of [
      [500, 'model requires more system memory (8.0 GiB) than is available (4.0 GiB)'],
      [500, 'System role not supported'],
      [503, 'Loading model'],
      [402, 'Your plan ended in May'],
      [404, 'The model `m` was retired'],
    ] as const) {
      const { error } = await failureOf(json({ error: { message } }, status));
      assert.ok(error.message.includes(message), error.message);
      assert.equal(error.status, status);
    }
  });

  it('is asked again only where that can help', async () => {
    const again = async (message: string, status: number) =>
      (await failureOf(json({ error: { message } }, status))).retryable;
    assert.equal(await again('System role not supported', 500), false);
    assert.equal(await again('model requires more system memory', 500), false);
    assert.equal(await again('CUDA error: device-side assert', 500), true);
    assert.equal(await again('capacity_exceeded', 498), true);
    assert.equal(await again('The server is overloaded', 499), true);
    assert.equal(await again('I am a teapot', 418), false);
  });

  it('passes on what the server behind a gateway said', async () => {
    const raw = JSON.stringify({ error: { message: 'temperature must be 1', param: 'temperature' } });
    const behind = { error: { message: 'Provider returned error', code: 400, metadata: { raw } } };
    const { error, parameter } = await failureOf(json(behind, 400));
    assert.match(error.message, /Provider returned error: temperature must be 1/);
    assert.equal(parameter, 'temperature');
  });

  it('names the refused parameter in any shape', async () => {
    const bodies: readonly unknown[] = [
      { message: { detail: [{ type: 'extra_forbidden', loc: ['body', 'seed'], msg: 'Not permitted' }] } },
      { detail: [{ loc: ['body', 'seed'], msg: 'Not permitted' }] },
      { errors: { seed: ['is not permitted'] } },
      { errors: [{ field: 'seed', message: 'is not permitted' }] },
      { error: { message: '[{"loc":["seed"],"msg":"Not permitted"}]' } },
      { error: { message: 'Unrecognized request argument supplied: seed' } },
      { message: 'property seed is not supported' },
      { error: { message: 'seed is not supported by this model', param: null } },
      { errors: [{ instancePath: '/seed', message: 'must be null' }] },
    ];
    for (const body of bodies) {
      for (const status of [400, 422])
        assert.equal((await failureOf(json(body, status))).parameter, 'seed', JSON.stringify(body));
    }
    assert.equal((await failureOf(json({ error: { message: 'this would seed doubt' } }, 400))).parameter, null);
  });
});

describe('a stream that nobody asked for', () => {
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

  it('is one answer', async () => {
    const usage = `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 2 } })}\n\n`;
    const body = `: hm\n\n${chunk({ role: 'assistant', content: 'Man' })}${chunk({ content: 'go' }, 'length')}${usage}data: [DONE]\n\n`;
    const answer = await answerTo({ type: 'text/event-stream', body });
    assert.deepEqual([answer.text, answer.truncated, answer.modelReported], ['Mango', true, 'm']);
    assert.deepEqual(answer.usage, { inputTokens: 5, outputTokens: 2 });
  });

  it('may be lines of JSON', async () => {
    const lines = ['Man', 'go'].map((content) => JSON.stringify({ message: { content }, done: false }));
    const body = `${[...lines, '{"done":true,"done_reason":"stop","message":{"content":""}}'].join('\n')}\n`;
    assert.equal((await answerTo({ type: 'application/x-ndjson', body })).text, 'Mango');
  });

  it('is no answer when it ends early, or with an error', async () => {
    assert.match(
      (await failureOf({ body: chunk({ content: 'Man' }) + chunk({ content: 'g' }) })).error.message,
      /cannot be read/,
    );
    const error = 'data: {"error":{"message":"Upstream died","code":502}}\n\n';
    const failure = await failureOf({ body: chunk({ content: 'Man' }) + error });
    assert.deepEqual([failure.error.status, failure.retryable], [502, true]);
  });
});

describe('text in another encoding', () => {
  const [before, after] = JSON.stringify(choice({ message: { content: '@' } })).split('@');
  const encoded = (charset: string, bytes: readonly number[]): Raw => ({
    type: `application/json; charset=${charset}`,
    body: Buffer.concat([Buffer.from(before!), Buffer.from(bytes), Buffer.from(after!)]),
  });

  it('is decoded as its server declares', async () => {
    for (const [charset, bytes, text] of [
      ['iso-8859-1', [0x54, 0xfc, 0x72], 'Tür'],
      ['"GBK"', [0xc7, 0xe0], '青'],
      ['shift_jis', [0x90, 0xc2], '青'],
      ['windows-1251', [0xcc, 0xe0], 'Ма'],
      ['utf-8', [0xc3, 0xbc], 'ü'],
      ['no-such-thing', [0xc3, 0xbc], 'ü'],
      // Said by default, and not true.
      ['iso-8859-1', [0xc3, 0xbc], 'ü'],
    ] as const) {
      assert.equal((await answerTo(encoded(charset, bytes))).text, text, charset);
    }
  });

  it('may come as UTF-16 with its mark', async () => {
    const body = Buffer.from(`\uFEFF${JSON.stringify(choice({ message: { content: 'Tür' } }))}`, 'utf16le');
    assert.equal((await answerTo({ body })).text, 'Tür');
  });
});

describe('numbers that JSON does not have', () => {
  it('do no harm to an answer', async () => {
    const body = '{"choices":[{"message":{"content":"Mango"},"logprobs":[NaN,-Infinity],"finish_reason":"stop"}]}';
    assert.equal((await answerTo({ body })).text, 'Mango');
    const gemini = '{"candidates":[{"content":{"parts":[{"text":"Mango"}]},"avgLogprobs":NaN,"finishReason":"STOP"}]}';
    assert.equal((await answerTo({ body: gemini }, createGoogle)).text, 'Mango');
  });
});

describe('servers that stand in for Anthropic', () => {
  const message = (more: object = {}) => ({
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'm', stop_reason: 'end_turn' },
    ...{ content: [{ type: 'text', text: 'Mango' }], usage: { input_tokens: 5, output_tokens: 2 }, ...more },
  });
  const events = (usage: unknown, named = true) =>
    [
      { type: 'message_start', message: message({ content: [], stop_reason: null, usage }) },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Mango' } },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage },
      { type: 'message_stop' },
    ].map((event) => `${named ? `event: ${event.type}\n` : ''}data: ${JSON.stringify(event)}\n\n`);

  it('may send JSON, no counts, no names of events and no end', async () => {
    const count = { input_tokens: 5, output_tokens: 2 };
    const replies: readonly Raw[] = [
      json(message()),
      json(message({ content: 'Mango', usage: null, stop_reason: undefined })),
      { type: 'text/event-stream', body: events(count).slice(0, -1).join('') },
      { type: 'text/event-stream', body: events(null).join('') },
      { type: 'text/event-stream', body: events(undefined).join('') },
      { type: 'text/event-stream', body: events(count, false).join('') },
      { type: 'application/json', body: `${events(count).join('')}data: [DONE]\n\n` },
    ];
    for (const reply of replies) {
      const { text, outcome, truncated } = await answerTo(reply, createAnthropic);
      assert.deepEqual([text, outcome, truncated], ['Mango', 'completed', false], String(reply.body));
    }
  });

  it('send no answer where the reason for its end is missing, and an error where one stands', async () => {
    const early = await failureOf({ body: events({}).slice(0, 4).join('') }, createAnthropic);
    assert.deepEqual([early.error.reason, early.retryable], ['network', true]);
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const overloaded = await failureOf(json(error), createAnthropic);
    assert.deepEqual([overloaded.error.reason, overloaded.retryable], ['overloaded', true]);
    const broken = await failureOf(json(message({ stop_reason: 'error' })), createAnthropic);
    assert.deepEqual([broken.error.reason, broken.retryable], ['network', true]);
  });

  it('take our own limit, or a lower one', async () => {
    const asked: number[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        const { max_tokens: limit } = JSON.parse(body) as { readonly max_tokens: number };
        asked.push(limit);
        const said = `max_tokens: ${limit} > 4096, which is the maximum allowed number of output tokens`;
        response.writeHead(limit > 4096 ? 400 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(limit > 4096 ? { error: { message: said } } : message()));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = createAnthropic({ baseUrl, key: null });
    const first = await provider.complete(
      { ...REQUEST, parameters: provider.defaults!('model-a') },
      new AbortController().signal,
    );
    assert.equal(first.kind === 'failed' && first.parameter, 'max_tokens');
    assert.deepEqual(provider.defaults!('model-a'), { max_tokens: 4096 });
    assert.deepEqual(provider.defaults!('model-b'), { max_tokens: 8192 });
    const second = await provider.complete(
      { ...REQUEST, parameters: provider.defaults!('model-a') },
      new AbortController().signal,
    );
    assert.equal(second.kind === 'answered' && second.text, 'Mango');
    assert.deepEqual(asked, [8192, 4096]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
