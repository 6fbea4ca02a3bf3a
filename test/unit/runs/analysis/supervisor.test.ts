import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InHand } from '../../../../src/runs/analysis/shared-watch.ts';
import { budgetOfText, Supervisor, TICK_MS, type Elapsed } from '../../../../src/runs/analysis/supervisor.ts';

const TEXT = [100, 1, 2] as const;
const reading = (turn: number): InHand => ({ turn, text: TEXT, stage: null });
/** One look after another of a thread that computes all the time. */
const COMPUTING: Elapsed = { wallMs: TICK_MS, cpuMs: TICK_MS, busy: 1 };

/** How many looks it takes until something is ended; `most` when nothing is. */
function looksUntilEnded(supervisor: Supervisor, now: InHand, elapsed: Elapsed, most = 20_000): number {
  for (let look = 1; look < most; look++) if (supervisor.look(now, elapsed) !== null) return look;
  return most;
}

describe('the supervisor of a thread', () => {
  it('ends one text that takes longer than its budget, and says which', () => {
    const supervisor = new Supervisor(0);
    const looks = looksUntilEnded(supervisor, reading(1), COMPUTING);
    const spentMs = looks * TICK_MS;
    assert.ok(spentMs > budgetOfText(100, 0) && spentMs < budgetOfText(100, 0) + 5 * TICK_MS, `${spentMs} ms`);
    assert.deepEqual(supervisor.look(reading(1), COMPUTING), { kind: 'text', text: TEXT });
  });

  it('ends nothing while texts follow each other, however many there are', () => {
    const supervisor = new Supervisor(0);
    for (let turn = 0; turn < 10_000; turn++) assert.equal(supervisor.look(reading(turn), COMPUTING), null);
  });

  it('counts a look that comes an hour late, as after a suspension, as two', () => {
    for (const cpuMs of [0, 3_600_000]) {
      const supervisor = new Supervisor(0);
      for (let look = 0; look < 10; look++)
        assert.equal(supervisor.look(reading(1), { wallMs: 3_600_000, cpuMs, busy: 1 }), null);
    }
  });

  it('waits longer for a thread that does not get the processor, though not for ever', () => {
    const alone = looksUntilEnded(new Supervisor(0), reading(1), COMPUTING);
    const starved = looksUntilEnded(new Supervisor(0), reading(1), { ...COMPUTING, cpuMs: 1 });
    assert.ok(starved > 2 * alone && starved < 5 * alone, `${starved} looks, ${alone} alone`);
  });

  it('shares the computing of the process among the threads at work', () => {
    const alone = looksUntilEnded(new Supervisor(0), reading(1), COMPUTING);
    const beside = looksUntilEnded(new Supervisor(0), reading(1), { ...COMPUTING, busy: 2 });
    assert.ok(beside >= 2 * alone - 2, `${beside} looks, ${alone} alone`);
  });

  it('gives long texts more time, and all of them less when several were given up', () => {
    assert.ok(budgetOfText(1_000_000, 0) > 2 * budgetOfText(100, 0));
    assert.ok(budgetOfText(1e9, 0) <= 20_000, 'a text of any length comes to an end');
    const five = [0, 1, 2, 3, 4].reduce((sum, givenUp) => sum + budgetOfText(100, givenUp), 0);
    assert.ok(five < 7_000, `five of them take ${five} ms`);
    assert.ok(budgetOfText(100, 1_000) >= 250, 'an ordinary text on a slow machine is not given up');
  });

  it('gives work on all outputs minutes', () => {
    const looks = looksUntilEnded(new Supervisor(0), { turn: 1, text: null, stage: 'grouping' }, COMPUTING);
    assert.ok(looks * TICK_MS > 60_000 && looks * TICK_MS < 900_000, `${looks} looks`);
  });
});
