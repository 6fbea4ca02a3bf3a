import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { UsageError } from '../../src/core/model/usage-error.ts';
import {
  isBeingWritten,
  isWrittenElsewhere,
  JournalBusy,
  openJournal,
  type Journal,
  type StorageProblem,
} from '../../src/storage/journal.ts';
import { identityOf } from '../../src/storage/journal-file.ts';
import { BEAT_MS, encodeOwner, ownerHere, STALE_MS } from '../../src/storage/lock-owner.ts';
import { lockOf } from '../../src/storage/lock.ts';
import { realProcesses } from '../../src/storage/processes.ts';
import { removeJournal } from '../../src/storage/remove-journal.ts';
import { openWorkshop } from '../support/storage/children.ts';

/** One journal on disks that do what disks do. */

const HEADER = '{"type":"started"}';
const POSIX = process.platform !== 'win32';
const MOUNTS = process.platform === 'linux' && process.getuid?.() === 0 && canMount();
const NO_MOUNTS = 'NOT RUN: needs Linux and the right to mount a small disk';

let folder: string;
before(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'convergence-probe-disk-')));
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly journal: Journal;
  readonly problems: StorageProblem[];
}

async function opened(file: string): Promise<Opened> {
  const problems: StorageProblem[] = [];
  return { journal: await openJournal({ file, onProblem: (problem) => problems.push(problem) }), problems };
}

const kinds = ({ problems }: Opened): readonly string[] => problems.map(({ kind }) => kind);
const linesOf = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n');
const numbered = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, at) => JSON.stringify({ at: from + at, text: 'y'.repeat(700) }));

