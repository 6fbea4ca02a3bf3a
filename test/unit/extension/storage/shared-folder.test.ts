import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { sharedFolder } from '../../../../src/extension/storage/shared-folder.ts';

const NAME = 'convergence-probe.convergence-probe';
const at = (workspace: string): string => path.join(path.sep, 'User', 'workspaceStorage', workspace, NAME);

test('a second window of a workspace uses the folder of the first', () => {
  for (const id of ['9a0364b9e99bb480dd25e1f0284c8555', '-3bec5b3f', '3bec5b3f', '1732246590123', 'ext-dev']) {
    assert.equal(sharedFolder(at(id)), at(id));
    assert.equal(sharedFolder(at(`${id}-1`)), at(id));
    assert.equal(sharedFolder(at(`${id}-9`)), at(id));
  }
});

test('an id that is short and signed is not taken for a further window', () => {
  assert.equal(sharedFolder(at('-5')), at('-5'));
});
