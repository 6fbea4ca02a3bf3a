import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  BEAT_MS,
  decodeOwner,
  encodeOwner,
  isOwnedHere,
  isOwnerAlive,
  ownerHere,
  STALE_MS,
  type LockOwner,
} from '../../../src/storage/lock-owner.ts';
import { isSameBoot, realProcesses, type Processes } from '../../../src/storage/processes.ts';

const NONCE = '0123456789abcdef';
const LINUX = 'boot-1 pid:[1]';
const FRESH = BEAT_MS;
const OLD = STALE_MS + 1;

/** A machine on which the processes run that are named with their starts. */
function machine(running: Readonly<Record<number, string | null>>, boot = LINUX): Processes {
  return {
    pid: 7,
    host: 'here',
    boot,
    isRunning: (pid) => Object.hasOwn(running, pid),
    startOf: (pid) => running[pid] ?? null,
  };
}

const owner = (changes: Partial<LockOwner> = {}): LockOwner => ({
  nonce: NONCE,
  pid: 42,
  start: '1000',
  host: 'here',
  boot: LINUX,
  takenAt: '2026-11-01T00:00:00.000Z',
  ...changes,
});

describe('whether the owner of a lock is alive', () => {
  it('asks the process on the same machine: dead at once, however fresh its lock', () => {
    assert.equal(isOwnerAlive(owner(), 0, machine({})), false);
    assert.equal(isOwnerAlive(owner(), 0, machine({ 42: '1000' })), true);
  });

  it('lets a suspended process keep its lock', () => {
    assert.equal(isOwnerAlive(owner(), 1_000 * OLD, machine({ 42: '1000' })), true);
  });

  it('is not taken in by another process with the same id', () => {
    assert.equal(isOwnerAlive(owner(), 0, machine({ 42: '2000' })), false);
  });

  it('goes by the touching where the start of a process is not known', () => {
    for (const [start, table] of [
      [null, { 42: '1000' }],
      ['1000', { 42: null }],
      [null, { 42: null }],
    ] as const) {
      assert.equal(isOwnerAlive(owner({ start }), FRESH, machine(table)), true);
      assert.equal(isOwnerAlive(owner({ start }), OLD, machine(table)), false);
    }
  });

  it('goes by the touching on another machine, in another container and after a reboot', () => {
    for (const changes of [{ host: 'there' }, { boot: 'boot-1 pid:[2]' }, { boot: 'boot-2 pid:[1]' }]) {
      for (const table of [machine({}), machine({ 42: '1000' })]) {
        assert.equal(isOwnerAlive(owner(changes), FRESH, table), true);
        assert.equal(isOwnerAlive(owner(changes), OLD, table), false);
      }
    }
  });

  it('goes by the touching when the lock cannot be read', () => {
    assert.equal(isOwnerAlive(null, FRESH, machine({})), true);
    assert.equal(isOwnerAlive(null, OLD, machine({})), false);
  });

  it('takes a time far ahead for a clock that was set back since', () => {
    assert.equal(isOwnerAlive(null, -OLD, machine({})), false);
    assert.equal(isOwnerAlive(null, -FRESH, machine({})), true);
  });

  it('waits for several missed touches', () => {
    assert.ok(STALE_MS >= 5 * BEAT_MS);
  });
});

describe('one start of a machine', () => {
  it('is the same for two clocks that differ a little, and for nothing else', () => {
    assert.equal(isSameBoot('at 1000000', 'at 1015000'), true);
    assert.equal(isSameBoot('at 1000000', 'at 1100000'), false);
    assert.equal(isSameBoot(LINUX, LINUX), true);
    assert.equal(isSameBoot(LINUX, 'at 1000000'), false);
    assert.equal(isSameBoot('at x', 'at x '), false);
  });
});

describe('this process', () => {
  it('runs, has one start, and owns what it takes', () => {
    const here = realProcesses();
    assert.equal(here.isRunning(process.pid), true);
    assert.equal(here.startOf(process.pid), here.startOf(process.pid));
    const own = ownerHere(NONCE, here, new Date(0));
    assert.equal(isOwnedHere(own, realProcesses()), true);
    assert.equal(isOwnerAlive(own, OLD, here), here.startOf(process.pid) !== null);
    assert.equal(isOwnedHere({ ...own, pid: own.pid + 1 }, here), false);
    assert.equal(isOwnedHere({ ...own, start: 'another' }, here), false);
  });

  it('is not mistaken for one that has ended', () => {
    // The largest id there can be is beyond what systems give out.
    assert.equal(realProcesses().isRunning(0x7fffffff), false);
    assert.equal(realProcesses().startOf(0x7fffffff), null);
  });
});

describe('the content of a lock', () => {
  it('reads back as it was written, whatever the host is called', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.option(fc.string()), fc.integer({ min: 1, max: 4_194_304 }), (...of) => {
        const [host, boot, start, pid] = of;
        const written = owner({ host, boot, start, pid });
        assert.deepEqual(decodeOwner(encodeOwner(written)), written);
      }),
    );
  });

  it('is nobody when it is torn at any byte', () => {
    const text = encodeOwner(owner());
    for (let end = 0; end < text.length - 1; end++) assert.equal(decodeOwner(text.slice(0, end)), null);
  });

  it('is nobody when it would lead astray', () => {
    const oddities: readonly Readonly<Record<string, unknown>>[] = [
      ...[0, -1, 1.5, 2 ** 40, '42', null].map((pid) => ({ pid })),
      ...['', '../../../../evil', NONCE.toUpperCase(), `${NONCE}0`, 5].map((nonce) => ({ nonce })),
      ...[{ start: 5 }, { host: null }, { boot: 5 }, { takenAt: 5 }],
    ];
    for (const odd of oddities) assert.equal(decodeOwner(JSON.stringify({ ...owner(), ...odd })), null);
    for (const text of ['null', '[]', '5', '"x"']) assert.equal(decodeOwner(text), null);
  });
});
