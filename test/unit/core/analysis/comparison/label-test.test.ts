import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareTargets } from '../../../../../src/core/analysis/comparison/between.ts';
import {
  divergenceOf,
  pairedCounts,
  termsByGroup,
} from '../../../../../src/core/analysis/comparison/divergence-table.ts';
import { exactTest } from '../../../../../src/core/analysis/comparison/exact-test.ts';
import { labelTest, meanUnderNull } from '../../../../../src/core/analysis/comparison/label-test.ts';
import { comparePair } from '../../../../../src/core/analysis/comparison/pair.ts';
import { treeOf } from '../../../../../src/core/analysis/comparison/tree.ts';
import type { PairReport } from '../../../../../src/core/model/report.ts';
import { randomStream } from '../../../../../src/core/statistics/random.ts';
import metrics from '../../../../fixtures/articles/seed-001-metrics.json' with { type: 'json' };

type Counts = Readonly<Record<string, number>>;

function aligned(targets: readonly Counts[]): number[][] {
  const groups = [...new Set(targets.flatMap((counts) => Object.keys(counts)))];
  return targets.map((counts) => groups.map((group) => counts[group] ?? 0));
}

const report = (counts: readonly (readonly number[])[], seed = 1) =>
  compareTargets(
    counts.map((own, place) => ({ target: String.fromCharCode(97 + place), counts: own })),
    seed,
  )!;

/** By the definition: every choice of the first target's answers, each as likely as the other. */
function byArrangement(a: readonly number[], b: readonly number[]): number {
  const answers = [a, b].flatMap((counts) => counts.flatMap((count, group) => new Array<number>(count).fill(group)));
  const n = a.reduce((sum, count) => sum + count, 0);
  const observed = comparePair(a, b).jensenShannonBits!;
  let [all, reached] = [0, 0];
  for (let chosen = 0; chosen < 1 << answers.length; chosen++) {
    const bits = [...chosen.toString(2)].filter((bit) => bit === '1').length;
    if (bits !== n) continue;
    const [own, rest] = [a.map(() => 0), a.map(() => 0)];
    answers.forEach((group, place) => ((chosen >> place) & 1 ? own : rest)[group]!++);
    all++;
    if (comparePair(own, rest).jensenShannonBits! >= observed - 1e-12) reached++;
  }
  return reached / all;
}

describe('the exact test of two targets', () => {
  for (const name of ['joke', 'fruit', 'colour'] as const) {
    it(`gives the p-values of the article: ${name}`, () => {
      const { per_model: models, pairs } = metrics[name];
      const counts = aligned(Object.values(models).map((model) => model.counts as Counts));
      const expected = Object.values(pairs).map(({ exact_perm_p: p }) => p);
      const found = report(counts).pairs;
      assert.deepEqual(
        found.map(({ p }) => Number(p!.toFixed(4))),
        expected,
      );
      assert.ok(found.every(({ method }) => method === 'exact'));
    });
  }

  it('is not tried on groups whose tables are more than a number can count', () => {
    // 16^400 ways to take answers: over the largest number there is.
    const [a, b] = [new Array<number>(400).fill(5), new Array<number>(400).fill(10)];
    assert.equal(exactTest(pairedCounts(a, b)!), null);
  });

  it('weighs tables as a count of all arrangements does', () => {
    const pair = fc
      .integer({ min: 1, max: 4 })
      .chain((groups) =>
        fc.tuple(
          fc.array(fc.integer({ min: 0, max: 3 }), { minLength: groups, maxLength: groups }),
          fc.array(fc.integer({ min: 0, max: 3 }), { minLength: groups, maxLength: groups }),
        ),
      );
    const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
    fc.assert(
      fc.property(pair, ([a, b]) => {
        fc.pre(total(a) > 0 && total(b) > 0 && total(a) + total(b) <= 11);
        const { p } = exactTest(pairedCounts(a, b)!)!;
        assert.ok(Math.abs(p - byArrangement(a, b)) < 1e-9, `${p} for ${a} and ${b}`);
      }),
      { numRuns: 60 },
    );
  });

  it('claims nothing for three runs each: the smallest p there is is 2 of 20', () => {
    const [pair] = report([
      [3, 0],
      [0, 3],
    ]).pairs;
    assert.ok(Math.abs(pair!.p! - 0.1) < 1e-12);
    assert.equal(pair!.verdict, 'undecided');
  });

  it('colours: the models that share no answer differ, Holm p = 0.0476', () => {
    const counts = aligned(Object.values(metrics.colour.per_model).map((model) => model.counts as Counts));
    const { pairs, tree } = report(counts);
    assert.deepEqual(
      pairs.map(({ pHolm, verdict }) => [Number(pHolm!.toFixed(4)), verdict]),
      [
        [1, 'undecided'],
        [0.0476, 'differ'],
        [0.0476, 'differ'],
      ],
    );
    assert.ok(tree !== null && 'children' in tree && Math.abs(tree.height - 1) < 1e-12);
    assert.deepEqual(tree.children, [
      { height: pairs[0]!.jensenShannonBits!, children: [{ target: 'a' }, { target: 'b' }] },
      { target: 'c' },
    ]);
  });

  it('has the mean of the divergence if the labels meant nothing', () => {
    // 1 and 1 answers of two groups: both arrangements are at 1 bit.
    assert.equal(exactTest(pairedCounts([1, 0], [0, 1])!)!.nullMean, 1);
    // 2 and 2 answers of two groups of 2: 4 of 6 arrangements at 0, 2 at 1 bit.
    assert.ok(Math.abs(exactTest(pairedCounts([1, 1], [1, 1])!)!.nullMean - 1 / 3) < 1e-12);
  });
});

