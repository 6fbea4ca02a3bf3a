import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallsOf } from '../../../src/core/model/calls.ts';
import { gives } from '../../../src/core/model/calls.ts';
import { count, only, text } from '../../../src/core/model/schema.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { RpcClient, RpcServer, type RpcReply, type RpcRequest } from '../../../src/protocol/rpc.ts';

const CALLS = {
  repeat: { params: only({ text, times: count }), result: gives<string>() },
  slow: { params: only({}), result: gives<number>() },
};
type Calls = CallsOf<typeof CALLS>;

/** Both sides, and what travels between them: each message is passed on by hand. */
function setUp() {
  const requests: RpcRequest[] = [];
  const replies: RpcReply[] = [];
  const defects: unknown[] = [];
  const slow: ((value: number) => void)[] = [];
  const client = new RpcClient<Calls>((request) => requests.push(request));
  const server = new RpcServer<Calls>({
    declared: CALLS,
    handlers: {
      repeat({ text, times }) {
        if (times === 0) throw new UsageError('Choose one.');
        if (times > 100) throw new TypeError('sk-secret is not a function');
        return text.repeat(times);
      },
      slow: () => new Promise((resolve) => slow.push(resolve)),
    },
    post: (reply) => replies.push(reply),
    unknown: 'Unknown.',
    onDefect: (method, error) => {
      defects.push([method, error]);
      return 'See the log.';
    },
  });
  const settle = async (): Promise<void> => {
    for (const request of requests.splice(0)) server.hear(structuredClone(request));
    await new Promise(setImmediate);
    for (const reply of replies.splice(0)) client.hear(structuredClone(reply));
  };
  return { client, server, requests, replies, defects, slow, settle };
}

describe('a call', () => {
  it('has its own reply, in whatever order they come', async () => {
    const { client, settle, slow } = setUp();
    const first = client.call('slow', {});
    const second = client.call('repeat', { text: 'ab', times: 2 });
    await settle();
    assert.equal(await second, 'abab');
    assert.equal(client.isWaiting, true);
    slow[0]!(7);
    await settle();
    assert.equal(await first, 7);
    assert.equal(client.isWaiting, false);
  });

  it('rejects with the sentence of a mistake, or with where to look', async () => {
    const { client, settle, defects } = setUp();
    const none = client.call('repeat', { text: 'a', times: 0 });
    const broken = client.call('repeat', { text: 'a', times: 101 });
    const rejected = Promise.all([
      assert.rejects(none, new UsageError('Choose one.')),
      assert.rejects(broken, new UsageError('See the log.')),
    ]);
    await settle();
    await rejected;
    assert.deepEqual(defects, [['repeat', new TypeError('sk-secret is not a function')]]);
  });

  it('is answered only as it is declared', async () => {
    const { client, settle, server, replies } = setUp();
    const odd = client.call('repeat', { text: 'a', times: -1 });
    const rejected = assert.rejects(odd, { message: 'Unknown.' });
    await settle();
    await rejected;
    for (const method of ['constructor', '__proto__', 'gone', 7])
      assert.equal(server.hear({ type: 'request', id: 1, method, params: {} }), true);
    assert.equal(replies.length, 4);
    for (const message of [null, 7, {}, { type: 'ready' }, { type: 'request', id: '1' }, { type: 'reply', id: 1 }])
      assert.equal(server.hear(message), false);
  });

  it('is rejected when the other side is gone, and a reply that comes later changes nothing', async () => {
    const { client, requests, server, replies } = setUp();
    const call = client.call('repeat', { text: 'a', times: 1 });
    client.abandon(new Error('gone'));
    await assert.rejects(call, { message: 'gone' });
    assert.equal(client.isWaiting, false);
    server.hear(requests[0]);
    await new Promise(setImmediate);
    assert.equal(client.hear(replies[0]), true);
  });

  it('knows replies from other messages', () => {
    const { client } = setUp();
    for (const message of [null, 'x', {}, { type: 'reply', id: 1 }, { type: 'snapshot' }])
      assert.equal(client.hear(message), false);
  });
});
