import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { replyTo } from '../../../src/extension/webviews/reply-to.ts';

test('a request is answered with its result, with the sentence of a mistake, or with where to look', async () => {
  const defects: unknown[] = [];
  const reply = (perform: () => Promise<unknown>) => replyTo(perform, (error) => defects.push(error));
  assert.deepEqual(await reply(() => Promise.resolve(3)), { ok: 3 });
  assert.deepEqual(await reply(() => Promise.reject(new UsageError('Choose one.'))), { err: 'Choose one.' });
  assert.deepEqual(defects, []);
  const defect = new TypeError('sk-secret is not a function');
  assert.deepEqual(await reply(() => Promise.reject(defect)), { err: 'That did not work; the log says more.' });
  assert.deepEqual(defects, [defect]);
});