describe('a journal', () => {
  it('is on disk line by line, and is nobody else’s to read', async () => {
    const file = path.join(folder, 'new', 'folders', 'a.jsonl');
    const { journal, problems } = await opened(file);
    for (const line of [HEADER, '{"b":1}']) {
      journal.line(line);
      assert.equal(linesOf(file).at(-2), line);
    }
    assert.deepEqual([problems, journal.missing], [[], 0]);
    await journal.close();
    await journal.close();
    assert.deepEqual(linesOf(file), [HEADER, '{"b":1}', '']);
    assert.deepEqual(readdirSync(path.dirname(file)), ['a.jsonl']);
    if (!POSIX) return;
    assert.equal(statSync(file).mode & 0o777, 0o600);
    for (const made of [path.dirname(file), path.join(folder, 'new')]) assert.equal(statSync(made).mode & 0o777, 0o700);
  });

  it('takes no line that is two, and none once it is closed', async () => {
    const { journal } = await opened(path.join(folder, 'two.jsonl'));
    assert.throws(() => {
      journal.line('a\nb');
    }, /line feed/);
    await journal.close();
    assert.throws(() => {
      journal.line('a');
    }, /closed/);
  });

  it('is written once in a process, whatever it is called', async () => {
    const file = path.join(folder, 'one.jsonl');
    const { journal } = await opened(file);
    symlinkSync(folder, path.join(folder, 'folder-link'));
    symlinkSync('one.jsonl', path.join(folder, 'file-link'));
    for (const name of ['one.jsonl', 'none/../one.jsonl', 'folder-link/one.jsonl', 'file-link']) {
      const other = `${folder}/${name}`;
      assert.equal(await isBeingWritten(other), true, name);
      assert.equal(await isWrittenElsewhere(other), false, name);
      await assert.rejects(openJournal({ file: other, onProblem: () => undefined }), (error) => {
        assert.ok(error instanceof JournalBusy && error instanceof UsageError);
        assert.match(
          error.message,
          new RegExp(`^[^.]+\\(process ${process.pid} on .*\\) is writing this run; stop it.*\\.$`),
        );
        return true;
      });
      assert.equal(await removeJournal(other, identityOf(file)!), false);
    }
    await journal.close();
    assert.equal(await isBeingWritten(file), false);
    await (await opened(`${folder}/file-link`)).journal.close();
  });

  it('has one lock before it exists, behind links to nowhere as well', async () => {
    const real = path.join(folder, 'later', 'journal.jsonl');
    symlinkSync('later', path.join(folder, 'later-link'));
    symlinkSync('later-link/journal.jsonl', path.join(folder, 'journal-link'));
    const { journal, problems } = await opened(path.join(folder, 'journal-link'));
    await assert.rejects(openJournal({ file: real, onProblem: () => undefined }), JournalBusy);
    journal.line(HEADER);
    await journal.close();
    assert.deepEqual([problems, linesOf(real)], [[], [HEADER, '']]);
  });

  it('is where the system finds it when the path leads out of a link', { skip: !POSIX }, async () => {
    mkdirSync(path.join(folder, 'x', 'y'), { recursive: true });
    symlinkSync('x/y', path.join(folder, 'deep-link'));
    for (const name of ['deep-link/../z.jsonl', 'deep-link/../new/z.jsonl']) {
      const { journal } = await opened(`${folder}/${name}`);
      journal.line(HEADER);
      await journal.close();
      assert.deepEqual(linesOf(`${folder}/${name}`), [HEADER, '']);
    }
    assert.deepEqual(readdirSync(path.join(folder, 'x')).sort(), ['new', 'y', 'z.jsonl']);
  });

  it('may have the longest name that there is', async () => {
    const file = path.join(folder, `${'n'.repeat(249)}.jsonl`);
    const { journal, problems } = await opened(file);
    await assert.rejects(openJournal({ file, onProblem: () => undefined }), JournalBusy);
    await journal.close();
    assert.deepEqual(problems, []);
  });

  it('goes with all that belongs to its lock when it is removed, and with nothing else', async () => {
    const place = path.join(folder, 'removed');
    mkdirSync(place);
    const file = path.join(place, 'a.jsonl');
    const leftovers = [
      'a.jsonl.lock.0000000000000001',
      'a.jsonl.lock.0000000000000001.heir',
      'a.jsonl.lock.0000000000000001.new',
      'a.jsonl.lock.1a-2b',
    ];
    for (const name of ['a.jsonl', ...leftovers, 'a.jsonl.lock.notes', 'b.jsonl'])
      writeFileSync(path.join(place, name), '');
    const identity = identityOf(file)!;
    assert.equal(await removeJournal(file, identity), true);
    assert.deepEqual(readdirSync(place).sort(), ['a.jsonl.lock.notes', 'b.jsonl']);
    assert.equal(await removeJournal(file, identity), false);
  });

  it('stays out of a link that leads to another folder', { skip: !POSIX }, async () => {
    mkdirSync(path.join(folder, 'inside'));
    for (const [name, to] of [
      ['there.jsonl', '../elsewhere.jsonl'],
      ['nowhere.jsonl', '../not-yet.jsonl'],
      ['loop.jsonl', 'loop.jsonl'],
    ] as const) {
      const link = path.join(folder, 'inside', name);
      symlinkSync(to, link);
      await assert.rejects(openJournal({ file: link, onProblem: () => undefined }), /is a link that leads/);
    }
    assert.equal(existsSync(path.join(folder, 'not-yet.jsonl')), false);
  });

  it('is for its owner alone, also when it was not before', { skip: !POSIX }, async () => {
    for (const [name, mode, expected] of [
      ['new', null, 0o600],
      ['loose', 0o664, 0o600],
      ['strict', 0o600, 0o600],
    ] as const) {
      const file = path.join(folder, `mode-${name}.jsonl`);
      if (mode !== null) {
        writeFileSync(file, `${HEADER}\n`);
        chmodSync(file, mode);
      }
      await (await opened(file)).journal.close();
      assert.equal(statSync(file).mode & 0o777, expected, name);
    }
  });
});

describe('a file that took the place of a journal', () => {
  const OTHERS: Readonly<Record<string, (file: string) => void>> = {
    'of the same length': (file) => {
      const { size } = statSync(file);
      writeFileSync(`${file}.new`, 'x'.repeat(size));
      renameSync(`${file}.new`, file);
    },
    'that is another journal': (file) => {
      writeFileSync(`${file}.new`, `${HEADER}\n`);
      renameSync(`${file}.new`, file);
    },
    'written into it': (file) => {
      writeFileSync(file, 'notes');
    },
    'that is a link': (file) => {
      writeFileSync(`${file}.kept`, `${HEADER}\n`);
      rmSync(file);
      symlinkSync(`${file}.kept`, file);
    },
  };
  for (const [what, put] of Object.entries(OTHERS)) {
    it(`is not removed for it: ${what}`, async () => {
      const file = path.join(folder, `${what.replaceAll(' ', '-')}.jsonl`);
      const { journal } = await opened(file);
      journal.line(HEADER);
      await journal.close();
      put(file);
      const text = readFileSync(file, 'utf8');
      assert.equal(await removeJournal(file, journal.identity!), false);
      assert.equal(readFileSync(file, 'utf8'), text);
    });
  }
});

