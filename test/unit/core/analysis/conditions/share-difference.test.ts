import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { shareDifference } from '../../../../../src/core/analysis/conditions/share-difference.ts';
import { newcombeInterval } from '../../../../../src/core/statistics/intervals/newcombe.ts';

const points = (share: number) => Math.round(100 * share);

describe('a difference of shares between two conditions', () => {
  it('gives back what the sequel published, and what it should not have claimed', () => {
    const canvas = shareDifference([{ a: 2, n: 150, b: 76, m: 150 }]);
    assert.equal(canvas.p!.toExponential(1), '8.6e-26');
    assert.deepEqual([canvas.difference!, ...canvas.interval!].map(points), [-49, -57, -41]);
    assert.ok(shareDifference([{ a: 101, n: 150, b: 0, m: 150 }]).p! < 1e-40);
    assert.equal(shareDifference([{ a: 19, n: 50, b: 14, m: 50 }]).p!.toFixed(3), '0.395');
    assert.equal(shareDifference([{ a: 1, n: 50, b: 14, m: 50 }]).p!.toFixed(4), '0.0004');
  });

  it('adds balanced targets up', () => {
    const parts = [
      { a: 1, n: 50, b: 40, m: 50 },
      { a: 0, n: 50, b: 10, m: 50 },
      { a: 1, n: 50, b: 26, m: 50 },
    ];
    assert.deepEqual(shareDifference(parts), {
      difference: 2 / 150 - 76 / 150,
      interval: newcombeInterval(2, 150, 76, 150),
      p: shareDifference([{ a: 2, n: 150, b: 76, m: 150 }]).p,
      method: 'fisher',
    });
  });

  it('compares every target with itself where their numbers of answers differ', () => {
    const mixed = shareDifference([
      { a: 36, n: 40, b: 9, m: 10 },
      { a: 1, n: 10, b: 4, m: 40 },
    ]);
    assert.equal(mixed.method, 'stratified');
    assert.ok(Math.abs(mixed.difference!) < 1e-12, `${mixed.difference}`);
    assert.ok(mixed.interval![0] < 0 && mixed.interval![1] > 0);
    assert.ok(mixed.p! > 0.9);
  });

  it('one failed trial changes little', () => {
    const whole = shareDifference([
      { a: 30, n: 50, b: 10, m: 50 },
      { a: 20, n: 50, b: 15, m: 50 },
    ]);
    const missing = shareDifference([
      { a: 30, n: 49, b: 10, m: 50 },
      { a: 20, n: 50, b: 15, m: 50 },
    ]);
    assert.ok(Math.abs(whole.difference! - missing.difference!) < 0.01);
    whole.interval!.forEach((end, index) => assert.ok(Math.abs(end - missing.interval![index]!) < 0.02));
    assert.ok(Math.abs(Math.log(whole.p! / missing.p!)) < 1);
  });

  it('leaves out targets that answered one side only, and tests nothing that cannot vary', () => {
    const one = { a: 3, n: 10, b: 7, m: 10 };
    assert.deepEqual(shareDifference([one, { a: 0, n: 0, b: 5, m: 5 }]), shareDifference([one]));
    assert.deepEqual(shareDifference([{ a: 0, n: 0, b: 5, m: 5 }]), {
      ...{ difference: null, interval: null, p: null, method: null },
    });
    const { p, difference, method } = shareDifference([{ a: 0, n: 10, b: 0, m: 10 }]);
    assert.deepEqual([p, difference, method], [null, 0, null]);
  });

  it('turns around with its sides, and its interval holds it', () => {
    const side = fc.integer({ min: 1, max: 40 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    const strata = fc.array(
      fc.tuple(side, side).map(([[a, n], [b, m]]) => ({ a, n, b, m })),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(strata, (all) => {
        const there = shareDifference(all);
        const back = shareDifference(all.map(({ a, n, b, m }) => ({ a: b, n: m, b: a, m: n })));
        assert.ok(Math.abs(there.difference! + back.difference!) < 1e-9);
        assert.ok(there.interval![0] <= there.difference! + 1e-9 && there.interval![1] >= there.difference! - 1e-9);
        assert.equal(there.p === null, back.p === null);
        if (there.p !== null) assert.ok(Math.abs(there.p - back.p!) < 1e-9);
      }),
      { numRuns: 100 },
    );
  });
});