describe('the test of two targets', () => {
  it('has the mean that all tables have, without going through them', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const pair = pairedCounts(a, b);
        const exact = pair && exactTest(pair);
        fc.pre(exact !== null);
        assert.ok(Math.abs(meanUnderNull(pair!) - exact.nullMean) < 1e-9);
      }),
    );
    // 5,000 answers of each that came once, and an answer that both gave 5,000 times.
    const [one, other] = [new Array<number>(10_001).fill(0), new Array<number>(10_001).fill(0)];
    one.fill(1, 0, 5_000);
    other.fill(1, 5_000, 10_000);
    one[10_000] = other[10_000] = 5_000;
    const mean = meanUnderNull(pairedCounts(one, other)!);
    assert.ok(mean > 0.5 && mean < 0.5001, `${mean}`);
  });

  it('sums the same divergence as the comparison shows', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const pair = pairedCounts(a, b);
        fc.pre(pair !== null);
        const bits = divergenceOf(pair!.first, termsByGroup(pair!));
        assert.ok(Math.abs(bits - comparePair(a, b).jensenShannonBits!) < 1e-9);
      }),
    );
  });

  it('takes shuffles, sequential shuffles and the G test as there are more answers', () => {
    const spread = (n: number, groups: number, shift = 0) =>
      Array.from({ length: groups }, (_, group) => (group >= shift ? Math.round(n / groups) : 0));
    const method = (a: readonly number[], b: readonly number[]) =>
      labelTest(pairedCounts(a, b)!, randomStream(1)).method;
    assert.equal(method([9, 4], [2, 30]), 'exact');
    assert.equal(method(spread(60, 30), spread(60, 30, 5)), 'permutation');
    assert.equal(method([...spread(5000, 100), 1], [...spread(5000, 100, 5), 0]), 'sequential');
    assert.equal(method(spread(5000, 100), spread(5000, 100)), 'asymptotic');
  });

  it('is the same from either side and from the same seed', () => {
    const [a, b] = [
      [20, 9, 8, 3, 3, 2, 2, 1, 1, 1],
      [4, 12, 3, 9, 6, 4, 4, 4, 3, 1],
    ];
    const one = labelTest(pairedCounts(a!, b!)!, randomStream(3));
    assert.deepEqual(one, labelTest(pairedCounts(a!, b!)!, randomStream(3)));
    const other = labelTest(pairedCounts(b!, a!)!, randomStream(3));
    assert.ok(Math.abs(one.p - other.p) < 0.01);
  });

  it('numbers: all three models of the article differ', () => {
    const numbers: readonly Counts[] = [
      { 42: 49, 47: 1 },
      { 17: 3, 37: 5, 47: 4, 57: 5, 58: 2, 62: 1, 63: 1, 64: 2, 67: 4, 73: 20, 81: 1, 83: 1, 87: 1 },
      { 37: 3, 42: 10, 53: 2, 54: 2, 57: 9, 67: 7, 73: 13, 94: 1, 97: 3 },
    ];
    const { pairs, p, effectiveModelsInterval, convergenceIndexInterval } = report(aligned(numbers));
    for (const pair of pairs) assert.deepEqual([pair.verdict, pair.method, pair.p], ['differ', 'permutation', 0.0001]);
    assert.equal(p, 0.001);
    const [low, high] = effectiveModelsInterval!;
    assert.ok(low > 1.2 && low < 1.843 && high > 1.843 && high <= 3, `${low} to ${high}`);
    assert.ok(convergenceIndexInterval![0] < 0.259 && convergenceIndexInterval![1] > 0.259);
  });

  it('calls many runs of one answer alike, and says how sure', () => {
    const [pair] = report([[60], [60]]).pairs;
    assert.equal(pair!.verdict, 'alike');
    assert.ok(pair!.overlapLower! >= 0.8 && pair!.overlapLower! < 1);
    const [few] = report([[5], [5]]).pairs;
    assert.deepEqual([few!.verdict, few!.overlapLower], ['undecided', null]);
  });

  it('does not call models alike that differ by 14 points in 50 runs', () => {
    const [pair] = report([
      [25, 25],
      [18, 32],
    ]).pairs;
    assert.deepEqual([pair!.verdict, pair!.overlapLower], ['undecided', null]);
  });
});