describe('a folder that takes no folders', { skip: existsSync('/proc/self') ? false : 'NOT RUN: needs /proc' }, () => {
  it('is given up', async () => {
    const opening = await opened('/proc/none/deep/a.jsonl');
    await opening.journal.close();
    assert.deepEqual(kinds(opening), ['read-only']);
  });
});

describe('a journal that another program has set in its own way', () => {
  it('is written on', async () => {
    const file = path.join(folder, 'spaced.jsonl');
    writeFileSync(file, '{ "type": "started", "header": {} }\n');
    const opening = await opened(file);
    opening.journal.line('{"a":1}');
    await opening.journal.close();
    assert.deepEqual(linesOf(file).slice(1), ['{"a":1}', '']);
  });
});

describe('what is not a journal', () => {
  it('is left as it is', async () => {
    for (const content of ['#!/bin/sh\n', '{"type":"settled"}\n', 'x']) {
      const file = path.join(folder, 'precious');
      writeFileSync(file, content);
      await assert.rejects(openJournal({ file, onProblem: () => undefined }), UsageError);
      assert.equal(readFileSync(file, 'utf8'), content);
      assert.equal(await isBeingWritten(file), false);
    }
    await assert.rejects(openJournal({ file: folder, onProblem: () => undefined }), /plain file/);
  });

  it('is not waited for', { skip: !POSIX }, async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await assert.rejects(openJournal({ file: pipe, onProblem: () => undefined }), /plain file/);
    // Neither is a lock that is none; it is fresh, so somebody may hold it.
    execFileSync('mkfifo', [lockOf(path.join(folder, 'piped.jsonl'))]);
    const piped = openJournal({ file: path.join(folder, 'piped.jsonl'), onProblem: () => undefined });
    await assert.rejects(piped, JournalBusy);
  });
});

describe('a journal that is removed while it is written', () => {
  it('is a problem, and what comes after is only in memory', async () => {
    for (const gone of ['a.jsonl', '.']) {
      const place = path.join(folder, 'vanishing');
      const file = path.join(place, 'a.jsonl');
      const opening = await opened(file);
      for (const line of [HEADER, ...numbered(20)]) opening.journal.line(line);
      rmSync(path.join(place, gone), { recursive: true });
      for (const line of numbered(3, 20)) opening.journal.line(line);
      await opening.journal.close();
      assert.deepEqual([kinds(opening), opening.journal.missing], [['missing'], 3]);
      // A part of a journal would pass for a whole one.
      assert.deepEqual(gone === '.' ? existsSync(place) : readdirSync(place), gone === '.' ? false : []);
      rmSync(place, { recursive: true, force: true });
    }
  });

  it('goes on in the file that took its place', async () => {
    const file = path.join(folder, 'replaced.jsonl');
    const { journal } = await opened(file);
    journal.line(HEADER);
    writeFileSync(`${file}.new`, `${HEADER}\n{"by":"hand"}`);
    renameSync(`${file}.new`, file);
    journal.line('{"b":1}');
    await journal.close();
    assert.deepEqual(linesOf(file), [HEADER, '{"by":"hand"}', '{"b":1}', '']);
  });

  it('goes on behind what an editor saved into it', async () => {
    const file = path.join(folder, 'edited.jsonl');
    const { journal, problems } = await opened(file);
    journal.line(HEADER);
    journal.line('{"a":1}');
    writeFileSync(file, `${HEADER}\n{"shorter`);
    journal.line('{"b":1}');
    await journal.close();
    assert.deepEqual([linesOf(file), problems], [[HEADER, '{"shorter', '{"b":1}', ''], []]);
  });
});

