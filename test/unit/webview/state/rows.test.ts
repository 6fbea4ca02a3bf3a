import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowCache, type Want } from '../../../../webview/state/rows.ts';

type GroupsWant = Extract<Want, { readonly method: 'groups' }>;
const want = (text: string, slot = 'groups'): GroupsWant => ({
  slot,
  method: 'groups',
  params: { offset: 0, limit: 1, text },
});

interface Asked {
  readonly text: string;
  readonly reply: (value: unknown) => Promise<void>;
  readonly fail: (message: string) => Promise<void>;
}

/** A cache whose requests wait for the test to answer them. */
function setUp(): { readonly rows: RowCache; readonly asked: Asked[]; readonly changes: () => number } {
  const asked: Asked[] = [];
  let changes = 0;
  const settled = async (act: () => void): Promise<void> => {
    act();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const rows = new RowCache(
    (_method, params) =>
      new Promise((resolve, reject) => {
        asked.push({
          text: (params as GroupsWant['params']).text,
          reply: (value) => settled(() => resolve(value)),
          fail: (message) => settled(() => reject(new Error(message))),
        });
      }),
    () => (changes += 1),
  );
  return { rows, asked, changes: () => changes };
}

test('rows are asked for once and kept', async () => {
  const { rows, asked, changes } = setUp();
  rows.demand([want('a')], 1);
  rows.demand([want('a')], 1);
  assert.equal(asked.length, 1);
  await asked[0]!.reply('rows of a');
  assert.equal(changes(), 1);
  assert.deepEqual(rows.read(want('a')), { value: 'rows of a', current: true, error: null });
  rows.demand([want('a')], 1);
  assert.equal(asked.length, 1);
});

test('the old rows stay until those of the new query are here', async () => {
  const { rows, asked } = setUp();
  rows.demand([want('a')], 1);
  await asked[0]!.reply('rows of a');
  rows.demand([want('b')], 1);
  assert.deepEqual(rows.read(want('b')), { value: 'rows of a', current: false, error: null });
  await asked[1]!.reply('rows of b');
  assert.deepEqual(rows.read(want('b')), { value: 'rows of b', current: true, error: null });
});

test('a newer run is asked for again, but never twice at the same time', async () => {
  const { rows, asked } = setUp();
  rows.demand([want('a')], 1);
  rows.demand([want('a')], 2);
  assert.equal(asked.length, 1);
  await asked[0]!.reply('early');
  rows.demand([want('a')], 2);
  assert.equal(asked.length, 2);
});

test('a failed request says why and is not sent again until something changes', async () => {
  const { rows, asked } = setUp();
  rows.demand([want('a')], 1);
  await asked[0]!.fail('The run is gone.');
  assert.equal(rows.read(want('a')).error, 'The run is gone.');
  rows.demand([want('a')], 1);
  assert.equal(asked.length, 1);
  rows.demand([want('a')], 2);
  assert.equal(asked.length, 2);
});

test('replies for a run that is no longer shown are dropped', async () => {
  const { rows, asked, changes } = setUp();
  rows.demand([want('a')], 1);
  rows.clear();
  await asked[0]!.reply('of the old run');
  assert.equal(rows.read(want('a')).value, undefined);
  assert.equal(changes(), 0);
});

test('slots that were not used for long are forgotten', async () => {
  const { rows, asked } = setUp();
  for (let slot = 0; slot < 400; slot += 1) {
    rows.demand([want('a', String(slot))], 1);
    await asked[slot]!.reply(slot);
  }
  assert.equal(rows.read(want('a', '0')).value, undefined);
  assert.equal(rows.read(want('a', '399')).value, 399);
});
