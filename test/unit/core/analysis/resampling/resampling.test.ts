import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AliasTable } from '../../../../../src/core/statistics/resampling/alias.ts';
import { communityOf } from '../../../../../src/core/statistics/resampling/community.ts';
import { hypergeometricDraw } from '../../../../../src/core/statistics/resampling/hypergeometric.ts';
import { logChoose } from '../../../../../src/core/statistics/resampling/log-factorial.ts';
import {
  dealing,
  relabelling,
  relabellingOfMostlySingle,
} from '../../../../../src/core/statistics/resampling/relabel.ts';
import { Communities } from '../../../../../src/core/statistics/resampling/resample.ts';
import { sampleOf } from '../../../../../src/core/statistics/sample.ts';
import { randomStream } from '../../../../../src/core/statistics/random.ts';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const choose = (n: number, k: number) => Math.round(Math.exp(logChoose(n, k)));

/** Largest distance between counts and what they should be, in standard deviations of a count. */
function off(counts: readonly number[], chances: readonly number[], rounds: number): number {
  return Math.max(
    ...chances.map((p, index) => Math.abs(counts[index]! - rounds * p) / Math.sqrt(rounds * p * (1 - p) + 1e-9)),
  );
}

describe('logChoose', () => {
  it('counts by hand', () => {
    assert.deepEqual([choose(5, 2), choose(10, 0), choose(10, 10), choose(52, 5)], [10, 1, 1, 2598960]);
  });
});

describe('hypergeometricDraw', () => {
  it('draws with the chances of the distribution', () => {
    for (const [population, marked, size] of [
      [10, 4, 5],
      [60, 30, 20],
      [9, 8, 7],
    ] as const) {
      const random = randomStream(population);
      const counts = new Array<number>(size + 1).fill(0);
      const rounds = 20_000;
      for (let round = 0; round < rounds; round++) counts[hypergeometricDraw(population, marked, size, random)]! += 1;
      const chances = counts.map((_, k) => {
        const others = size - k;
        if (k > marked || others > population - marked) return 0;
        return Math.exp(logChoose(marked, k) + logChoose(population - marked, others) - logChoose(population, size));
      });
      assert.ok(off(counts, chances, rounds) < 4.5, `${population}, ${marked}, ${size}: ${counts}`);
    }
  });

  it('stays within what is there', () => {
    const urn = fc
      .integer({ min: 1, max: 3000 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: n })));
    fc.assert(
      fc.property(urn, fc.integer(), ([population, marked, size], seed) => {
        const hits = hypergeometricDraw(population, marked, size, randomStream(seed));
        assert.ok(Number.isInteger(hits) && hits >= Math.max(0, size - population + marked) && hits <= marked);
        assert.ok(hits <= size);
      }),
    );
  });
});

describe('relabelling', () => {
  const targets = fc.integer({ min: 1, max: 12 }).chain((groups) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: groups, maxLength: groups }), {
      minLength: 2,
      maxLength: 4,
    }),
  );

  it('keeps the answers of each target and of each group', () => {
    fc.assert(
      fc.property(targets, fc.integer(), (counts, seed) => {
        const dealer = relabelling(counts);
        const random = randomStream(seed);
        for (let round = 0; round < 3; round++) {
          const dealt = dealer.deal(random);
          counts.forEach((own, target) => assert.equal(sum(dealt[target]!), sum(own)));
          counts[0]!.forEach((_, group) => {
            const there = dealt.reduce((total, own) => total + own[group]!, 0);
            assert.equal(
              there,
              counts.reduce((total, own) => total + own[group]!, 0),
            );
          });
        }
      }),
    );
  });

  it('deals the same labels where answers that came once are counted together', () => {
    const mostlySingle = fc.array(fc.constantFrom([1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 2, 0], [1, 1, 3]), {
      minLength: 1,
    });
    fc.assert(
      fc.property(mostlySingle, fc.integer(), (groups, seed) => {
        const counts = [0, 1, 2].map((target) => groups.map((group) => group[target]!));
        const others = Int32Array.from([...groups.keys()].filter((group) => sum(groups[group]!) > 1));
        const [each, together] = [relabelling(counts), relabellingOfMostlySingle(counts, others)];
        const [random, same] = [randomStream(seed), randomStream(seed)];
        for (let round = 0; round < 3; round++) {
          const dealt = each.deal(random).map((own) => Array.from(own));
          together.deal(same).forEach((own, target) => {
            const single = dealt[target]!.filter((_, group) => sum(groups[group]!) === 1);
            assert.deepEqual(Array.from(own), [...Array.from(others, (group) => dealt[target]![group]!), sum(single)]);
          });
        }
      }),
    );
  });

  it('deals by urn and by shuffle with the same chances', () => {
    // 2 of 3 + 2 answers: the first group gets 0, 1 or 2 of them.
    const chances = [choose(2, 2) / 10, (3 * 2) / 10, choose(3, 2) / 10];
    const shuffled = dealing(Int32Array.from([3, 2]), [2]);
    const random = randomStream(4);
    const counts = [0, 0, 0];
    for (let round = 0; round < 20_000; round++) counts[shuffled.deal(random)[0]![0]!]! += 1;
    assert.ok(off(counts, chances, 20_000) < 4.5, `${counts}`);
    // Many answers of few groups go by urn: the mean is what it must be.
    const urn = dealing(Int32Array.from([300, 100, 200]), [150, 150]);
    let first = 0;
    for (let round = 0; round < 2000; round++) first += urn.deal(random)[1]![0]!;
    assert.ok(Math.abs(first / 2000 - 75) < 0.5, `${first / 2000}`);
  });
});