describe('a lock that another process has taken over', () => {
  const others = (): string => encodeOwner({ ...ownerHere('00000000000000aa', realProcesses(), new Date(0)), pid: 1 });

  it('is noticed within a beat: nothing more is written, and the other’s lock stays', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const file = path.join(folder, 'lost.jsonl');
    const opening = await opened(file);
    opening.journal.line(HEADER);
    writeFileSync(lockOf(file), others());
    t.mock.timers.tick(BEAT_MS);
    opening.journal.line('{"late":1}');
    assert.deepEqual([kinds(opening), opening.journal.missing], [['lost'], 1]);
    await opening.journal.close();
    assert.deepEqual(linesOf(file), [HEADER, '']);
    assert.equal(readFileSync(lockOf(file), 'utf8'), others());
  });

  it('is noticed before the first line after a sleep', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval', 'Date'], now: Date.now() });
    const file = path.join(folder, 'slept.jsonl');
    const opening = await opened(file);
    opening.journal.line(HEADER);
    writeFileSync(lockOf(file), others());
    t.mock.timers.setTime(Date.now() + 3_600_000);
    opening.journal.line('{"late":1}');
    assert.deepEqual([kinds(opening), linesOf(file)], [['lost'], [HEADER, '']]);
    await opening.journal.close();
  });

  it('is made again when it was only removed', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const file = path.join(folder, 'unlocked.jsonl');
    const { journal, problems } = await opened(file);
    rmSync(lockOf(file));
    t.mock.timers.tick(BEAT_MS);
    assert.equal(await isBeingWritten(file), true);
    journal.line(HEADER);
    await journal.close();
    assert.deepEqual([problems, linesOf(file)], [[], [HEADER, '']]);
  });

  it('is kept fresh by touching it', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const file = path.join(folder, 'touched.jsonl');
    const { journal } = await opened(file);
    const before = statSync(lockOf(file)).mtimeMs;
    await new Promise((resolve) => setTimeout(resolve, 30));
    t.mock.timers.tick(BEAT_MS);
    assert.ok(statSync(lockOf(file)).mtimeMs > before);
    await journal.close();
  });
});

describe('a lock that is found', () => {
  const here = realProcesses();
  const own = ownerHere('00000000000000aa', here, new Date(0));
  const found = async (name: string, content: string, ageMs: number): Promise<'taken over' | 'respected'> => {
    const file = path.join(folder, `${name}.jsonl`);
    writeFileSync(lockOf(file), content);
    const time = new Date(Date.now() - ageMs);
    utimesSync(lockOf(file), time, time);
    try {
      const { journal, problems } = await opened(file);
      assert.deepEqual(problems, []);
      await journal.close();
      return 'taken over';
    } catch (error) {
      assert.ok(error instanceof JournalBusy);
      return 'respected';
    }
  };

  it('of another machine counts while it is touched', async () => {
    const content = encodeOwner({ ...own, host: 'another', pid: 0x7ffffffe });
    assert.equal(await found('far-fresh', content, 0), 'respected');
    assert.equal(await found('far-old', content, STALE_MS + 1_000), 'taken over');
  });

  it('that nobody can read counts while it is fresh', async () => {
    for (const [at, content] of ['', '{"nonce":"00', 'x'.repeat(100_000)].entries()) {
      assert.equal(await found(`odd-fresh-${at}`, content, 0), 'respected');
      assert.equal(await found(`odd-old-${at}`, content, STALE_MS + 1_000), 'taken over');
    }
  });

  it('of a process whose number was given to another does not count', { skip: own.start === null }, async () => {
    assert.equal(await found('reused', encodeOwner({ ...own, start: '1' }), 0), 'taken over');
    assert.equal(await found('suspended', encodeOwner(own), 1_000 * STALE_MS), 'respected');
  });
});

