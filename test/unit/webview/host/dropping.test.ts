import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DroppedFile } from '../../../../src/protocol/messages.ts';
import { DROP_LIMIT, NAME_LIMIT, URI_LIMIT } from '../../../../src/protocol/limits.ts';
import { type Carried, isFileDrag, listenForDrops, takeDrop } from '../../../../webview/host/dropping.ts';

const EDITOR = 'application/vnd.code.uri-list';
const COMMON = 'text/uri-list';

interface Dropped {
  readonly lists?: Readonly<Record<string, string>>;
  readonly files?: Carried['files'];
}

function carrying({ lists = {}, files = [] }: Dropped): Carried {
  const types = [...Object.keys(lists), ...(files.length > 0 ? ['Files'] : [])];
  return { types, files, getData: (type) => lists[type] ?? '' };
}

function fileOf(name: string, text: string, size = text.length): Carried['files'][number] {
  return { name, size, arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer) };
}

/** What the host would be told. */
async function told(dropped: Dropped): Promise<{ readonly opened: DroppedFile[]; readonly refused: string[] }> {
  const opened: DroppedFile[] = [];
  const refused: string[] = [];
  await takeDrop(carrying(dropped), {
    open: (file) => opened.push(file),
    refuse: (sentence) => refused.push(sentence),
  });
  return { opened, refused };
}

test('a file of the editor is handed over by its place, and one of the system by its content', async () => {
  const uri = 'file:///w/a.probe.json';
  assert.deepEqual(await told({ lists: { [EDITOR]: uri } }), { opened: [{ uri }], refused: [] });
  assert.deepEqual(await told({ lists: { [COMMON]: `# from a file manager\r\n${uri}\r\n` } }), {
    ...{ opened: [{ uri }], refused: [] },
  });
  const { opened } = await told({ files: [fileOf('a.csv', 'target,text')] });
  assert.deepEqual(opened, [{ name: 'a.csv', bytes: new TextEncoder().encode('target,text') }]);
});

test('the editor knows its places, the common list may name those of another machine', async () => {
  const files = [fileOf('a.csv', 'x')];
  const both = await told({ lists: { [EDITOR]: 'vscode-remote://ssh/w/a.csv' }, files });
  assert.deepEqual(both.opened, [{ uri: 'vscode-remote://ssh/w/a.csv' }]);
  const local = await told({ lists: { [COMMON]: 'file:///C:/a.csv' }, files });
  assert.deepEqual(local.opened, [{ name: 'a.csv', bytes: new TextEncoder().encode('x') }]);
});

test('several files, none, folders and what is too large are refused in a sentence', async () => {
  const folder = { name: 'f', size: 4096, arrayBuffer: () => Promise.reject(new Error('NotReadableError')) };
  const neverRead = { ...fileOf('big.csv', '', DROP_LIMIT + 1), arrayBuffer: () => assert.fail('it is too large') };
  const drops: readonly Dropped[] = [
    { lists: { [EDITOR]: 'file:///a\nfile:///b' } },
    { files: [fileOf('a', 'x'), fileOf('b', 'y')] },
    { lists: { [COMMON]: '# nothing' } },
    { lists: { [EDITOR]: 'x'.repeat(URI_LIMIT + 1) } },
    { files: [folder] },
    { files: [neverRead] },
  ];
  for (const dropped of drops) {
    const { opened, refused } = await told(dropped);
    assert.deepEqual(opened, []);
    assert.equal(refused.length, 1);
    assert.match(refused[0] ?? '', /^[A-Z].*\.$/u);
  }
});

test('a name of any length is handed over with its ending, within the bound', async () => {
  const { opened } = await told({ files: [fileOf(`${'x'.repeat(400)}.eval`, '')] });
  const [file] = opened;
  assert.ok(file !== undefined && 'name' in file && file.name.endsWith('.eval') && file.name.length === NAME_LIMIT);
});

test('text that is dragged within the page is left to the page', () => {
  assert.equal(isFileDrag({ types: ['text/plain', 'text/html'] }), false);
  assert.equal(isFileDrag({ types: ['Files'] }), true);
  const page = new EventTarget();
  const heard: unknown[] = [];
  const hear = (what: unknown): void => void heard.push(what);
  listenForDrops(page, { open: hear, refuse: hear, hover: hear });
  const send = (type: string, dataTransfer: Carried): boolean =>
    page.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), { dataTransfer, relatedTarget: null }));
  const text = { ...carrying({ lists: { 'text/plain': 'x' } }) };
  assert.equal(send('dragover', text), true, 'not taken from the page');
  assert.equal(send('drop', text), true);
  const file = { ...carrying({ lists: { [EDITOR]: 'file:///a' } }) };
  assert.equal(send('dragover', file), false, 'taken');
  assert.equal(send('dragleave', file), true);
  assert.equal(send('drop', file), false);
  assert.deepEqual(heard, [false, true, false, false, { uri: 'file:///a' }]);
});
