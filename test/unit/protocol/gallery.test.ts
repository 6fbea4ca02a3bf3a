import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GALLERY_PAGE_LIMIT } from '../../../src/core/gallery/gallery-query.ts';
import { pageKey, readGalleryMessage, readHostMessage } from '../../../src/protocol/gallery.ts';
import { GALLERY_CALLS, type GalleryCalls } from '../../../src/protocol/gallery-calls.ts';
import { readRequest } from '../../../src/protocol/rpc.ts';

const wish = { order: 'likeness', target: null, condition: 'warm', text: 'sea' };
const key = { target: 'a:b', condition: 'default', trialIndex: 3 };
const asked = (method: string, params: unknown): unknown =>
  readRequest<GalleryCalls>(GALLERY_CALLS, { type: 'request', id: 7, method, params });

describe('what the gallery says', () => {
  it('is read field by field; anything else is dropped', () => {
    assert.deepEqual(readGalleryMessage({ type: 'ready', more: 1 }), { type: 'ready' });
    assert.deepEqual(readGalleryMessage({ type: 'pong', beat: 4, more: 1 }), { type: 'pong', beat: 4 });
    const page = { ...wish, offset: 0, limit: GALLERY_PAGE_LIMIT };
    assert.deepEqual(asked('pages', { ...page, more: 1 }), { type: 'request', id: 7, method: 'pages', params: page });
    for (const method of ['page', 'save'])
      assert.deepEqual(asked(method, { ...key, path: '/etc' }), { type: 'request', id: 7, method, params: key });
    assert.deepEqual(asked('save-all', { ...wish, folder: '/' }), {
      type: 'request',
      id: 7,
      method: 'save-all',
      params: wish,
    });
    assert.deepEqual(asked('results', {}), { type: 'request', id: 7, method: 'results', params: {} });
  });

  it('is refused when it is not of the contract', () => {
    const bad = { type: 'bad-request', id: 7 };
    assert.deepEqual(asked('pages', { ...wish, offset: 0, limit: GALLERY_PAGE_LIMIT + 1 }), bad);
    assert.deepEqual(asked('pages', { ...wish, order: 'random', offset: 0, limit: 1 }), bad);
    assert.deepEqual(asked('pages', { ...wish, text: 'x'.repeat(2_000), offset: 0, limit: 1 }), bad);
    assert.deepEqual(asked('page', { ...key, trialIndex: -1 }), bad);
    assert.deepEqual(asked('save', null), bad);
    assert.deepEqual(asked('constructor', {}), bad);
    for (const message of [null, 7, [], { type: 'pong' }, { type: 'shown' }])
      assert.equal(readGalleryMessage(message), null);
    const nameless = { type: 'request', method: 'page', params: key };
    assert.equal(readRequest<GalleryCalls>(GALLERY_CALLS, nameless), null);
  });
});

describe('what the host says to the gallery', () => {
  it('is told from anything else', () => {
    assert.deepEqual(readHostMessage({ type: 'ping', beat: 1 }), { type: 'ping', beat: 1 });
    const run = { title: 'Pick', targets: [{ id: 'a', label: 'A' }], conditions: [], settled: 3, hung: [] };
    assert.deepEqual(readHostMessage({ type: 'shown', run }), { type: 'shown', run });
    for (const message of [
      null,
      'ping',
      { type: 'ping' },
      { type: 'reply' },
      { type: 'shown', run: null },
      { probe: 'x' },
    ])
      assert.equal(readHostMessage(message), null);
  });
});

describe('the key of a page', () => {
  it('tells any two trials apart', () => {
    assert.notEqual(
      pageKey({ ...key, target: 'a', condition: 'b' }),
      pageKey({ ...key, target: 'a","b', condition: '' }),
    );
  });
});
