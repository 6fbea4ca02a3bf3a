import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { beginWhole, isHalfWritten, writeWhole } from '../../../src/storage/write-whole.ts';

const POSIX = process.platform !== 'win32';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'write-whole-'));
  folder = path.join(root, 'folder');
  mkdirSync(folder);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const at = (name: string): string => path.join(folder, name);
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('a file that is written whole', () => {
  it('takes its name only when it is done, and leaves nothing beside it', async () => {
    writeFileSync(at('a'), 'old');
    const whole = await beginWhole(at('a'));
    whole.write('ne');
    assert.equal(readFileSync(at('a'), 'utf8'), 'old');
    const neighbours = readdirSync(folder).filter(isHalfWritten);
    assert.equal(neighbours.length, 1);
    whole.write(new TextEncoder().encode('w é'));
    whole.commit();
    whole.discard();
    assert.deepEqual([readFileSync(at('a'), 'utf8'), readdirSync(folder)], ['new é', ['a']]);
  });

  it('leaves what was there when it comes to nothing', async () => {
    writeFileSync(at('a'), 'old');
    function* broken(): Generator<string> {
      yield 'half';
      throw new RangeError('Invalid string length');
    }
    await assert.rejects(writeWhole(at('a'), broken()), RangeError);
    assert.deepEqual([readFileSync(at('a'), 'utf8'), readdirSync(folder)], ['old', ['a']]);
  });

  it('may have the longest name that there is', async () => {
    for (const name of ['n'.repeat(255), 'é'.repeat(127)]) {
      await writeWhole(at(name), 'x');
      assert.equal(readFileSync(at(name), 'utf8'), 'x');
    }
  });

  it('is for its owner alone, and not for its owner where it was not', { skip: !POSIX }, async () => {
    for (const [name, before, after] of [
      ['new', null, '600'],
      ['loose', 0o666, '600'],
      ['runs', 0o755, '600'],
      ['read-only', 0o440, '400'],
    ] as const) {
      if (before !== null) {
        writeFileSync(at(name), 'old');
        chmodSync(at(name), before);
      }
      await writeWhole(at(name), 'x');
      assert.deepEqual([name, modeOf(at(name))], [name, after]);
    }
  });

  it('is written in vain, with a sentence, where its folder is gone or its name is a folder', async () => {
    mkdirSync(at('sub'));
    for (const name of ['none/a', 'sub']) {
      await assert.rejects(writeWhole(at(name), 'x'), UsageError);
    }
    assert.deepEqual(readdirSync(folder), ['sub']);
  });
});

describe('a link in the place of a file', { skip: !POSIX }, () => {
  it('stays one when it leads to a file of its folder', async () => {
    mkdirSync(at('sub'));
    writeFileSync(at('a'), 'old');
    symlinkSync('a', at('link'));
    symlinkSync('sub/new', at('below'));
    symlinkSync(folder, path.join(root, 'name-of-the-folder'));
    await writeWhole(path.join(root, 'name-of-the-folder', 'link'), 'x');
    await writeWhole(at('below'), 'y');
    assert.deepEqual([readFileSync(at('a'), 'utf8'), readFileSync(at('sub/new'), 'utf8')], ['x', 'y']);
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'below', 'link', 'sub']);
  });

  it('is refused when it leads elsewhere, also when nothing is there yet, and when it leads to itself', async () => {
    writeFileSync(path.join(root, 'precious'), 'precious');
    mkdirSync(path.join(root, 'folder-2'));
    symlinkSync('../precious', at('out'));
    symlinkSync('out', at('chain'));
    symlinkSync('../not-yet', at('nowhere'));
    symlinkSync('../folder-2/a', at('sibling'));
    symlinkSync('loop', at('loop'));
    for (const name of ['out', 'chain', 'nowhere', 'sibling', 'loop']) {
      await assert.rejects(
        writeWhole(at(name), 'x'),
        (error) => error instanceof UsageError && /link/.test(error.message),
      );
    }
    assert.equal(readFileSync(path.join(root, 'precious'), 'utf8'), 'precious');
    assert.ok(!existsSync(path.join(root, 'not-yet')) && readdirSync(path.join(root, 'folder-2')).length === 0);
  });
});