describe('AliasTable', () => {
  it('draws with the chances of its weights', () => {
    const weights = [0.5, 0.2, 0, 0.29, 0.01];
    const table = new AliasTable(weights);
    const random = randomStream(6);
    const counts = new Array<number>(5).fill(0);
    for (let round = 0; round < 40_000; round++) counts[table.draw(random)]! += 1;
    assert.equal(counts[2], 0);
    assert.ok(off(counts, weights, 40_000) < 4.5, `${counts}`);
  });
});

describe('communityOf', () => {
  it('sums to 1 and gives the unseen answers their estimated share', () => {
    // n = 10, f1 = 3, f2 = 1: f0 = 0.9 * 9 / 2 = 4.05, A = 40.5 / 43.5.
    const { seen, unseen } = communityOf(sampleOf([5, 2, 1, 1, 1]));
    assert.equal(seen.length, 5);
    assert.equal(unseen.answers, 5);
    assert.ok(Math.abs(sum(seen) + unseen.share - 1) < 1e-12);
    assert.ok(Math.abs(unseen.share - (0.3 * 40.5) / 43.5) < 1e-12);
  });

  it('is the sample itself where nothing was seen once', () => {
    const { seen, unseen } = communityOf(sampleOf([6, 4]));
    assert.deepEqual([...seen], [0.6, 0.4]);
    assert.ok(unseen.answers === 0 && unseen.share === 0);
  });
});

describe('Communities', () => {
  it('resamples each target within itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer(),
        (counts, seed) => {
          fc.pre(counts.every((own) => sum(own) > 0));
          const communities = new Communities(counts);
          const shares = communities.shares();
          const drawn = communities.resample(randomStream(seed));
          counts.forEach((own, target) => {
            assert.equal(sum(drawn[target]!), sum(own));
            assert.ok(Math.abs(sum(shares[target]!) - 1) < 1e-9);
            // What one target did not say it cannot say in a resample, but for answers that nobody has said.
            own.forEach((count, group) => count === 0 && assert.equal(drawn[target]![group], 0));
          });
          assert.ok(communities.groups >= 6);
        },
      ),
    );
  });

  it('draws the same pooled as apart', () => {
    const targets = [
      [3, 1, 0, 1, 1],
      [0, 1, 6, 0, 1],
    ];
    const apart = new Communities(targets).resample(randomStream(5));
    const pooled = new Communities(targets).resamplePooled(randomStream(5));
    assert.deepEqual(
      [...pooled],
      Array.from(pooled, (_, group) => apart[0]![group]! + apart[1]![group]!),
    );
  });

  it('draws from millions of unseen answers without listing them', () => {
    const [n, rounds] = [2_000, 200];
    const { unseen } = communityOf(sampleOf(new Array<number>(n).fill(1)));
    assert.ok(unseen.answers > 1_000_000);
    const communities = new Communities([new Array<number>(n).fill(1), [1, 1, ...new Array<number>(n - 2).fill(0)]]);
    assert.ok(communities.groups <= 2 * n + 2);
    const shares = communities.shares();
    assert.ok(Math.abs(sum(shares[0]!) - 1) < 1e-9);
    const random = randomStream(1);
    let [unheard, twice] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const [drawn, other] = communities.resample(random);
      assert.deepEqual([sum(drawn!), sum(other!)], [n, 2]);
      const behind = drawn!.slice(n);
      unheard += sum(behind);
      twice += behind.reduce((pairs, count) => pairs + (count * (count - 1)) / 2, 0);
    }
    const mean = n * unseen.share;
    assert.ok(Math.abs(unheard / rounds - mean) < 4.5 * Math.sqrt((mean * (1 - unseen.share)) / rounds));
    // Two of them are the same with a chance of 1 in so many: a number of pairs that is Poisson, nearly.
    const pairs = (mean * mean) / 2 / unseen.answers;
    assert.ok(Math.abs(twice / rounds - pairs) < 4.5 * Math.sqrt(pairs / rounds), `${twice / rounds} for ${pairs}`);
  });
});
