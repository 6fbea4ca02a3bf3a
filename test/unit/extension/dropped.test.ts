import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { stat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { checkPlace } from '../../../src/extension/files/dropped.ts';
import { LARGEST, readGiven } from '../../../src/extension/files/read-given.ts';
import { fileNameOf, withoutLinks } from '../../../src/extension/files/file-name.ts';
import { scratch } from './windows.ts';

const place = (scheme: string, authority: string, at = '/w/a.csv') => ({ scheme, authority, path: at });

test('a dropped file lies on this machine or where an opened folder lies', () => {
  const remote = place('vscode-remote', 'ssh+box');
  checkPlace(place('file', ''), []);
  checkPlace(remote, [place('vscode-remote', 'ssh+box')]);
  checkPlace(place('file', 'nas'), [place('file', 'nas')]);
  for (const elsewhere of [
    remote,
    place('file', 'collector.example'),
    place('file', '', '/\\collector.example\\share\\a.csv'),
    place('file', '', '//collector.example/share/a.csv'),
    place('https', 'collector.example'),
    place('command', ''),
    place('untitled', ''),
  ]) {
    assert.throws(() => checkPlace(elsewhere, [place('vscode-remote', 'ssh+other')]), UsageError);
  }
});

/** The editor's files, on this disk. */
const files = {
  stat: async ({ fsPath }: vscode.Uri) => {
    const found = await stat(fsPath);
    return { type: found.isDirectory() ? 2 : 1, size: found.size, ctime: 0, mtime: 0 };
  },
  readFile: ({ fsPath }: vscode.Uri) => readFile(fsPath),
};
const uriOf = (fsPath: string): vscode.Uri => ({ ...place('file', '', fsPath), fsPath }) as unknown as vscode.Uri;

test('a file is read with its name', async (t) => {
  const file = path.join(await scratch(t), 'a.csv');
  await writeFile(file, 'target,text');
  const { name, content } = await readGiven(uriOf(file), files);
  assert.equal(name, 'a.csv');
  assert.equal(new TextDecoder().decode(content), 'target,text');
});

test('folders, links to devices, what is gone and what is too large are refused in a sentence', async (t) => {
  const folder = await scratch(t);
  await mkdir(path.join(folder, 'inner.probe.json'));
  await symlink('/dev/zero', path.join(folder, 'zero.csv'));
  for (const name of ['inner.probe.json', 'zero.csv', 'gone.csv']) {
    await assert.rejects(readGiven(uriOf(path.join(folder, name)), files), UsageError, name);
  }
  const remote = place('vscode-remote', 'box') as unknown as vscode.Uri;
  const of = (found: Partial<vscode.FileStat>) => ({
    stat: () => Promise.resolve({ type: 1, size: 1, ctime: 0, mtime: 0, ...found }),
    readFile: () => assert.fail('nothing of it is read'),
  });
  await assert.rejects(readGiven(remote, of({ size: LARGEST + 1 })), UsageError);
  await assert.rejects(readGiven(remote, of({ type: 2 | 64 })), UsageError, 'a link to a folder');
});

test('a name that somebody else chose is one line of a message, and no link in it', () => {
  assert.equal(fileNameOf('/w/a.csv'), 'a.csv');
  assert.equal(fileNameOf('C:\\w\\a.csv'), 'a.csv');
  assert.equal(fileNameOf('a\u202evsc.\nexe'), 'avsc.exe');
  assert.notEqual(fileNameOf('/'), '');
  assert.doesNotMatch(withoutLinks('[a.csv](command:x) is empty.'), /\]\(/u);
});
