import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PAGE_LIMIT, type GroupRow } from '../../../../src/core/analysis/rows.ts';
import { Taking, type Ask } from '../../../../webview/state/taking.ts';
import type { Take } from '../../../../webview/state/screen.ts';
import { SAID } from '../../../../webview/text/strings.ts';

const KEY = { target: 't', condition: 'default', trialIndex: 3 };

const groupRow = (answer: string, count: number): GroupRow =>
  ({ answer, count, share: count / 4, interval: null, byTarget: {} }) as unknown as GroupRow;

/** What was asked for and said when `what` is taken. */
async function taken(what: Take, text: string | null = 'whole text'): Promise<readonly unknown[]> {
  const heard: unknown[] = [];
  const ask = ((method: string, params: object) => {
    heard.push([method, params]);
    if (method === 'save') return Promise.reject(new Error('The disk is full.'));
    return Promise.resolve(method === 'text' ? text : null);
  }) as Ask;
  await new Promise<void>((resolve) => {
    const taking = new Taking(ask, (said) => {
      heard.push(said);
      resolve();
    });
    taking.take(what);
  });
  return heard;
}

test('text goes to the clipboard through the host, and that is said', async () => {
  assert.deepEqual(await taken({ kind: 'copy', text: 'a\tb', said: SAID.copiedRow }), [
    ['copy', { text: 'a\tb' }],
    SAID.copiedRow,
  ]);
});

test('an output is copied whole, also when the page holds a part of it', async () => {
  assert.deepEqual(await taken({ kind: 'copy-output', ...KEY }), [
    ['text', KEY],
    ['copy', { text: 'whole text' }],
    SAID.copiedOutput,
  ]);
  assert.deepEqual(await taken({ kind: 'copy-output', ...KEY }, null), [
    ['text', KEY],
    'This output is not there any more.',
  ]);
});

test('the whole tally is copied, page by page', async () => {
  const rows = [groupRow('blue', 3), groupRow('red', 1)];
  const heard: unknown[] = [];
  const ask = ((method: string, params: { readonly offset?: number }) => {
    heard.push([method, params]);
    return Promise.resolve(method === 'groups' ? { total: 2, rows: rows.slice(params.offset).slice(0, 1) } : null);
  }) as Ask;
  const said = await new Promise((resolve) =>
    new Taking(ask, resolve).take({ kind: 'copy-tally', run: { targets: [] }, text: 'e' }),
  );
  assert.deepEqual(heard, [
    ['groups', { offset: 0, limit: PAGE_LIMIT, text: 'e' }],
    ['groups', { offset: 1, limit: PAGE_LIMIT, text: 'e' }],
    ['copy', { text: 'Answer\tTimes\tShare\nblue\t3\t0.75\nred\t1\t0.25' }],
  ]);
  assert.equal(said, SAID.copiedTable);
});

test('why a file was not saved is said', async () => {
  assert.deepEqual(await taken({ kind: 'save', name: 'Tally', as: 'tsv', text: 'x' }), [
    ['save', { name: 'Tally', kind: 'tsv', data: 'x' }],
    'The disk is full.',
  ]);
});
