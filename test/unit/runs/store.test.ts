import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { JournalBusy, openJournal } from '../../../src/storage/journal.ts';
import { encodeOwner, ownerHere } from '../../../src/storage/lock-owner.ts';
import { lockOf } from '../../../src/storage/lock.ts';
import { realProcesses } from '../../../src/storage/processes.ts';
import { NO_MARKS } from '../../../src/core/model/kept-runs.ts';
import { promptDigestOf } from '../../../src/runs/kept-run.ts';
import { RunStore } from '../../../src/runs/store.ts';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const HOUR = 3_600_000;

let root = ''; // stays empty when a filter skips every test of this file
let folder: string;
let store: RunStore;
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'runs-'));
});
beforeEach(() => {
  folder = path.join(root, Math.random().toString(36).slice(2), 'runs');
  store = new RunStore(folder, { now: () => NOW });
});
after(() => rm(root, { recursive: true, force: true }));

const fileOf = (key: string): string => path.join(folder, `${key}.jsonl`);
const never = (problem: unknown): void => assert.fail(JSON.stringify(problem));

function header(prompt: string, trialsPerCell = 3): string {
  const targets = [{ id: 'a:m', label: 'M' }];
  const conditions = [{ id: 'default', prompt }];
  return JSON.stringify({
    type: 'started',
    header: { createdAt: '2026-01-01', trialsPerCell, targets, conditions },
  });
}

function settled(trialIndex: number, { outcome = 'completed', text = 'x' } = {}): string {
  const trial = { target: 'a:m', condition: 'default', trialIndex, text, outcome, error: null };
  return JSON.stringify({ type: 'settled', trial });
}

/** A journal with so many of its 3 trials, last written so many hours ago. */
async function kept(key: string, trials: number, hoursAgo: number): Promise<void> {
  const lines = [header(key), ...Array.from({ length: trials }, (_, at) => settled(at))];
  await store.write(key, `${lines.join('\n')}\n`);
  const time = (NOW - hoursAgo * HOUR) / 1_000;
  await utimes(fileOf(key), time, time);
}

const keys = async (): Promise<string[]> => (await store.list()).map(({ key }) => key);

/** Makes it look as if another process of this machine (the first one, which always runs) were writing a run. */
async function writeElsewhere(key: string): Promise<void> {
  const owner = ownerHere('00000000000000aa', realProcesses(), new Date());
  await writeFile(lockOf(fileOf(key)), encodeOwner({ ...owner, pid: 1, start: realProcesses().startOf(1) }));
}

describe('kept runs', () => {
  it('are written line by line and listed, the latest first', async () => {
    assert.deepEqual(await store.list(), []);
    for (const [at, key] of ['a', 'b'].entries()) {
      const journal = await openJournal({ file: fileOf(key), onProblem: never });
      journal.line(header(key));
      journal.line(settled(0));
      await journal.close();
      await utimes(fileOf(key), at, at);
    }
    const listed = {
      createdAt: '2026-01-01',
      targets: ['M'],
      trialsPerCell: 3,
      wanted: 3,
      missing: 2,
      elsewhere: false,
      digest: null,
      marks: NO_MARKS,
    };
    assert.deepEqual(await store.list(), [
      { key: 'b', prompt: 'b', promptDigest: promptDigestOf('b'), ...listed },
      { key: 'a', prompt: 'a', promptDigest: promptDigestOf('a'), ...listed },
    ]);
    assert.equal(await store.read('a'), await readFile(fileOf('a'), 'utf8'));
    assert.equal(await store.read('c'), null);
    assert.equal(await store.read('../../x'), null);
    await assert.rejects(store.open('../../x', never), /id of a run/);
  });

  it('are listed with prompts of any length, and not when the header is torn', async () => {
    const prompt = 'é'.repeat(2_000_000);
    await store.write('long', `${header(prompt)}\n{}\n`);
    await store.write('torn', header(prompt).slice(0, -1));
    await store.write('odd', '{"type":"started","header":{"targets":[null],"conditions":[null],"trialsPerCell":1}}\n');
    await store.write('bare', '{"type":"started","header":{"targets":[],"conditions":[],"trialsPerCell":1}}\n');
    await store.write('nonsense', 'nonsense\n');
    const [only, ...rest] = await store.list();
    assert.deepEqual([only?.key, prompt.startsWith(only?.prompt ?? ' '), rest], ['long', true, []]);
    assert.equal(only?.promptDigest, promptDigestOf(prompt));
  });

  it('are counted anew when they have grown', async () => {
    await kept('a', 1, 1);
    assert.equal((await store.list())[0]?.missing, 2);
    const journal = await openJournal({ file: fileOf('a'), onProblem: never });
    journal.line(settled(1));
    assert.equal((await store.list())[0]?.missing, 1);
    journal.line(header('a', 5));
    await journal.close();
    const [run] = await store.list();
    assert.deepEqual([run?.missing, run?.trialsPerCell], [3, 5]);
  });

  it('are told apart from those that another process writes', async () => {
    await kept('here', 1, 1);
    await kept('there', 1, 2);
    const journal = await store.open('here', never);
    await writeElsewhere('there');
    assert.deepEqual(
      (await store.list()).map(({ key, elsewhere }) => [key, elsewhere]),
      [
        ['here', false],
        ['there', true],
      ],
    );
    assert.deepEqual(await Promise.all(['here', 'there', 'x', '../x'].map((key) => store.isBeingWritten(key))), [
      ...[true, true, false, false],
    ]);
    await assert.rejects(store.open('there', never), JournalBusy);
    await journal.close();
  });
});

