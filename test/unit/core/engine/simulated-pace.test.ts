import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerConduct } from '../../../support/simulated-server.ts';
import type { Simulated } from '../../../support/simulation.ts';
import { simulate } from '../../../support/simulation.ts';

/** What a person gets who sets nothing. */
const CONCURRENCY = 12;
const SEEDS = [1, 2, 3];

interface Row {
  readonly calls: number;
  readonly concurrency?: number;
  readonly idealMs: number;
  readonly conduct: ServerConduct;
  /** Bounds: of wall / ideal, and of wasted calls as a share of the answers. */
  readonly slower: number;
  readonly wasted: number;
}

async function check({ calls, concurrency = CONCURRENCY, idealMs, conduct, slower, wasted }: Row): Promise<void> {
  for (const seed of SEEDS) {
    const run = await simulate({ calls, concurrency, conducts: { a: conduct }, seed });
    assert.equal(run.answered, calls);
    assert.equal(run.record.run.status, 'complete');
    const told = `seed ${seed}: ${Math.round(run.wallMs)} ms, ideal ${idealMs}; ${run.wasted} wasted of ${calls}`;
    assert.ok(run.wallMs <= slower * idealMs, told);
    assert.ok(run.wasted < wasted * calls || run.wasted === 0, told);
  }
}

const five = (conduct: ServerConduct): Row => ({
  calls: 50,
  idealMs: 9000,
  conduct: { limit: { perSecond: 5 }, ...conduct },
  slower: 1.2,
  wasted: 0.1,
});
const twenty = (conduct: ServerConduct): Row => ({
  calls: 300,
  idealMs: 14_000,
  conduct: { limit: { perSecond: 20 }, ...conduct },
  slower: 1.15,
  wasted: 0.05,
});

describe('the pace of a lane on simulated servers', () => {
  it('without a limit: five round trips for 50 calls, six for 300 with 50 at a time', async () => {
    await check({ calls: 50, idealMs: 1000, conduct: {}, slower: 1.08, wasted: 0 });
    await check({ calls: 300, concurrency: 50, idealMs: 1200, conduct: {}, slower: 1.1, wasted: 0 });
  });

  for (const slowRefusals of [false, true]) {
    const when = slowRefusals ? 'refused after the time of an answer' : 'refused at once';
    it(`5 a second, ${when}`, async () => {
      await check(five({ retryAfter: 1000, slowRefusals }));
      await check(five({ retryAfter: null, slowRefusals }));
    });

    it(`20 a second, ${when}`, async () => {
      await check(twenty({ retryAfter: 1000, slowRefusals }));
      await check(twenty({ retryAfter: null, slowRefusals }));
    });

    it(`wastes next to nothing where the server tells its limits, ${when}`, async () => {
      const told = { retryAfter: 1000, slowRefusals };
      for (const hints of [true, 'seconds'] as const) {
        await check({ ...five({ ...told, hints }), wasted: 0.03 });
        await check({ ...twenty({ ...told, hints }), wasted: 0.01 });
      }
      const tokenLimit = { perSecond: 75, burst: 75 };
      await check({ ...five({ ...told, hints: true, tokenLimit, limit: undefined }), wasted: 0.03 });
    });
  }

  it('wastes nothing at a rate that a person set', async () => {
    const conduct: ServerConduct = { limit: { perSecond: 5 }, retryAfter: 1000 };
    for (const seed of SEEDS) {
      const changes = { ratePerSecond: 5 };
      const run = await simulate({ calls: 50, concurrency: CONCURRENCY, conducts: { a: conduct }, seed, changes });
      assert.deepEqual([run.answered, run.wasted], [50, 0]);
      assert.ok(run.wallMs < 10_200);
    }
  });

  it('finds other limits: by the minute, few at a time, latencies of models', async () => {
    const minute = { limit: { perSecond: 1, burst: 60 }, retryAfter: 'next' as const };
    await check({ calls: 120, idealMs: 60_000, conduct: minute, slower: 1.1, wasted: 0.2 });
    await check({ calls: 50, idealMs: 2500, conduct: { slots: 4 }, slower: 8, wasted: 0.7 });
    const latencyMs = (random: () => number) => 200 + 1400 * random();
    const ten = { limit: { perSecond: 10 }, retryAfter: 1000, latencyMs };
    await check({ calls: 300, idealMs: 29_000, conduct: ten, slower: 1.35, wasted: 0.06 });
  });

  it('finds out that a limit has gone', async () => {
    // Closed for a quarter of a minute without a word, then as fast as anyone asks.
    const run = await simulate({
      calls: 300,
      concurrency: CONCURRENCY,
      conducts: { a: { closedUntilMs: 15_000 } },
    });
    assert.equal(run.answered, 300);
    assert.ok(run.wallMs < 45_000, String(run.wallMs));
  });

  it('gets every answer through errors of a tenth of the calls, without taking them for a limit', async () => {
    const walls: number[] = [];
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
      const conduct = { faults: 0.1 };
      const conducts = { a: conduct, b: conduct, c: conduct };
      const run = await simulate({ calls: 50, concurrency: CONCURRENCY, conducts, seed });
      assert.equal(run.answered, 150);
      walls.push(run.wallMs);
    }
    walls.sort((a, b) => a - b);
    assert.ok(walls[6]! <= 4000, `median ${walls[6]} ms, clean 1000 ms`);
  });

  it('lets fast servers finish as if alone beside a slow one', async () => {
    const fast = {};
    const alone = await simulate({ calls: 50, concurrency: CONCURRENCY, conducts: { fast } });
    const slow = { latencyMs: () => 2000 };
    const beside = await simulate({ calls: 50, concurrency: CONCURRENCY, conducts: { fast, slow } });
    const end = ({ servers }: Simulated) => Math.max(...servers.get('fast')!.calls.map(({ endMs }) => endMs));
    assert.ok(Math.abs(end(beside) - end(alone)) < 25, `${end(beside)} and ${end(alone)} ms`);
  });
});

describe('waits that a server asks for', () => {
  it('are kept by every call that was refused, and by the lane once it is known to be limited', async () => {
    for (const slowRefusals of [false, true]) {
      for (const seed of SEEDS) {
        const conduct: ServerConduct = { closedUntilMs: 9000, retryAfter: 'next', slowRefusals };
        const run = await simulate({ calls: 40, concurrency: CONCURRENCY, conducts: { a: conduct }, seed });
        const { calls } = run.servers.get('a')!;
        const early = calls.filter(({ atMs }) => atMs < 9000);
        assert.ok(early.length <= (slowRefusals ? CONCURRENCY : 6), `${early.length} calls before it opened`);
        assert.equal(run.answered, 40);
      }
    }
  });

  it('hold a call that was refused alone, and nobody else', async () => {
    const conduct = { faults: 0.06, retryAfter: 5000 };
    const run = await simulate({ calls: 200, concurrency: CONCURRENCY, conducts: { a: conduct }, seed: 3 });
    const { calls } = run.servers.get('a')!;
    const told = calls.filter(({ fate }) => fate === 'failed');
    assert.ok(told.length > 0);
    for (const call of told) {
      const next = calls.find((other) => other.trialIndex === call.trialIndex && other.atMs > call.atMs);
      const wasLimit = next !== undefined && next.atMs - call.endMs >= 5000 - 2;
      const wasOther = next !== undefined && next.atMs - call.endMs < 1500;
      assert.ok(wasLimit || wasOther, 'either exactly what was asked, or a short wait of our own');
    }
  });
});
