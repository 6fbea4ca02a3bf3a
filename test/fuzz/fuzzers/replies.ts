import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import * as fc from 'fast-check';
import type { Attempt, CompletionRequest, Provider } from '../../../src/core/ports.ts';
import { findProvider } from '../../../src/providers/registry.ts';
import { fuzzer } from '../fuzzer.ts';
import { Dice } from '../inputs/dice.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedText, mutatedValue } from '../inputs/mutate.ts';
import { texts } from '../inputs/texts.ts';
import { assertNoKey, assertSentence, PLANTED_KEY } from '../oracles.ts';

/** What a server writes to the socket: bytes, as Latin-1 so that a file can hold them, in pieces. */
interface Reply {
  readonly provider: 'openai' | 'anthropic' | 'google' | 'compatible';
  readonly head: string;
  readonly body: string;
  /** Bytes of a piece. */
  readonly piece: number;
  /** How the connection ends. */
  readonly end: 'close' | 'reset' | 'half';
  readonly call: 'complete' | 'models' | 'embed';
}

const REQUEST: CompletionRequest = {
  ...{ model: 'm', system: null, messages: [{ role: 'user', text: 'Pick a number.' }], parameters: {} },
  ...{ trialIndex: 0, condition: 'default', seed: 1 },
};

/** Good replies of each wire, to be damaged. */
const GOOD: Readonly<Record<string, readonly unknown[]>> = {
  openai: [
    {
      id: 'x',
      model: 'm',
      choices: [{ index: 0, message: { role: 'assistant', content: '42' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 1, completion_tokens: 2 },
    },
    {
      error: {
        message: `Incorrect API key provided: ${PLANTED_KEY}`,
        type: 'invalid_request_error',
        param: 'temperature',
        code: 'invalid_api_key',
      },
    },
    { data: [{ id: 'm', object: 'model', shutdown_date: 1e12 }], object: 'list' },
    {
      data: [
        { index: 0, embedding: [1, 0] },
        { index: 1, embedding: [0, 1] },
      ],
      usage: { prompt_tokens: 2 },
    },
  ],
  anthropic: [
    {
      id: 'x',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [{ type: 'text', text: '42' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 1, output_tokens: 2 },
    },
    { type: 'error', error: { type: 'authentication_error', message: `invalid x-api-key ${PLANTED_KEY}` } },
    { data: [{ id: 'm', display_name: 'M', type: 'model', created_at: '2026-01-01T00:00:00Z' }], has_more: false },
  ],
  google: [
    {
      candidates: [{ content: { role: 'model', parts: [{ text: '42' }] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2 },
      modelVersion: 'm',
    },
    {
      error: {
        code: 429,
        message: `quota of ${PLANTED_KEY}`,
        status: 'RESOURCE_EXHAUSTED',
        details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '3s' }],
      },
    },
    { models: [{ name: 'models/m', displayName: 'M', supportedGenerationMethods: ['generateContent'] }] },
    { embeddings: [{ values: [1, 0] }, { values: [0, 1] }] },
  ],
};

const STATUSES = [
  '200 OK',
  '200',
  '201 X',
  '204 No',
  '301 Moved',
  '304 X',
  '400 Bad',
  '401 X',
  '403 X',
  '404 X',
  '408 X',
  '413 X',
  '429 X',
  '500 X',
  '502 X',
  '503 X',
  '529 X',
  '599 X',
  '999 X',
  '100 Continue',
  '000 X',
  'abc',
];

const HEADERS = [
  ...[
    'content-type: application/json',
    'content-type: text/event-stream',
    'content-type: text/html; charset=utf-16',
    'content-type:',
  ],
  ...[
    'content-encoding: gzip',
    'content-encoding: br',
    'content-encoding: x',
    'transfer-encoding: chunked',
    'content-length: 3',
    'content-length: 99999999',
  ],
  ...[
    'retry-after: 1e999',
    'retry-after: -1',
    'retry-after: Thu, 01 Jan 2099 00:00:00 GMT',
    'retry-after-ms: x',
    'x-should-retry: true',
  ],
  ...[
    'x-ratelimit-remaining-requests: -1',
    'x-ratelimit-limit-requests: 1e308',
    'x-ratelimit-reset-requests: 99h99m',
    'ratelimit: "a";r=1;t=1e999',
  ],
  ...[
    'anthropic-ratelimit-requests-reset: never',
    'location: http://127.0.0.1:9/',
    'set-cookie: a=b',
    `x-echo: ${PLANTED_KEY}`,
    'x-cache: HIT',
    'age: 1',
  ],
  ...['x: y\tz', 'x\u00e9: y', ': y', 'no colon', `long: ${'x'.repeat(20_000)}`],
] as const;

const replies_ = fc
  .record({
    provider: fc.constantFrom('openai', 'anthropic', 'google', 'compatible') as fc.Arbitrary<Reply['provider']>,
    status: fc.oneof(
      { weight: 3, arbitrary: fc.constant('200 OK') },
      { weight: 2, arbitrary: fc.constantFrom(...STATUSES) },
    ),
    headers: fc.array(fc.constantFrom(...HEADERS), { maxLength: 4 }),
    odd: texts(60_000),
    form: fc.nat(9),
    piece: fc.constantFrom(1_000_000, 1_000_000, 1_000, 1),
    end: fc.constantFrom('close', 'close', 'reset', 'half') as fc.Arbitrary<Reply['end']>,
    call: fc.constantFrom('complete', 'complete', 'complete', 'models', 'embed') as fc.Arbitrary<Reply['call']>,
    seed: fc.nat(2 ** 31 - 1),
  })
  .map(({ provider, status, headers, odd, form, piece, end, call, seed }): Reply => {
    const dice = new Dice(seed);
    const body = bodyOf(provider, form, odd, dice);
    const head = [`HTTP/1.1 ${status}`, ...headers, ...(dice.chance(0.7) ? ['connection: close'] : [])].join('\r\n');
    const bytes = Buffer.from(body, dice.chance(0.1) ? 'utf16le' : 'utf8').toString('latin1');
    // A byte a piece is for short bodies: the sockets themselves take their time.
    const isLong = bytes.length > 2_000;
    return {
      provider,
      head: dice.chance(0.05) ? mutatedText(head, dice) : head,
      body: bytes,
      piece: isLong ? Math.max(piece, 1_000) : piece,
      end,
      call,
    };
  });

function bodyOf(provider: string, form: number, odd: string, dice: Dice): string {
  const wire = provider === 'compatible' ? 'openai' : provider;
  const good = dice.one(GOOD[wire] ?? []);
  if (form === 0) return odd;
  if (form === 1) return `data: ${JSON.stringify(good)}\n\ndata: ${odd.slice(0, 500)}\n\ndata: [DONE]\n\n`;
  if (form === 2) return JSON.stringify(good).replace('42', JSON.stringify(odd).slice(1, -1));
  if (form === 3) return '['.repeat(dice.one([10, 3_000, 200_000]));
  if (form === 4) return '{"choices":'.repeat(dice.one([10, 3_000, 20_000]));
  let changed: unknown = good;
  for (let turn = 1 + dice.below(4); turn > 0; turn--) changed = mutatedValue(changed, dice);
  const text = JSON.stringify(changed) ?? '';
  return form === 5 ? mutatedText(text, dice) : text;
}

let server: Server | null = null;
let address = '';
let current: Reply | null = null;

/** Replies on a real socket, through the real SDKs: each is an answer or a failure in one sentence, and never holds the key. */
export const replies = fuzzer<Reply>({
  name: 'replies',
  about: 'replies of servers, through the SDKs',
  inputs: (seeds) =>
    fc.oneof(
      replies_,
      ...mutatedSeeds(seeds, (seed, dice) => ({ ...seed, body: mutatedText(seed.body, dice).slice(0, 60_000) })),
    ),
  before: async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined); // the other side may have hung up already
      socket.once('data', () => void write(socket));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  },
  after: async () => {
    await new Promise((resolve) => server?.close(resolve));
  },
  async check(reply) {
    current = reply;
    const provider = await providerOf(reply);
    // The server always hangs up, so that every call comes to an end by itself.
    const { signal } = new AbortController();
    if (reply.call === 'complete') return assertAttempt(await provider.complete(REQUEST, signal));
    const asked =
      reply.call === 'models'
        ? provider.listModels(signal)
        : provider.embed?.({ model: 'm', texts: ['a', 'b'] }, signal);
    const outcome = await Promise.resolve(asked).then(
      (value) => JSON.stringify(value ?? null),
      (error: unknown) => {
        assert.ok(error instanceof Error);
        assertSentence(error.message);
        return error.name;
      },
    );
    assertNoKey(outcome);
  },
});

async function providerOf({ provider }: Reply): Promise<Provider> {
  const module = await findProvider(provider)!.load();
  return module.create({
    baseUrl: provider === 'openai' || provider === 'compatible' ? `${address}/v1` : address,
    key: PLANTED_KEY,
  });
}

function assertAttempt(attempt: Attempt): void {
  assertNoKey(JSON.stringify(attempt));
  if (attempt.kind === 'failed') return assertSentence(attempt.error.message);
  assert.equal(typeof attempt.text, 'string');
  assert.ok(['completed', 'refused', 'empty'].includes(attempt.outcome));
}

async function write(socket: Socket): Promise<void> {
  const reply = current;
  if (reply === null) return;
  const bytes = Buffer.concat([Buffer.from(`${reply.head}\r\n\r\n`, 'latin1'), Buffer.from(reply.body, 'latin1')]);
  const length = reply.end === 'half' ? Math.ceil(bytes.length / 2) : bytes.length;
  socket.setNoDelay(true);
  for (let from = 0; from < length && !socket.destroyed; from += reply.piece) {
    socket.write(bytes.subarray(from, Math.min(length, from + reply.piece)));
    if (reply.piece < 1_000) await new Promise(setImmediate);
  }
  if (reply.end === 'reset') socket.resetAndDestroy();
  else socket.end();
}
