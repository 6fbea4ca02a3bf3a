import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Editing } from '../../../../webview/state/editing.ts';

const MERGE = { kind: 'merge', groups: ['a', 'b'] } as const;

function editing() {
  const asked: string[] = [];
  const said: string[] = [];
  const replies: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const edits = new Editing(
    (method) => {
      asked.push(method);
      return new Promise((resolve, reject) => replies.push({ resolve: () => resolve(null), reject }));
    },
    { onDone: (sentence) => void said.push(sentence), onChange: () => undefined },
  );
  return { edits, asked, said, replies };
}

test('one edit at a time is asked for, and its end is said', async () => {
  const { edits, asked, said, replies } = editing();
  const sent = edits.send('edit', MERGE, 'Merged.');
  assert.deepEqual(edits.state, { isBusy: true, problem: '' });
  await edits.send('undo-edit', {}, 'Taken back.');
  assert.deepEqual(asked, ['edit']);
  replies[0]?.resolve();
  await sent;
  assert.deepEqual([edits.state, said], [{ isBusy: false, problem: '' }, ['Merged.']]);
});

test('a refusal is one sentence until it is read or the next edit is asked for', async () => {
  const { edits, said, replies } = editing();
  const first = edits.send('edit', MERGE, 'Merged.');
  replies[0]?.reject(new Error('Choose at least two different answers to merge.'));
  await first;
  assert.deepEqual(edits.state, { isBusy: false, problem: 'Choose at least two different answers to merge.' });
  assert.deepEqual(said, []);
  edits.dismiss();
  assert.equal(edits.state.problem, '');
});

test('what is heard of another run does not count', async () => {
  const { edits, said, replies } = editing();
  const sent = edits.send('edit', MERGE, 'Merged.');
  edits.clear();
  replies[0]?.reject(new Error('late'));
  await sent;
  assert.deepEqual([edits.state, said], [{ isBusy: false, problem: '' }, []]);
});