describe('a run that is kept whole', () => {
  it('is there wholly or not at all, and is nobody else’s to read', async () => {
    await store.write('a', `${header('a')}\n`);
    assert.deepEqual(await readdir(folder), ['a.jsonl']);
    if (process.platform === 'win32') return;
    assert.equal((await stat(fileOf('a'))).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  it('takes the place of the same run, unless that has gone on or is being written', async () => {
    const journal = `${header('a')}\n`;
    await store.write('a', `${header('older')}\n`);
    await store.write('a', journal);
    assert.equal(await store.read('a'), journal);
    const writer = await openJournal({ file: fileOf('a'), onProblem: never });
    writer.line(settled(0));
    await store.write('a', journal);
    assert.equal(await store.read('a'), `${journal}${settled(0)}\n`);
    writer.line(header('a', 5));
    await writer.close();
    await store.write('a', journal);
    assert.equal(await store.read('a'), `${journal}${settled(0)}\n${header('a', 5)}\n`);
  });
});

describe('runs beyond the limit', () => {
  it('go, the oldest first, with what belongs to them', async () => {
    for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) await kept(key, 3, at);
    await writeFile(`${lockOf(fileOf('d'))}.00000000000000aa`, '');
    await store.prune(2, () => false);
    assert.deepEqual((await readdir(folder)).sort(), ['a.jsonl', 'b.jsonl']);
    await store.prune(2, () => false);
    assert.deepEqual(await keys(), ['a', 'b']);
  });

  it('take with them what a killed window left half written', async () => {
    await kept('a', 3, 0);
    for (const [name, hoursAgo] of [
      ['old', 2],
      ['new', 0],
    ] as const) {
      const file = path.join(folder, `${name}.jsonl.00000000000000aa.tmp`);
      await writeFile(file, 'half');
      await utimes(file, NOW / 1_000, NOW / 1_000 - hoursAgo * 3_600);
    }
    await writeFile(path.join(folder, 'notes.tmp'), 'not of this program');
    await utimes(path.join(folder, 'notes.tmp'), 0, 0);
    await store.prune(1, () => false);
    assert.deepEqual((await readdir(folder)).sort(), ['a.jsonl', 'new.jsonl.00000000000000aa.tmp', 'notes.tmp']);
  });

  it('stay while they are open or written, here or elsewhere', async () => {
    for (const [at, key] of ['a', 'open', 'here', 'there', 'gone'].entries()) await kept(key, 3, at);
    const journal = await store.open('here', never);
    await writeElsewhere('there');
    await store.prune(1, (key) => key === 'open');
    await journal.close();
    assert.deepEqual(await keys(), ['a', 'open', 'here', 'there']);
  });

  it('go before unfinished ones of the last day, and after those when nothing else is left', async () => {
    await kept('finished-1', 3, 1);
    await kept('unfinished-2', 1, 2);
    await kept('finished-3', 3, 3);
    await kept('unfinished-5', 1, 5);
    await kept('unfinished-30', 1, 30);
    await store.prune(3, () => false);
    assert.deepEqual(await keys(), ['finished-1', 'unfinished-2', 'unfinished-5']);
    await store.prune(2, () => false);
    assert.deepEqual(await keys(), ['unfinished-2', 'unfinished-5']);
    await store.prune(1, () => false);
    assert.deepEqual(await keys(), ['unfinished-2']);
  });
});

describe('what is remembered of kept runs', () => {
  const digest = { reading: 'r', claim: 'Converged', answers: ['42'], share: 0.5, effective: 2 };
  const index = (): string => `${folder}-index.json`;
  /** Another window, or the next one. */
  const again = (): RunStore => new RunStore(folder, { now: () => NOW });

  it('spares reading journals that are as they were', async () => {
    for (let at = 0; at < 3; at++) await kept(`r${at}`, 3, at);
    const listed = await store.list();
    // Told apart from the journals by one that says something else.
    const said = (await readFile(index(), 'utf8')).replace('"prompt":"r1"', '"prompt":"remembered"');
    await writeFile(index(), said);
    const prompts = (await again().list()).map(({ prompt }) => prompt);
    assert.deepEqual(prompts, ['r0', 'remembered', 'r2']);
    await kept('r1', 2, 1);
    assert.deepEqual((await again().list())[1], { ...listed[1], missing: 1 });
  });

  it('is made again when its file is damaged, of another program, or gone', async () => {
    await kept('a', 3, 1);
    const listed = await store.list();
    for (const text of ['', '{"runs":', '{"runs":[]}', '{"runs":{"a":{"stamp":"x","outline":7}}}', '[]', 'null']) {
      await writeFile(index(), text);
      assert.deepEqual(await again().list(), listed, text);
    }
    await rm(index());
    assert.deepEqual(await again().list(), listed);
  });

  it('holds what a report said until the run changes', async () => {
    await kept('a', 2, 1);
    await store.list();
    assert.deepEqual(await store.digest('a', () => Promise.resolve(digest)), digest);
    await store.list();
    assert.deepEqual((await again().list())[0]?.digest, digest);
    await kept('a', 3, 0);
    assert.equal((await again().list())[0]?.digest, null);
    const late = store.digest('a', async () => {
      await kept('a', 1, 0);
      return digest;
    });
    assert.equal(await late, null, 'what was read is no longer there');
    assert.equal((await again().list())[0]?.digest, null);
    assert.equal(await store.digest('gone', () => Promise.resolve(digest)), null);
  });

  it('leaves out runs that are gone', async () => {
    await kept('a', 3, 1);
    await kept('b', 3, 2);
    await store.list();
    await rm(fileOf('a'));
    await again().list();
    assert.deepEqual(Object.keys((JSON.parse(await readFile(index(), 'utf8')) as { runs: object }).runs), ['b']);
  });
});

describe('marks of a run', () => {
  const marksOf = async (): Promise<unknown> => (await store.list()).map(({ key, marks }) => [key, marks]);

  it('are kept beside it, survive a damaged file, and go with the last of them', async () => {
    await kept('a', 3, 1);
    await store.mark('a', { name: 'first try' });
    await store.mark('a', { isBaseline: true });
    assert.deepEqual(await marksOf(), [['a', { name: 'first try', isPinned: false, isBaseline: true }]]);
    for (const text of ['{', '{"name":7,"isPinned":"yes"}', 'x'.repeat(20_000)]) {
      await writeFile(path.join(folder, 'a.marks.json'), text);
      assert.deepEqual(await marksOf(), [['a', NO_MARKS]], text.slice(0, 40));
    }
    await store.mark('a', { name: '', isBaseline: false });
    assert.deepEqual(await readdir(folder), ['a.jsonl']);
    await assert.rejects(store.mark('../a', { isPinned: true }), /id of a run/);
  });

  it('keep it from being removed to make room', async () => {
    for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) await kept(key, 3, at);
    await store.mark('d', { isPinned: true });
    await store.prune(1);
    assert.deepEqual(await keys(), ['a', 'd']);
  });
});

describe('a deleted run', () => {
  it('comes back as it was, within a day', async () => {
    await kept('a', 2, 1);
    await store.mark('a', { name: 'mine' });
    const journal = await store.read('a');
    await store.delete('a');
    assert.deepEqual(await keys(), []);
    await store.restore('a');
    assert.equal(await store.read('a'), journal);
    assert.equal((await store.list())[0]?.marks.name, 'mine');
    await store.delete('a');
    const later = new RunStore(folder, { now: () => Date.now() + 25 * HOUR });
    await later.prune(50);
    await assert.rejects(store.restore('a'), /for good/);
    assert.deepEqual(await readdir(path.join(folder, 'deleted')), []);
  });

  it('is not one that somebody writes', async () => {
    await kept('a', 2, 1);
    await writeElsewhere('a');
    await assert.rejects(store.delete('a'), /being sent/);
    assert.deepEqual(await keys(), ['a']);
    assert.deepEqual(await readdir(path.join(folder, 'deleted')), []);
    await store.delete('gone');
    await assert.rejects(store.delete('../a'), /id of a run/);
    await assert.rejects(store.restore('../a'), /id of a run/);
  });
});
