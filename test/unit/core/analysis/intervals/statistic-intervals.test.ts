import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chao1Interval } from '../../../../../src/core/statistics/intervals/chao1-interval.ts';
import { entropyInterval } from '../../../../../src/core/statistics/intervals/entropy-interval.ts';
import { favouriteInterval } from '../../../../../src/core/statistics/intervals/favourite-interval.ts';
import { sampleOf } from '../../../../../src/core/statistics/sample.ts';
import { STATISTICS, statisticsOf } from '../../../../../src/core/statistics/figures/registry.ts';

describe('entropyInterval', () => {
  it('says "too few runs" where too little was seen', () => {
    assert.equal(entropyInterval(sampleOf([5, 4])), null, '9 runs');
    assert.equal(entropyInterval(sampleOf(new Array<number>(50).fill(1))), null, 'nothing came twice');
    assert.equal(entropyInterval(sampleOf([15, 1, 1, 1, 1, 1])), null, 'a quarter was seen once');
    assert.notEqual(entropyInterval(sampleOf([15, 4, 1])), null);
  });

  it('ends where each of three cells gave each of 5,000 answers once: 12,000,000 more are estimated for each', () => {
    const once = new Array<number>(5_000).fill(1);
    const pooled = sampleOf(
      once.map(() => 3),
      { strata: [once, once, once] },
    );
    const [lower, upper] = entropyInterval(pooled)!;
    assert.ok(lower < Math.log(5_000) && upper > Math.log(5_000));
  });

  it('reaches up to the exact bound of the unseen share, over 1,000 answers, when all are the same', () => {
    const [lower, upper] = entropyInterval(sampleOf([50]))!;
    const unseen = 1 - 0.01 ** (1 / 50);
    const most = -unseen * Math.log(unseen) - (1 - unseen) * Math.log(1 - unseen) + unseen * Math.log(1000);
    assert.equal(lower, 0);
    assert.ok(Math.abs(upper - most) < 1e-9, `${upper} is not ${most}`);
  });

  it('reaches down to the modal answer at its exact upper bound', () => {
    // Clopper and Pearson's upper end of 12 of 20 is 0.8088: h(0.8088) = 0.4880.
    const [lower] = entropyInterval(sampleOf([12, 8]))!;
    assert.ok(lower > 0.48 && lower < 0.4881, `${lower}`);
  });

  it('never passes a known domain', () => {
    const [, upper] = entropyInterval(sampleOf([11, 9], { domainSize: 2 }))!;
    assert.equal(upper, Math.log(2));
  });

  it('comes from the seed, and not from the order of the groups', () => {
    const [counts, turned] = [
      [20, 9, 4, 2],
      [2, 9, 20, 4],
    ];
    const [one, other] = [counts!, turned!].map((own) => entropyInterval(sampleOf(own, { seed: 5 }))!);
    one!.forEach((end, place) => assert.ok(Math.abs(end - other![place]!) < 1e-12));
  });
});

describe('favouriteInterval', () => {
  it('is at least as wide as the plain exact interval, and holds the share', () => {
    const side = fc
      .integer({ min: 1, max: 200 })
      .chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(side, ([count, n]) => {
        const [low, high] = favouriteInterval(count, n)!;
        assert.ok(low >= 0 && high <= 1 && low <= count / n && count / n <= high && low < high);
      }),
    );
    assert.equal(favouriteInterval(0, 0), null);
  });

  it('is what the definition gives by hand', () => {
    // All of two runs: the smallest m with m^2 / m >= 0.025 is 0.025; the upper end is 1.
    const [low, high] = favouriteInterval(2, 2)!;
    assert.ok(Math.abs(low - 0.025) < 1e-9 && high === 1, `${low} to ${high}`);
  });
});

describe('chao1Interval', () => {
  it('begins at a whole number of answers that were seen, or are sure', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }), (counts) => {
        const sample = sampleOf(counts);
        const { value, interval } = statisticsOf(sample).chao1;
        if (interval === null) return assert.ok(value! <= counts.length + 1e-9);
        assert.ok(Number.isInteger(interval[0]) && interval[0] >= counts.length && interval[1] >= value! - 1e-9);
        assert.deepEqual(chao1Interval(sample, value!), interval);
      }),
    );
  });

  it('all different: rests on how seldom they can agree', () => {
    const [lower] = chao1Interval(sampleOf(new Array<number>(10).fill(1)), 55)!;
    assert.ok(lower >= 10 && lower < 20, `${lower}`);
  });
});

describe('every interval', () => {
  it('holds its value or lies above it, as the estimate of what was not seen does, and is finite', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(counts, fc.constantFrom(null, 100), (own, domainSize) => {
        const statistics = statisticsOf(sampleOf(own, { domainSize }));
        for (const { id } of STATISTICS) {
          const { value, interval, nullBand } = statistics[id];
          if (interval !== null) {
            assert.ok(interval.every(Number.isFinite) && interval[0] <= interval[1], `${id}: ${interval}`);
            assert.ok(value! <= interval[1] + 1e-9, `${id}: ${value} above ${interval}`);
          }
          if (nullBand !== null) assert.ok(domainSize !== null && nullBand[0] <= nullBand[1], id);
        }
      }),
      { numRuns: 25 },
    );
  });
});
