import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

/** The fuzzers' runner on a fuzzer that breaks every promise: one that notices nothing would find nothing, ever. */

let main = '';
let folder = '';
before(async () => {
  const { bundleFuzz } = (await import(pathToFileURL(path.resolve('scripts/build/tests.mjs')).href)) as {
    bundleFuzz(root: string): Promise<string>;
  };
  main = await bundleFuzz(process.cwd());
  folder = mkdtempSync(path.join(tmpdir(), 'fuzz-runner-'));
});
after(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out: out + err });
    });
  });
}

describe('the runner of the fuzzers', () => {
  it('notices every way in which a promise is broken, and goes on', { timeout: 240_000 }, async () => {
    const broken = { throws: 'threw', slow: 'slow', hangs: 'hung', waits: 'hung', dies: 'died', fine: 'held' };
    const files = Object.keys(broken).map((input) => {
      const file = path.join(folder, `${input}.json`);
      writeFileSync(file, JSON.stringify(input));
      return file;
    });
    const { code, out } = await run('--only', 'planted', ...files.flatMap((file) => ['--input', file]));
    const verdicts = [...out.matchAll(/^\S*?(\w+)\.json: (\w+)$/gm)].map(([, input, verdict]) => [input, verdict]);
    assert.deepEqual(Object.fromEntries(verdicts), broken);
    assert.equal(code, 1);
  });

  it('finds it by chance, keeps the input, and says how to try it again', { timeout: 120_000 }, async () => {
    const { code, out } = await run('--only', 'planted', '--cases', '12', '--seed', '1');
    assert.equal(code, 1);
    const again = /npm run fuzz -- --only planted --input (\S+)/.exec(out)?.[1];
    assert.ok(again !== undefined, out);
    const { code: second } = await run('--only', 'planted', '--input', again);
    assert.equal(second, 1);
  });

  it('refuses what it does not know', async () => {
    for (const args of [['--only', 'nothing'], ['--minutes', 'x'], ['--input', 'x'], ['--nonsense']]) {
      const { code, out } = await run(...args);
      assert.equal(code, 2, out);
      assert.equal(out.trim().split('\n').length, 1, out);
    }
  });
});
