import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LaneShares } from '../../../../src/core/engine/lane-shares.ts';
import { answer, headerFor, runScripted, type Scripted } from './scripted.ts';

describe('the shares of a lane', () => {
  const known = (latencies: Readonly<Record<string, number>>): LaneShares => {
    const shares = new LaneShares();
    for (const [group, latencyMs] of Object.entries(latencies)) {
      shares.sent(group);
      shares.ended(group, latencyMs);
    }
    return shares;
  };
  /** How many places each group gets one after the other, when all of them always wait and no call ends. */
  const dealt = (shares: LaneShares, groups: readonly string[], window: number): Readonly<Record<string, number>> => {
    const places = Object.fromEntries(groups.map((group) => [group, 0]));
    for (let turn = 0; turn < window; turn++) {
      const first = shares.below(groups, window);
      const next = groups.filter((group) => first.has(group)).sort((a, b) => places[a]! - places[b]!)[0]!;
      places[next]!++;
      shares.sent(next);
    }
    return places;
  };

  it('are even where nothing is known, and where groups are about as fast', () => {
    assert.deepEqual(dealt(new LaneShares(), ['a', 'b', 'c'], 12), { a: 4, b: 4, c: 4 });
    assert.deepEqual(dealt(known({ a: 100, b: 150, c: 190 }), ['a', 'b', 'c'], 12), { a: 4, b: 4, c: 4 });
  });

  it('leave a slow group half of an even share, and so one of which nothing has been heard', () => {
    assert.deepEqual(dealt(known({ a: 100, b: 100, c: 1000 }), ['a', 'b', 'c'], 12), { a: 5, b: 5, c: 2 });
    assert.deepEqual(dealt(known({ a: 100, b: 100 }), ['a', 'b', 'c'], 12), { a: 5, b: 5, c: 2 });
    assert.deepEqual(dealt(known({ a: 100, b: 1000 }), ['a', 'b'], 1), { a: 1, b: 0 });
  });

  it('always leave somebody below his own while a place is free', () => {
    for (const window of [1, 2, 3, 7, 12, 100]) {
      const all: readonly Readonly<Record<string, number>>[] = [
        { a: 1, b: 3, c: 9 },
        { a: 0, b: 0 },
        { a: 5, b: 500, c: 501, d: 6 },
      ];
      for (const latencies of all) {
        const groups = Object.keys(latencies);
        const places = dealt(known(latencies), groups, window);
        assert.equal(
          Object.values(places).reduce((sum, count) => sum + count, 0),
          window,
        );
      }
    }
  });
});

describe('a slow model behind the address of fast ones', () => {
  const RUNS = 50;
  const FAST_MS = 400;
  const ask = (targets: readonly string[], slowMs: number): Promise<Scripted> =>
    runScripted(
      headerFor(targets, RUNS),
      (target) => ({ attempt: answer('Mango'), takesMs: target === 'gate:slow' ? slowMs : FAST_MS }),
      { concurrency: 12 },
    );
  const endOf = ({ calls }: Scripted, isMeant: (target: string) => boolean): number =>
    Math.max(...calls.filter(({ target }) => isMeant(target)).map(({ endedMs }) => endedMs));

  it('does not hold them up, and the run takes no longer', async () => {
    const alone = await ask(['gate:a', 'gate:b'], 0);
    const together = await ask(['gate:a', 'gate:b', 'gate:slow'], 10 * FAST_MS);
    const ratio = endOf(together, (target) => target !== 'gate:slow') / endOf(alone, () => true);
    assert.ok(ratio <= 1.3, `fast ones take ${ratio.toFixed(2)} times as long`);
    // All places are always in use but for the last round of the slow one.
    const work = (2 * RUNS * FAST_MS + RUNS * 10 * FAST_MS) / 12;
    assert.ok(endOf(together, () => true) <= work + 10 * FAST_MS, String(endOf(together, () => true)));
    assert.equal(together.peaks.get('gate'), 12);
  });

  it('is not held up by them either: it is asked from the beginning', async () => {
    const { calls } = await ask(['gate:a', 'gate:slow'], 10 * FAST_MS);
    const early = calls.filter(({ target, startedMs }) => target === 'gate:slow' && startedMs <= FAST_MS);
    assert.ok(early.length >= 3, String(early.length));
  });

  it('shares the lane evenly while all are as fast', async () => {
    const { calls } = await ask(['gate:a', 'gate:b', 'gate:slow'], FAST_MS);
    const begun = calls.filter(({ startedMs }) => startedMs < 8 * FAST_MS);
    const counts = ['gate:a', 'gate:b', 'gate:slow'].map(
      (name) => begun.filter(({ target }) => target === name).length,
    );
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, String(counts));
  });
});
