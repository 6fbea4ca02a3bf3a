import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { savedBytes, savedName } from '../../../src/extension/panel/saved-file.ts';
import type { FileKind } from '../../../src/protocol/messages.ts';

const KINDS: readonly FileKind[] = ['png', 'svg', 'tsv', 'csv'];

test('a file is named after what it shows, in plain letters', () => {
  assert.equal(savedName({ name: 'Number distribution', kind: 'svg' }), 'number-distribution.svg');
  assert.equal(savedName({ name: 'Où est "l’été"? ../x', kind: 'tsv' }), 'ou-est-l-ete-x.tsv');
  assert.equal(savedName({ name: '???', kind: 'png' }), 'probe.png');
  assert.equal(savedName({ name: 'CON', kind: 'csv' }), 'probe.csv');
});

test('no name is a path, hidden, without an ending or endless', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...KINDS), (name, kind) => {
      const saved = savedName({ name, kind });
      assert.match(saved, /^[\p{L}\p{N}][\p{L}\p{N}-]*\.(?:png|svg|tsv|csv)$/u);
      assert.ok([...saved].length <= 64 && saved.endsWith(`.${kind}`));
    }),
  );
});

test('what is written is what its kind says', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);
  assert.deepEqual([...savedBytes({ kind: 'png', data: png.toString('base64') })], [...png]);
  assert.equal(new TextDecoder().decode(savedBytes({ kind: 'tsv', data: 'a\tü' })), 'a\tü');
  assert.ok(savedBytes({ kind: 'svg', data: '<svg xmlns="http://www.w3.org/2000/svg"></svg>' }).length > 0);
  for (const [kind, data] of [
    ['png', 'not base64 at all'],
    ['png', Buffer.from('<html>').toString('base64')],
    ['svg', '<script>'],
    ['csv', ''],
  ] as const) {
    assert.throws(() => savedBytes({ kind, data }), UsageError, `${kind} ${data}`);
  }
});
