import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EDIT_LIMIT } from '../../../src/core/analysis/edit-wish-schema.ts';
import { PAGE_LIMIT } from '../../../src/core/analysis/rows.ts';
import { DROP_LIMIT, NAME_LIMIT, SAVE_LIMIT, URI_LIMIT } from '../../../src/protocol/limits.ts';
import { isReady, PANEL_CALLS, readPanelState, type PanelCalls } from '../../../src/protocol/messages.ts';
import { readRequest } from '../../../src/protocol/rpc.ts';
import { isRunId } from '../../../src/core/model/run-id.ts';

const readPanelMessage = (message: unknown) => readRequest<PanelCalls>(PANEL_CALLS, message);
const request = (method: unknown, params: unknown): unknown => ({ type: 'request', id: 7, method, params });

const GOOD: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['groups', { offset: 0, limit: 50, text: '' }],
  ['variants', { group: 'g1' }],
  ['rung', { rung: 'folded', offset: 0, limit: PAGE_LIMIT }],
  ['outputs', { target: 't', condition: 'default', offset: 0, limit: 10, text: '', group: null }],
  ['text', { target: 't', condition: 'default', trialIndex: 3 }],
  ['graph', {}],
  ['page-row', { target: 't', condition: 'default', trialIndex: 3 }],
  ['preview', { extractor: 'auto', grouping: 'lexical' }],
  ['copy', { text: 'x' }],
  ['save', { name: 'chart', kind: 'svg', data: '<svg />' }],
  ['open-dropped', { uri: 'file:///home/me/answers.csv' }],
  ['open-dropped', { name: 'answers.csv', bytes: new Uint8Array([97]) }],
  ['act', { action: 'stop' }],
];

for (const [method, params] of GOOD) {
  test(`messages: ${method} passes, and is refused without any of its parameters`, () => {
    assert.deepEqual(readPanelMessage(request(method, params)), { type: 'request', id: 7, method, params });
    assert.deepEqual(readPanelMessage(request(method, { ...params, extra: 1 })), {
      type: 'request',
      id: 7,
      method,
      params,
    });
    for (const name of Object.keys(params)) {
      const { [name]: _, ...rest } = params;
      assert.deepEqual(readPanelMessage(request(method, rest)), { type: 'bad-request', id: 7 }, name);
      assert.deepEqual(
        readPanelMessage(request(method, { ...params, [name]: {} })),
        { type: 'bad-request', id: 7 },
        name,
      );
    }
  });
}

test('messages: a run is read in another way by any of its parameters, and by none that is not known', () => {
  const good = [{ leaveOutEcho: true }, { extractor: 'auto' }, { extractor: 'json:a.b', grouping: 'exact' }];
  for (const params of good)
    assert.deepEqual(readPanelMessage(request('reread', { ...params, extra: 1 })), {
      ...{ type: 'request', id: 7, method: 'reread' },
      params,
    });
  const bad = [
    { extractor: 'tea-leaves' },
    { extractor: 'regex:(a+)+$' },
    { extractor: `json:${'x'.repeat(301)}` },
    { extractor: null },
    { grouping: 'mood' },
    { leaveOutEcho: 'yes' },
  ];
  for (const params of bad)
    assert.deepEqual(
      readPanelMessage(request('reread', params)),
      { type: 'bad-request', id: 7 },
      JSON.stringify(params),
    );
});

const KEY = { target: 't', condition: 'default', trialIndex: 3 };
const WISHES: readonly Readonly<Record<string, unknown>>[] = [
  { kind: 'merge', groups: ['g1', 'g2'] },
  { kind: 'merge', members: [KEY] },
  { kind: 'split', group: 'g1', texts: ['Teal'] },
  { kind: 'split', group: 'g1', answers: ['teal'] },
  { kind: 'split', members: [KEY] },
];

test('messages: edits pass, in one form at a time, and without anything else', () => {
  for (const params of WISHES) {
    const passed = { type: 'request', id: 7, method: 'edit', params };
    assert.deepEqual(readPanelMessage(request('edit', { ...params, extra: 1 })), passed);
    const members = [{ ...KEY, text: 'x' }];
    if ('members' in params) assert.deepEqual(readPanelMessage(request('edit', { ...params, members })), passed);
    for (const name of Object.keys(params)) {
      for (const bad of [undefined, {}, [], [7], 7, new Array(EDIT_LIMIT + 1).fill('x')]) {
        const read = readPanelMessage(request('edit', { ...params, [name]: bad }));
        assert.deepEqual(read, { type: 'bad-request', id: 7 }, `${name}: ${JSON.stringify(bad)?.slice(0, 20)}`);
      }
    }
  }
  const undo = { type: 'request', id: 7, method: 'undo-edit', params: {} };
  assert.deepEqual(readPanelMessage(request('undo-edit', { extra: 1 })), undo);
  assert.deepEqual(readPanelMessage(request('undo-edit', null)), { type: 'bad-request', id: 7 });
});

