import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareTargets } from '../../../../../src/core/analysis/comparison/between.ts';
import { convergenceIndex } from '../../../../../src/core/analysis/comparison/convergence-index.ts';
import { effectiveModelsNull } from '../../../../../src/core/analysis/comparison/effective-models-null.ts';
import { effectiveModels } from '../../../../../src/core/analysis/comparison/effective-models.ts';
import { comparePair } from '../../../../../src/core/analysis/comparison/pair.ts';
import metrics from '../../../../fixtures/articles/seed-001-metrics.json' with { type: 'json' };
import published from '../../../../fixtures/articles/seed-001-numbers.json' with { type: 'json' };

type Counts = Readonly<Record<string, number>>;

/** Counts over the same groups for every target. */
function aligned(targets: readonly Counts[]): number[][] {
  const groups = [...new Set(targets.flatMap((counts) => Object.keys(counts)))];
  return targets.map((counts) => groups.map((group) => counts[group] ?? 0));
}

const four = (value: number | null) => (value === null ? null : Number(value.toFixed(4)));
const three = (value: number | null | undefined) => Number(value?.toFixed(3));
const numbers = aligned(Object.values(published.counts as Readonly<Record<string, Counts>>));

describe('between targets, by the figures of the article', () => {
  for (const name of ['joke', 'fruit', 'colour'] as const) {
    const { per_model: models, pairs, partition } = metrics[name];
    const counts = aligned(Object.values(models).map((model) => model.counts as Counts));

    it(`${name}: effective models and convergence index`, () => {
      assert.equal(four(effectiveModels(counts)), partition.beta_D1_effective_models);
      assert.equal(four(convergenceIndex(counts)), partition.convergence_index_between_over_within);
    });

    it(`${name}: every pair`, () => {
      const places = [
        [0, 1],
        [0, 2],
        [1, 2],
      ] as const;
      Object.values(pairs).forEach((expected: Readonly<Record<string, number>>, index) => {
        const [a, b] = places[index]!;
        const pair = comparePair(counts[a]!, counts[b]!);
        assert.equal(four(pair.jensenShannonBits), expected['JSD_bits']);
        assert.equal(four(pair.overlap), expected['overlap']);
        assert.equal(four(pair.crossCollision), expected['cross_collision']);
        if ('jaccard' in expected) assert.equal(four(pair.jaccard), expected['jaccard']);
      });
    });
  }

  it('numbers: 1.843 effective models, index 0.259, divergences', () => {
    assert.equal(three(effectiveModels(numbers)), 1.843);
    assert.equal(three(convergenceIndex(numbers)), 0.259);
    const [claude, gpt, gemini] = numbers;
    assert.equal(three(comparePair(claude!, gpt!).jensenShannonBits), 0.964);
    assert.equal(three(comparePair(claude!, gemini!).jensenShannonBits), 0.613);
    assert.equal(three(comparePair(gpt!, gemini!).jensenShannonBits), 0.369);
  });

  it('numbers: would be 1.142 (1.10 to 1.19) effective models if the models were one', () => {
    const shuffled = effectiveModelsNull(numbers, 1)!;
    assert.ok(Math.abs(shuffled.mean - 1.142) < 0.004, `mean ${shuffled.mean}`);
    assert.ok(Math.abs(shuffled.band[0] - 1.1) < 0.01 && Math.abs(shuffled.band[1] - 1.19) < 0.012, `${shuffled.band}`);
    assert.equal(shuffled.p, 0.001);
  });
});

