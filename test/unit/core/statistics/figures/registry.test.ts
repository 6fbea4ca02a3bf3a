import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sampleOf } from '../../../../../src/core/statistics/sample.ts';
import { STATISTICS, statisticsOf, type StatisticId } from '../../../../../src/core/statistics/figures/registry.ts';

const value = (id: StatisticId, counts: readonly number[], domainSize: number | null = null) =>
  statisticsOf(sampleOf(counts, { domainSize }))[id].value;

function close(actual: number | null, expected: number, tolerance = 1e-9): void {
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

const someCounts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });

describe('statistics', () => {
  it('all the same: one answer, no entropy, always agreeing', () => {
    const counts = [7];
    close(value('distinct', counts), 1);
    close(value('entropy', counts), 0);
    close(value('normalized-entropy', counts), 0);
    close(value('effective-answers', counts), 1);
    close(value('effective-answers-2', counts), 1);
    close(value('effective-answers-inf', counts), 1);
    close(value('collision', counts), 1);
    close(value('collision-plugin', counts), 1);
    close(value('modal-share', counts), 1);
    close(value('chao1', counts), 1);
    close(value('coverage-good-turing', counts), 1);
    close(value('coverage-chao-jost', counts), 1);
  });

  it('all different: no agreement, nothing covered', () => {
    const n = 9;
    const counts = new Array<number>(n).fill(1);
    close(value('collision', counts), 0);
    close(value('coverage-good-turing', counts), 0);
    close(value('chao1', counts), n + (n * (n - 1)) / 2);
    close(value('effective-answers', counts), n);
    close(value('effective-answers-2', counts), n);
    close(value('unique-ratio', counts), 1);
    close(value('normalized-entropy', counts), 1);
  });

  it('is null where it is undefined, and never NaN or infinite', () => {
    const none = statisticsOf(sampleOf([], { domainSize: 100 }));
    for (const { id } of STATISTICS) assert.equal(none[id].value, id === 'distinct' ? 0 : null, id);
    assert.equal(value('collision', [1]), null);
    assert.equal(value('normalized-entropy', [1]), null);
    assert.equal(value('normalized-entropy', [5], 1), null);
    assert.ok(Object.values(none).every(({ n, interval }) => n === 0 && interval === null));
  });

  it('normalises the entropy by the domain where it is known, by n otherwise', () => {
    close(value('normalized-entropy', [1, 1], 100), Math.log(2) / Math.log(100));
    close(value('normalized-entropy', [10, 5]), 0.235, 5e-5);
  });

  it('does not depend on the order of the groups', () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const forward = statisticsOf(sampleOf(counts, { domainSize: 100 }));
        const sorted = statisticsOf(
          sampleOf(
            [...counts].sort((a, b) => b - a),
            { domainSize: 100 },
          ),
        );
        for (const { id } of STATISTICS) close(forward[id].value ?? -1, sorted[id].value ?? -1, 1e-9);
      }),
    );
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const of = (id: StatisticId) => value(id, counts) ?? 0;
        const groups = counts.length;
        const slack = 1e-9;
        assert.ok(of('entropy') >= 0 && of('entropy') <= Math.log(groups) + slack);
        // Hill numbers fall with their order.
        assert.ok(of('effective-answers-inf') >= 1 - slack);
        assert.ok(of('effective-answers-2') >= of('effective-answers-inf') - slack);
        assert.ok(of('effective-answers') >= of('effective-answers-2') - slack);
        assert.ok(groups >= of('effective-answers') - slack);
        assert.ok(of('chao1') >= groups);
        for (const id of ['collision', 'modal-share', 'coverage-good-turing', 'coverage-chao-jost'] as const) {
          assert.ok(of(id) >= 0 && of(id) <= 1, id);
        }
        assert.ok(of('collision') <= of('collision-plugin') + slack);
      }),
    );
  });
});
