import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildCli, type BuiltCli } from './cli-process.ts';

/** `compare`: two files in, what changed out. */

let cli: BuiltCli;
before(async () => {
  cli = await buildCli({ providers: false });
});
after(() => {
  cli.remove();
});

/** A file of answers, one line each. */
function answers(name: string, byModel: Readonly<Record<string, readonly string[]>>): string {
  const file = path.join(cli.folder, name);
  const lines = Object.entries(byModel).flatMap(([model, texts]) =>
    texts.map((text) => JSON.stringify({ model, prompt: 'Name a fruit', text })),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
const times = (text: string, count: number): readonly string[] => Array.from({ length: count }, () => text);
const spread = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => ['Mango', 'Fig', 'Kiwi', 'Plum', 'Pear'][index % 5]!);

describe('compare', () => {
  it('says what changed, as a table, as JSON and as Markdown', async () => {
    const one = answers('before.jsonl', { a: times('Mango', 40), gone: times('Fig', 40) });
    const other = answers('after.jsonl', { a: [...spread(39), '| <b>x</b> \u001b[2J'], fresh: times('Fig', 40) });
    const shown = await cli.run(['compare', one, other]);
    assert.equal(shown.code, 0, shown.err);
    assert.match(shown.out, /^More varied$/m);
    assert.match(shown.out, /^Mango +100% +20%/m);
    assert.match(shown.out, /not compared: gone\./);
    assert.equal(shown.out.includes('\u001b'), false);
    const { out } = await cli.run(['compare', one, other, '--format', 'json']);
    const parsed = JSON.parse(out) as { verdict: string; schemaVersion: number; onlyAfter: string[] };
    assert.deepEqual([parsed.schemaVersion, parsed.verdict, parsed.onlyAfter], [1, 'more-varied', ['fresh']]);
    const markdown = await cli.run(['compare', one, other, '--format', 'markdown']);
    assert.match(markdown.out, /^# More varied$/m);
    assert.equal(/<b>/.test(markdown.out.replace(/\\<b\\>|`[^`]*`/g, '')), false);
  });

  it('refuses in one line what it cannot compare', async () => {
    const one = answers('one.jsonl', { a: times('Mango', 3) });
    const other = answers('other.jsonl', { b: times('Mango', 3) });
    for (const [args, said] of [
      [[one], /Say which two runs to compare/],
      [[one, other], /no model in common/],
      [[one, other, one], /takes two files/],
      [[one, path.join(cli.folder, 'none.json')], /none\.json/],
      [[one, one, '--format', 'csv'], /takes --format table, json, markdown/],
      [[one, one, '--group', 'semantic'], /--group exact, folded or lexical/],
    ] as const) {
      const { code, out, err } = await cli.run(['compare', ...args]);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, said);
      assert.equal(err.trimEnd().split('\n').length, 1, err);
    }
  });
});
