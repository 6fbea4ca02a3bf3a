import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { findProvider } from '../../src/providers/registry.ts';
import type { Behaviour } from '../support/servers/recorder.ts';
import { failureOf, KEY, REQUEST, WIRED, withProvider } from './wired.ts';

/** Status -> reason, retryable, stops the target, maybe billed, and the sentence after the server's name. */
const STATUSES: readonly (readonly [number, string, boolean, boolean, boolean, RegExp])[] = [
  [301, 'bad-request', false, true, false, /redirects to another address \(301\); set that address as its base URL/],
  [307, 'bad-request', false, true, false, /redirects to another address \(307\)/],
  [400, 'bad-request', false, false, false, /does not take this request \(400\): error 400/],
  [401, 'authentication', false, true, false, /was refused \(401\); set a valid one/],
  [402, 'quota', false, true, false, /has no credit or quota left \(402\); top it up or use another key/],
  [403, 'permission', false, true, false, /does not allow model-a \(403\); choose another model or key/],
  [404, 'not-found', false, true, false, /has no model “model-a” \(404\); check its name and the base URL/],
  [408, 'timeout', true, false, false, /waited too long for the request \(408\); try again later/],
  [409, 'overloaded', true, false, false, /could not answer \(409\): error 409/],
  [413, 'bad-request', false, false, false, /does not take this request \(413\)/],
  [422, 'bad-request', false, false, false, /does not take this request \(422\)/],
  [425, 'overloaded', true, false, false, /could not answer \(425\): error 425/],
  [429, 'rate-limited', true, false, false, /limits how fast it may be asked \(429\); ask less at a time/],
  [500, 'overloaded', true, false, false, /could not answer \(500\): error 500/],
  [502, 'overloaded', true, false, true, /could not answer \(502\): error 502/],
  [503, 'overloaded', true, false, false, /could not answer \(503\): error 503/],
  [504, 'overloaded', true, false, true, /could not answer \(504\): error 504/],
  [520, 'overloaded', true, false, false, /could not answer \(520\): error 520/],
  [524, 'overloaded', true, false, true, /could not answer \(524\): error 524/],
  [529, 'overloaded', true, false, false, /could not answer \(529\): error 529/],
];

/** What breaks a call without a status, and the sentence for it. All may pass, and all may be billed. */
const BREAKAGES: readonly (readonly [Behaviour, RegExp])[] = [
  [{ fault: 'reset' }, /broke the connection off; try again later\.$/],
  [{ fault: 'cut' }, /broke the connection off; try again later\.$/],
  [{ rawBody: '{"choices": [' }, /sent an answer that cannot be read; check its base URL or try again\.$/],
  [{ rawBody: '' }, /cannot be read/],
  [{ rawBody: '<html>busy</html>' }, /cannot be read/],
  [{ rawBody: '{}' }, /cannot be read/],
  [{ rawBody: '[]' }, /cannot be read/],
  [{ rawBody: 'null' }, /cannot be read/],
];

for (const wired of WIRED) {
  describe(`failures through ${wired.id}`, () => {
    for (const [status, reason, retryable, stopsTarget, maybeBilled, sentence] of STATUSES) {
      it(`${status} is ${reason}`, async () => {
        const failure = await failureOf(wired, { status });
        assert.deepEqual(
          [failure.error.reason, failure.retryable, failure.stopsTarget, failure.error.status],
          [reason, retryable, stopsTarget, status],
        );
        assert.equal(failure.maybeBilled ?? false, maybeBilled);
        assert.match(failure.error.message, sentence);
        assert.match(failure.error.message, /^[A-Z][^.]*(?:127\.0\.0\.1)[^\n]*[^ ]$/);
      });
    }

    it('takes resets, cut-off and unreadable bodies as network errors that may pass and may be billed', async () => {
      for (const [behaviour, sentence] of BREAKAGES) {
        const { error, retryable, stopsTarget, maybeBilled } = await failureOf(wired, behaviour);
        assert.deepEqual(
          [error.reason, error.status, retryable, stopsTarget, maybeBilled],
          ['network', null, true, false, true],
          JSON.stringify(behaviour),
        );
        assert.match(error.message, sentence, JSON.stringify(behaviour));
      }
    });

    it('knows that what was never sent is not billed', async () => {
      const closed = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => closed.once('listening', resolve));
      const { port } = closed.address() as AddressInfo;
      await new Promise((resolve) => closed.close(resolve));
      for (const [origin, sentence] of [
        [`http://127.0.0.1:${port}`, /does not take connections; check that it runs/],
        ['https://no-such-host.invalid', /was not found; check the connection and the base URL/],
      ] as const) {
        const provider = (await findProvider(wired.id)!.load()).create({ baseUrl: `${origin}/v1`, key: KEY });
        const attempt = await provider.complete(REQUEST, new AbortController().signal);
        assert.ok(attempt.kind === 'failed');
        assert.deepEqual([attempt.error.reason, attempt.retryable, attempt.maybeBilled], ['network', true, undefined]);
        assert.match(attempt.error.message, sentence);
      }
    });

    it('takes bytes that are no HTTP as an answer that cannot be read', async () => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'));
      }).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
      const provider = (await findProvider(wired.id)!.load()).create({ baseUrl, key: KEY });
      const attempt = await provider.complete(REQUEST, new AbortController().signal);
      await new Promise((resolve) => server.close(resolve));
      assert.ok(attempt.kind === 'failed');
      assert.deepEqual([attempt.error.reason, attempt.retryable], ['network', true]);
      assert.match(attempt.error.message, /cannot be read/);
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

    it('rejects with the reason of the signal when it is aborted, and ends the connection', () =>
      withProvider(wired, { behaviour: { fault: 'hang' } }, async ({ provider, server }) => {
        const controller = new AbortController();
        const until = async (holds: () => boolean): Promise<void> => {
          for (let turn = 0; turn < 1000 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
        };
        const call = provider.complete(REQUEST, controller.signal);
        const rejected = assert.rejects(call, /enough/);
        // Only a call that has arrived can be ended; on a busy machine that takes a while.
        await until(() => server.log.length > 0);
        controller.abort(new Error('enough'));
        await rejected;
        await until(() => server.log[0]!.end !== 'open');
        assert.equal(server.log[0]!.end, 'left');
      }));

    it('rejects at once, and sends nothing, when the signal was aborted before', () =>
      withProvider(wired, {}, async ({ provider, server }) => {
        await assert.rejects(provider.complete(REQUEST, AbortSignal.abort(new Error('too late'))), /too late/);
        assert.equal(server.requests.length, 0);
      }));
  });
}
