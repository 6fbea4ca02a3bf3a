import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildCli, type BuiltCli } from './cli-process.ts';

/** Files of other tools, through the command line. */

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(cli.folder, name);
  writeFileSync(file, content);
  return file;
}

const PROMPT = 'Pick a random fruit, only return the fruit';
const chats = ['Mango', 'Fig', 'Mango'].map((content) => ({
  model: 'model-a',
  messages: [
    { role: 'user', content: PROMPT },
    { role: 'assistant', content },
  ],
}));
const chatLog = chats.map((chat) => JSON.stringify(chat)).join('\n');

describe('analyze', () => {
  it('reports on an archive of Inspect, and says where the answers are from', async () => {
    const log = path.resolve('test', 'fixtures', 'imports', 'fruit-zstd.eval');
    const { code, out, err } = await cli.run(['analyze', log]);
    assert.equal(code, 0, err);
    assert.match(out, /Source +imported from Inspect AI 0\.3\.100, from “fruit-zstd\.eval”/);
    assert.match(out, /Mango +2 +67%/);
  });

  it('reads UTF-16 and says what was left out', async () => {
    const more = { messages: [...chats[0]!.messages, { role: 'user', content: 'Thanks' }], model: 'model-a' };
    const text = `\ufeff${chatLog}\n${JSON.stringify(more)}\n`;
    const { code, out, err } = await cli.run(['analyze', written('chats.txt', Buffer.from(text, 'utf16le'))]);
    assert.equal(code, 0, err);
    assert.match(out, /Left out +1 of 4 chats do not end with an answer/);
  });

  it('refuses in one line what it cannot read, and names what it can', async () => {
    const latin = written('colours.csv', Buffer.from('target,text\nm,Türkis\n', 'latin1'));
    const other = written('other.json', '{"hello":1}');
    for (const [file, says] of [
      [latin, /colours\.csv cannot be read: it is not UTF-8 text/],
      [other, /other\.json holds hello, which .*Inspect logs.*chat logs/],
    ] as const) {
      const { code, err } = await cli.run(['analyze', file]);
      assert.equal(code, 2);
      assert.match(err, says);
      assert.equal(err.trim().split('\n').length, 1, err);
    }
  });

  it('keeps where the answers are from in the run file, which is read as the same run', async () => {
    const first = await cli.run(['analyze', written('chats.jsonl', chatLog), '--format', 'json']);
    assert.equal(first.code, 0, first.err);
    const again = await cli.run(['analyze', written('again.probe.json', first.out), '--format', 'json']);
    assert.equal(again.out, first.out);
    const { run } = JSON.parse(first.out) as { readonly run: { readonly provenance: { readonly from: string } } };
    assert.equal(run.provenance.from, 'chat logs');
  });
});

describe('run', () => {
  it('refuses a prompt file in an encoding that cannot be told, before anything is sent', async () => {
    const prompt = written('prompt.txt', Buffer.from('Welche Farbe? Türkis?', 'latin1'));
    const { code, err } = await cli.run(['run', '--prompt-file', prompt, '--target', 'simulated:varied']);
    assert.equal(code, 2);
    assert.match(err, /not UTF-8 text/);
  });
});