test('messages: a button may name a target', () => {
  for (const action of ['resume', 'retry-failed', 'run-more', 'edit-prompt', 'compare']) {
    const params = { action, target: 'openai:m' };
    assert.deepEqual(readPanelMessage(request('act', params)), { type: 'request', id: 7, method: 'act', params });
  }
  assert.deepEqual(readPanelMessage(request('act', { action: 'retry-failed', target: 3 })), {
    type: 'bad-request',
    id: 7,
  });
});

test('messages: unknown methods, actions and sizes are refused', () => {
  for (const [method, params] of [
    ['constructor', {}],
    ['__proto__', {}],
    ['act', { action: 'delete-everything' }],
    ['groups', { offset: -1, limit: 1, text: '' }],
    ['groups', { offset: 0, limit: PAGE_LIMIT + 1, text: '' }],
    ['groups', { offset: 0.5, limit: 1, text: '' }],
    ['rung', { rung: 'toString', offset: 0, limit: 1 }],
    ['copy', null],
    ['save', { name: 'x', kind: 'exe', data: '' }],
    ['save', { name: 'x'.repeat(301), kind: 'png', data: '' }],
    ['outputs', { target: 't', condition: 'c', offset: 0, limit: 1, text: '', group: null, status: 'nice' }],
    ['outputs', { target: 't', condition: 'c', offset: 0, limit: 1, text: '', group: null, trait: 3 }],
    ['preview', { extractor: 'auto', grouping: 'mood' }],
  ] as const) {
    assert.deepEqual(readPanelMessage(request(method, params)), { type: 'bad-request', id: 7 });
  }
});

test('messages: a file to save has an end', () => {
  const file = (length: number): unknown => request('save', { name: 'x', kind: 'tsv', data: 'x'.repeat(length) });
  assert.equal(readPanelMessage(file(SAVE_LIMIT))?.type, 'request');
  assert.deepEqual(readPanelMessage(file(SAVE_LIMIT + 1)), { type: 'bad-request', id: 7 });
});

test('messages: outputs may be asked for by how they were read, and by a trait', () => {
  const narrowed = { status: 'failed', trait: 'svg' };
  const params = { target: 't', condition: 'c', offset: 0, limit: 1, text: '', group: null, ...narrowed };
  assert.deepEqual(readPanelMessage(request('outputs', params)), { type: 'request', id: 7, method: 'outputs', params });
});

test('messages: what is no message of the contract is dropped, and nothing throws', () => {
  assert.equal(isReady({ type: 'ready', more: 1 }), true);
  for (const message of [null, 1, 'ready', [], {}, { type: 'snapshot' }, { type: 'request', id: '7' }]) {
    assert.equal(readPanelMessage(message), null);
    assert.equal(isReady(message), false);
  }
  fc.assert(fc.property(fc.anything(), (message) => void [readPanelMessage(message), isReady(message)]));
});

test('messages: the state names a run that can be a file', () => {
  assert.deepEqual(readPanelState({ runId: '20261121-231500-ab12', view: { tab: 1 } }), {
    runId: '20261121-231500-ab12',
    view: { tab: 1 },
  });
  for (const state of [null, {}, { runId: 1 }, { runId: '../x' }, { runId: 'a/b' }, { runId: 'a..b' }, { runId: '' }]) {
    assert.equal(readPanelState(state), null);
  }
  assert.equal(isRunId('a'.repeat(101)), false);
  assert.equal(isRunId('.hidden'), false);
});

test('messages: a dropped file is a place or bytes, not both, and neither without a bound', () => {
  const bytes = new Uint8Array([97]);
  const bad = { type: 'bad-request', id: 7 };
  const open = (params: unknown): unknown => readPanelMessage(request('open-dropped', params));
  assert.deepEqual(open({ uri: 'file:///a', name: 'a', bytes }), {
    ...{ type: 'request', id: 7, method: 'open-dropped' },
    params: { uri: 'file:///a' },
  });
  assert.deepEqual(open({ uri: 'x'.repeat(URI_LIMIT + 1) }), bad);
  assert.deepEqual(open({ name: 'x'.repeat(NAME_LIMIT + 1), bytes }), bad);
  assert.deepEqual(open({ name: 'a', bytes: [97] }), bad);
  assert.deepEqual(open({ name: 'a', bytes: { length: 1, 0: 97 } }), bad);
  assert.deepEqual(open({ name: 'a', bytes: new Uint8Array(DROP_LIMIT + 1) }), bad);
});
