import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { after, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBeingWritten, isWrittenElsewhere, JournalBusy, openJournal } from '../../src/storage/journal.ts';
import { encodeOwner, ownerHere } from '../../src/storage/lock-owner.ts';
import { lockHolder, lockOf } from '../../src/storage/lock.ts';
import { realProcesses } from '../../src/storage/processes.ts';
import { openWorkshop, type Child, type Workshop } from '../support/storage/children.ts';

/** Several processes and one journal. */

const CONTENDERS = 8;
const ROUNDS = 40;
const HEADER = '{"type":"started"}\n';

let workshop: Workshop | undefined;
let contenders: readonly Child[];
/** At the first test that runs, as none may: processes that wait for a test keep this one alive. */
async function open(): Promise<void> {
  if (workshop !== undefined) return;
  const opened = (workshop = await openWorkshop());
  contenders = Array.from({ length: CONTENDERS }, () => opened.start());
}
after(() => workshop?.remove());

const fileNamed = (name: string): string => path.join(workshop!.folder, `${name}.jsonl`);
const never = (problem: unknown): void => assert.fail(JSON.stringify(problem));

/** The lock of a process on this machine that has ended. */
function deadLock(nonce: string): string {
  const here = realProcesses();
  return encodeOwner({ ...ownerHere(nonce, here, new Date()), pid: 0x7ffffffe, start: '1' });
}

/** All open the journal at once; how many had it, and that nothing went wrong. */
async function race(file: string): Promise<number> {
  const answers = await Promise.all(contenders.map((child) => child.ask({ do: 'open', file })));
  for (const { wrong, problems } of answers) assert.deepEqual([wrong, problems], [undefined, []]);
  assert.equal(await isWrittenElsewhere(file), true);
  await Promise.all(contenders.map((child) => child.ask({ do: 'close' })));
  return answers.filter(({ won }) => won).length;
}

/** What is left beside the journals that begin with a name. */
function leftovers(name: string): string[] {
  return readdirSync(workshop!.folder).filter((found) => found.startsWith(name) && found.includes('.lock'));
}

describe(`${CONTENDERS} processes that open one journal at once`, () => {
  beforeEach(open);

  it('are one writer and seven that are told so', async () => {
    for (let round = 0; round < ROUNDS; round++) assert.equal(await race(fileNamed(`fresh-${round}`)), 1);
    assert.deepEqual(leftovers('fresh-'), []);
  });

  it('are one writer when its last one was killed', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const file = fileNamed(`stale-${round}`);
      writeFileSync(lockOf(file), deadLock('00000000000000aa'));
      assert.equal(await race(file), 1);
    }
    assert.deepEqual(leftovers('stale-'), []);
  });

  it('are one writer when the one that took over was killed over it as well', async () => {
    for (let round = 0; round < 20; round++) {
      const file = fileNamed(`guarded-${round}`);
      writeFileSync(lockOf(file), deadLock('00000000000000aa'));
      writeFileSync(`${lockOf(file)}.00000000000000aa`, deadLock('00000000000000bb'));
      writeFileSync(`${lockOf(file)}.00000000000000aa.00000000000000bb`, deadLock('00000000000000cc'));
      assert.equal(await race(file), 1);
    }
    assert.deepEqual(leftovers('guarded-'), []);
  });

  it('have it in turns, never two at a time', async () => {
    const order = { do: 'contend', file: fileNamed('turns'), turns: 15, ms: 30_000 } as const;
    const answers = await Promise.all(contenders.map((child) => child.ask(order)));
    assert.deepEqual(answers, Array(CONTENDERS).fill({ turns: 15 }));
    assert.equal(await isBeingWritten(order.file), false);
  });

  it('never leave a lock that does not say whose it is, also not for a moment', async () => {
    const order = { do: 'contend', file: fileNamed('named'), turns: 40, ms: 30_000 } as const;
    let isContending = true;
    const contending = Promise.all(contenders.map((child) => child.ask(order))).finally(() => (isContending = false));
    let seen = 0;
    while (isContending) {
      for (let look = 0; look < 2_000; look++) {
        const holder = lockHolder(order.file, realProcesses());
        if (holder === null) continue;
        assert.notEqual(holder.heldBy, null);
        seen++;
      }
      await sleep(1);
    }
    assert.deepEqual(await contending, Array(CONTENDERS).fill({ turns: 40 }));
    assert.ok(seen > 0);
  });

  it('never have it two at a time while others are killed that had it', async () => {
    const order = { do: 'contend', file: fileNamed('killed'), turns: Infinity, ms: 3_000 } as const;
    const contending = Promise.all(contenders.map((child) => child.ask(order)));
    let killed = 0;
    const until = performance.now() + order.ms;
    while (performance.now() < until) {
      const victim = workshop!.start();
      assert.equal((await victim.ask({ do: 'seize', file: order.file })).won, true);
      await victim.kill();
      killed++;
    }
    assert.deepEqual(
      (await contending).map(({ wrong }) => wrong).filter((wrong) => wrong !== undefined),
      [],
    );
    assert.ok(killed > 0);
    await resumeRun(order.file);
    assert.deepEqual(leftovers('killed'), []);
  });
});

describe('a writer that is killed', () => {
  beforeEach(open);

  it('leaves every line that it was told is written, and its journal to the next one at once', async () => {
    for (let round = 0; round < 5; round++) {
      const file = fileNamed(`written-${round}`);
      const child = workshop!.start();
      const acknowledged = numbersFrom(child.process.stdout!);
      void child.ask({ do: 'write', file });
      await once(child.process.stdout!, 'data');
      await sleep(20 + round * 30);
      assert.equal(await isWrittenElsewhere(file), true);
      await assert.rejects(openJournal({ file, onProblem: never }), JournalBusy);
      await child.kill();
      const last = (await acknowledged).at(-1)!;
      assert.ok(last > 10, `only ${last} lines`);
      const began = performance.now();
      await resumeRun(file);
      assert.ok(performance.now() - began < 5_000, 'the take-over waited');
      const lines = readFileSync(file, 'utf8').split('\n');
      for (let at = 0; at <= last; at++) {
        assert.deepEqual(JSON.parse(lines[at + 1]!), { at, text: 'x'.repeat(at % 5_000) });
      }
      assert.equal(lines.at(-2), '{"goes":"on"}');
      assert.equal(existsSync(lockOf(file)), false);
    }
  });

  it('may leave a torn line, behind which the next one goes on', async () => {
    const file = fileNamed('torn');
    writeFileSync(file, `${HEADER}{"whole":1}\n{"to`);
    writeFileSync(lockOf(file), deadLock('00000000000000aa'));
    await resumeRun(file);
    await resumeRun(file);
    assert.equal(readFileSync(file, 'utf8'), `${HEADER}{"whole":1}\n{"to\n{"goes":"on"}\n{"goes":"on"}\n`);
  });

  it('may leave a torn header, and the run begins anew', async () => {
    const file = fileNamed('torn-header');
    writeFileSync(file, HEADER.slice(0, 10));
    await resumeRun(file);
    assert.equal(readFileSync(file, 'utf8'), `${HEADER.slice(0, 10)}\n{"goes":"on"}\n`);
  });
});

async function resumeRun(file: string): Promise<void> {
  const journal = await openJournal({ file, onProblem: never });
  journal.line('{"goes":"on"}');
  await journal.close();
}

async function numbersFrom(stream: Readable): Promise<number[]> {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(stream, 'close');
  return text.split('\n').slice(0, -1).map(Number);
}