describe('between targets, by definition', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 12 });
  const some = (values: readonly number[]) => values.some((value) => value > 0);

  it('two targets that share nothing are two models', () => {
    const [a, b] = [
      [3, 2, 0, 0],
      [0, 0, 4, 1],
    ];
    const pair = comparePair(a!, b!);
    assert.equal(four(pair.jensenShannonBits), 1);
    assert.equal(pair.overlap, 0);
    assert.equal(pair.jaccard, 0);
    assert.equal(pair.morisitaHorn, 0);
    assert.equal(four(effectiveModels([a!, b!])), 2);
    assert.equal(convergenceIndex([a!, b!]), 0);
  });

  it('copies of one target are one model', () => {
    fc.assert(
      fc.property(counts.filter(some), fc.integer({ min: 2, max: 5 }), (one, copies) => {
        const targets = new Array<number[]>(copies).fill(one);
        assert.ok(Math.abs(effectiveModels(targets)! - 1) < 1e-9);
        const pair = comparePair(one, one);
        assert.ok(pair.jensenShannonBits! < 1e-9 && Math.abs(pair.overlap! - 1) < 1e-9);
        assert.equal(pair.jaccard, 1);
      }),
    );
  });

  it('stays between one and the number of targets, whatever their order', () => {
    const pairOfCounts = fc.tuple(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }).filter(some),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }).filter(some),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }).filter(some),
    );
    fc.assert(
      fc.property(pairOfCounts, ([a, b, c]) => {
        const models = effectiveModels([a, b, c])!;
        assert.ok(models >= 1 && models <= 3);
        assert.ok(Math.abs(models - effectiveModels([c, a, b])!) < 1e-9);
        const there = comparePair(a, b);
        const back = comparePair(b, a);
        assert.ok(Math.abs(there.jensenShannonBits! - back.jensenShannonBits!) < 1e-9);
        for (const figure of Object.values(there)) assert.ok(figure !== null && figure >= 0 && figure <= 1 + 1e-9);
      }),
    );
  });

  it('is null where it is undefined', () => {
    assert.equal(compareTargets([{ target: 'a', counts: [1, 2] }], 1), null);
    const none = compareTargets(
      [
        { target: 'a', counts: [0, 0] },
        { target: 'b', counts: [1, 0] },
      ],
      1,
    )!;
    assert.equal(none.effectiveModels, null);
    assert.equal(none.effectiveModelsNull, null);
    assert.equal(none.convergenceIndex, null);
    assert.equal(none.pairs[0]!.jensenShannonBits, null);
    // One answer a target, and targets that never repeat themselves: there is no within-target collision to divide by.
    assert.equal(
      convergenceIndex([
        [1, 1],
        [1, 1],
      ]),
      null,
    );
  });

  it('never shows effective models without what chance would give', () => {
    const targets = ['a', 'b'].map((target, index) => ({ target, counts: index === 0 ? [3, 1, 0] : [0, 2, 5] }));
    const between = compareTargets(targets, 7)!;
    const { mean, band } = between.effectiveModelsNull!;
    assert.ok(between.effectiveModels !== null && band[0] <= mean && mean <= band[1]);
    assert.deepEqual(between, compareTargets(targets, 7), 'the seed fixes the shuffles');
    assert.ok(between.p! > 0 && between.p! <= 1);
  });

  it('keeps unequal numbers of answers apart in the shuffles', () => {
    const shuffled = effectiveModelsNull(
      [
        [30, 0, 0],
        [0, 3, 3],
      ],
      3,
    )!;
    assert.ok(
      shuffled.mean <
        effectiveModels([
          [30, 0, 0],
          [0, 3, 3],
        ])!,
    );
    assert.equal(shuffled.p, 0.001);
  });

  it('finds a difference in 5% of equal targets, as its p says', () => {
    // 200 pairs of fair dice: p <= 0.05 is to come 10 times, and 21 times with a chance below 0.1%.
    let found = 0;
    let state = 1;
    const roll = () => (state = (state * 48271) % 2147483647) % 6;
    for (let round = 0; round < 200; round++) {
      const dice = [new Array<number>(6).fill(0), new Array<number>(6).fill(0)];
      for (const die of dice) for (let draw = 0; draw < 12; draw++) die[roll()]! += 1;
      if (effectiveModelsNull(dice, round)!.p <= 0.05) found += 1;
    }
    assert.ok(found <= 20, `${found} of 200`);
  });
});
