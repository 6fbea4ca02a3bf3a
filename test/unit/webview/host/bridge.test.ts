import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PanelSnapshot, PanelToHost } from '../../../../src/protocol/messages.ts';
import { runOf } from '../screen-fixture.ts';
import { createBridge } from '../../../../webview/host/bridge.ts';

function setUp(): {
  readonly sent: PanelToHost[];
  readonly shown: PanelSnapshot[];
  readonly receive: (message: unknown) => void;
  readonly bridge: ReturnType<typeof createBridge>;
} {
  const sent: PanelToHost[] = [];
  const shown: PanelSnapshot[] = [];
  let receive: (message: unknown) => void = () => assert.fail('nobody listens');
  const wire = {
    post: (message: PanelToHost) => void sent.push(message),
    listen: (listener: (message: unknown) => void) => (receive = listener),
  };
  const bridge = createBridge(wire, (snapshot) => shown.push(snapshot));
  return { sent, shown, bridge, receive: (message) => receive(message) };
}

test('each request has its own reply, in whatever order they come', async () => {
  const { sent, receive, bridge } = setUp();
  bridge.ready();
  const first = bridge.request('variants', { group: 'a' });
  const second = bridge.request('variants', { group: 'b' });
  assert.deepEqual(sent, [
    { type: 'ready' },
    { type: 'request', id: 1, method: 'variants', params: { group: 'a' } },
    { type: 'request', id: 2, method: 'variants', params: { group: 'b' } },
  ]);
  receive({ type: 'reply', id: 2, reply: { ok: ['b'] } });
  receive({ type: 'reply', id: 1, reply: { ok: ['a'] } });
  assert.deepEqual(await Promise.all([first, second]), [['a'], ['b']]);
});

test('a refused request rejects with the sentence of the host', async () => {
  const { receive, bridge } = setUp();
  const request = bridge.request('copy', { text: 'x' });
  receive({ type: 'reply', id: 1, reply: { err: 'The clipboard is not available.' } });
  await assert.rejects(request, { message: 'The clipboard is not available.' });
});

test('snapshots are passed on; messages of others are not looked at', () => {
  const { shown, receive } = setUp();
  for (const other of [null, 'x', 5, {}, { type: 'snapshot' }, { type: 'reply', id: 1 }]) receive(other);
  assert.deepEqual(shown, []);
  const snapshot: PanelSnapshot = {
    ...{ run: runOf(['a']), progress: [], report: null, elapsedMs: null, notices: ['The disk is full.'] },
    next: { missing: 3, failed: { a: 1 }, more: 50, elsewhere: false },
  };
  receive({ type: 'snapshot', snapshot: { ...snapshot, notices: 'none' } });
  assert.deepEqual(shown, []);
  receive({ type: 'snapshot', snapshot });
  assert.deepEqual(shown, [snapshot]);
});