describe('a full disk', { skip: MOUNTS ? false : NO_MOUNTS }, () => {
  it('is said once, and what it did not take is written when the run ends', async () => {
    await onDisk('size=64k', async (disk) => {
      const file = path.join(disk, 'a.jsonl');
      writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(24 * 1024));
      const opening = await opened(file);
      const lines = [HEADER, ...numbered(100)];
      for (const line of lines) opening.journal.line(line);
      assert.deepEqual(kinds(opening), ['full']);
      const { missing } = opening.journal;
      assert.ok(missing > 0 && missing < 100, String(missing));
      assert.deepEqual(linesOf(file).slice(0, lines.length - missing), lines.slice(0, lines.length - missing));
      rmSync(path.join(disk, 'ballast'));
      execFileSync('mount', ['-o', 'remount,size=256k', disk]);
      await opening.journal.close();
      assert.deepEqual(linesOf(file), [...lines, '']);
      assert.deepEqual([kinds(opening), opening.journal.missing], [['full'], 0]);
    });
  });

  it('is tried again every few seconds, so that freed space is used before the run ends', async (t) => {
    await onDisk('size=32k', async (disk) => {
      t.mock.timers.enable({ apis: ['setInterval'] });
      const file = path.join(disk, 'a.jsonl');
      const opening = await opened(file);
      const lines = [HEADER, ...numbered(60)];
      for (const line of lines) opening.journal.line(line);
      assert.ok(opening.journal.missing > 0);
      execFileSync('mount', ['-o', 'remount,size=256k', disk]);
      t.mock.timers.tick(BEAT_MS);
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.deepEqual([opening.journal.missing, linesOf(file)], [0, [...lines, '']]);
      t.mock.timers.reset();
      await opening.journal.close();
    });
  });

  it('that takes nothing from the start leaves the run in memory', async () => {
    await onDisk('size=32k', async (disk) => {
      writeFileSync(path.join(disk, 'ballast'), '');
      assert.throws(() => {
        writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(64 * 1024));
      }, /ENOSPC/);
      const file = path.join(disk, 'deep', 'a.jsonl');
      const opening = await opened(file);
      for (const line of [HEADER, '{"a":1}']) opening.journal.line(line);
      assert.deepEqual([kinds(opening), opening.journal.missing], [['full'], 2]);
      rmSync(path.join(disk, 'ballast'));
      await opening.journal.close();
      assert.deepEqual([linesOf(file), opening.journal.missing], [[HEADER, '{"a":1}', ''], 0]);
      assert.deepEqual(readdirSync(path.dirname(file)), ['a.jsonl']);
    });
  });

  it('that cannot be written says so, and the run ends all the same', async () => {
    await onDisk('size=32k', async (disk) => {
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      // Also where its folder is to be made first.
      for (const file of [path.join(disk, 'a.jsonl'), path.join(disk, 'deep', 'deeper', 'a.jsonl')]) {
        const opening = await opened(file);
        opening.journal.line(HEADER);
        await opening.journal.close();
        assert.deepEqual([kinds(opening), opening.journal.missing], [['read-only'], 1]);
        assert.equal(await isBeingWritten(file), false);
      }
      execFileSync('mount', ['-o', 'remount,rw', disk]);
    });
  });
});

describe('a folder that one may not write', { skip: POSIX ? false : 'NOT RUN: needs POSIX permissions' }, () => {
  it('says so, and the run goes on in memory', async () => {
    const place = path.join(folder, 'locked');
    mkdirSync(place);
    chmodSync(folder, 0o755);
    chmodSync(place, 0o555);
    const workshop = await openWorkshop();
    try {
      // Permissions do not bind the superuser.
      const child = workshop.start(process.getuid?.() === 0 ? 65_534 : undefined);
      const answer = await child.ask({ do: 'open', file: path.join(place, 'a.jsonl') });
      assert.deepEqual(answer, { won: true, problems: ['denied'] });
      assert.deepEqual(await child.ask({ do: 'close' }), {});
      assert.deepEqual(readdirSync(place), []);
    } finally {
      await workshop.remove();
      chmodSync(place, 0o755);
    }
  });
});

/** Mounts a small disk in memory for the time of `work`. */
async function onDisk(options: string, work: (disk: string) => Promise<void>): Promise<void> {
  const disk = mkdtempSync(path.join(tmpdir(), 'convergence-probe-small-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
  try {
    await work(disk);
  } finally {
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true });
  }
}

function canMount(): boolean {
  const disk = mkdtempSync(path.join(tmpdir(), 'convergence-probe-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', disk], { stdio: 'ignore' });
    execFileSync('umount', [disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // a container without the right to
  } finally {
    rmSync(disk, { recursive: true });
  }
}