describe('treeOf', () => {
  it('joins the nearest first, and is as far from the rest as its targets on average', () => {
    const apart: Readonly<Record<string, number>> = { ab: 0.2, ac: 0.6, ad: 1, bc: 0.8, bd: 1, cd: 0.5 };
    const names = ['a', 'b', 'c', 'd'];
    const tree = treeOf(names, (i, j) => apart[[names[i], names[j]].sort().join('')]!)!;
    assert.ok('children' in tree);
    assert.deepEqual(tree.children, [
      { height: 0.2, children: [{ target: 'a' }, { target: 'b' }] },
      { height: 0.5, children: [{ target: 'c' }, { target: 'd' }] },
    ]);
    assert.ok(Math.abs(tree.height - (0.6 + 1 + 0.8 + 1) / 4) < 1e-12);
    assert.equal(
      treeOf(['a'], () => 0),
      null,
    );
  });

  it('asks for few distances again after each join', () => {
    const names = Array.from({ length: 64 }, (_, place) => String(place));
    let asked = 0;
    const tree = treeOf(names, (i, j) => {
      asked++;
      return 32 - Math.clz32(i ^ j);
    })!;
    assert.equal('height' in tree ? tree.height : null, 6);
    // Once for each two targets, then n^2 on each of the log n levels; n^3 / 2 without what is kept.
    assert.ok(asked <= 7 * 64 ** 2, String(asked));
  });
});

describe('a comparison of many targets', () => {
  it('says of each two what it says of them alone', () => {
    const counts = Array.from({ length: 30 }, (_, target) =>
      Array.from({ length: 60 }, (_, group) => ((group * 7 + target * 11) % 30 < 2 ? (group % 3) + 1 : 0)),
    );
    // What does not depend on how many other pairs there are.
    const figures = ({ jensenShannonBits, overlap, morisitaHorn, p, jensenShannonNullMean, method }: PairReport) => [
      ...[jensenShannonBits, overlap, morisitaHorn, p, jensenShannonNullMean, method],
    ];
    const many = report(counts).pairs;
    assert.equal(many.length, (30 * 29) / 2);
    for (const pair of many.filter((_, place) => place % 40 === 0)) {
      const own = [pair.a, pair.b].map((target) => counts[target.charCodeAt(0) - 97]!);
      assert.deepEqual(figures(pair), figures(report(own).pairs[0]!));
    }
  });
});
