import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { folderInWorkspace } from '../../../../src/extension/storage/runs-folder.ts';

let root = '';
after(() => rm(root, { recursive: true, force: true }));

test('a folder for runs is one below the workspace, links followed', async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'runs-folder-'));
  const workspace = path.join(root, 'workspace');
  await mkdir(path.join(workspace, 'inside'), { recursive: true });
  await mkdir(path.join(root, 'outside'));
  await symlink(path.join(root, 'outside'), path.join(workspace, 'link'));
  await symlink(path.join(workspace, 'inside'), path.join(workspace, 'home'));
  for (const good of ['.probes', 'a/b/c', './inside', 'home/runs', 'a/../b']) {
    assert.equal(folderInWorkspace(workspace, good), path.resolve(workspace, good), good);
  }
  for (const bad of ['', '.', '..', '../x', 'a/../..', root, path.join(workspace, 'a'), 'link', 'link/x']) {
    assert.equal(folderInWorkspace(workspace, bad), null, bad);
  }
});
