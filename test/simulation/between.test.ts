import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { betweenIntervals } from '../../src/core/analysis/comparison/between-intervals.ts';
import { ALIKE_OVERLAP, compareTargets } from '../../src/core/analysis/comparison/between.ts';
import { convergenceIndex, indexOfShares } from '../../src/core/analysis/comparison/convergence-index.ts';
import { betaOfShares, effectiveModels } from '../../src/core/analysis/comparison/effective-models.ts';
import type { BetweenReport } from '../../src/core/model/report.ts';
import { seededRandom } from '../../src/core/statistics/random.ts';
import { favourite, flat, halving, sampler, zipf } from './populations.ts';
import { assertTableInDocs, Coverage, markdownTable, mostEvents } from './tally.ts';

const ANSWERS = 25;
const placed = (shares: readonly number[], offset = 0): readonly number[] =>
  Array.from({ length: ANSWERS }, (_, answer) => shares[answer - offset] ?? 0);
const copies = (shares: readonly number[], count: number) => Array.from({ length: count }, () => placed(shares));

/** Models with known shares of the same answers. */
const MODELS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  'three copies, each half as often': copies(halving(12), 3),
  'two copies, flat over 5': copies(flat(5), 2),
  'three copies, Zipf over 20': copies(zipf(20), 3),
  'two copies, one answer': copies([1], 2),
  'favourites of 98% and 95%': [placed([0.98, 0.02]), placed([0.95, 0.05])],
  'shifted, each half as often': [placed(halving(12)), placed(halving(12), 2), placed(halving(12), 4)],
  'half shared': [placed([0.5, 0.5]), placed([0.5, 0, 0.5])],
  '5% shared': [placed([0.95, 0.05]), placed([0, 0.05, 0.95])],
  'nothing shared': [placed(halving(12)), placed(halving(12), 12)],
  '97% and many rare ones': [placed(favourite(0.97, 10)), placed(favourite(0.97, 10), 3)],
};
const RUNS = [20, 50, 200] as const;
const ROUNDS = 100;

interface Simulated {
  readonly beta: Coverage;
  readonly index: Coverage;
}

function simulate(models: readonly (readonly number[])[], n: number): Simulated {
  const random = seededRandom(n + models.length);
  const draws = models.map(sampler);
  const shares = models.map((model) => Float64Array.from(model));
  const truth = {
    beta: betaOfShares(shares),
    index: indexOfShares(
      shares,
      models.map(() => Infinity),
    ),
  };
  const [beta, index] = [new Coverage(), new Coverage()];
  for (let round = 0; round < ROUNDS; round++) {
    const counts = draws.map((draw) => draw(n, random));
    const figures = { effectiveModels: effectiveModels(counts), convergenceIndex: convergenceIndex(counts) };
    // Where the models differ the test may or may not say so; the interval must hold without its help.
    const intervals = betweenIntervals(counts, figures, { differ: truth.beta > 1 + 1e-9, seed: round });
    beta.add(intervals.effectiveModels, truth.beta);
    index.add(intervals.convergenceIndex, truth.index);
  }
  return { beta, index };
}

describe('intervals between models hold what they say', () => {
  const names = Object.keys(MODELS);
  const simulated = new Map(names.map((name) => [name, RUNS.map((n) => simulate(MODELS[name]!, n))]));
  for (const [key, title] of [
    ['beta', 'Effective models'],
    ['index', 'Convergence index'],
  ] as const) {
    it(title, () => {
      const table = markdownTable([
        ['Models', ...RUNS.map((n) => `n = ${n} each`)],
        ...names.map((name) => [name, ...simulated.get(name)!.map((one) => String(one[key]))]),
      ]);
      console.log(`\n${title}: the interval holds the truth in\n\n${table}\n`);
      for (const [name, byRuns] of simulated) {
        byRuns.forEach((one, place) => {
          const missed = Math.round(one[key].missed * ROUNDS);
          assert.ok(missed <= mostEvents(ROUNDS, 0.05), `${name}, n = ${RUNS[place]}: wrong in ${missed} of ${ROUNDS}`);
        });
      }
      assertTableInDocs(table, `${title}: the interval holds the truth in`);
    });
  }
});

function compared(models: readonly (readonly number[])[], n: number, seed: number): BetweenReport {
  const random = seededRandom(seed);
  const targets = models.map((shares, place) => ({ target: String(place), counts: sampler(shares)(n, random) }));
  return compareTargets(targets, seed)!;
}

describe('copies of one model', () => {
  const CASES = [
    { name: '4 of 10 runs, each half as often', models: copies(halving(12), 4), n: 10, rounds: 120 },
    { name: '3 of 50 runs, Zipf over 20', models: copies(zipf(20), 3), n: 50, rounds: 120 },
    { name: '5 of 30 runs, 90% and rare ones', models: copies(favourite(0.9, 10), 5), n: 30, rounds: 100 },
  ] as const;
  for (const { name, models, n, rounds } of CASES) {
    const reports = Array.from({ length: rounds }, (_, seed) => compared(models, n, 1000 * n + seed));

    it(`${name}: some pair is said to differ in 5% at most`, () => {
      const wrong = reports.filter(({ pairs }) => pairs.some(({ verdict }) => verdict === 'differ')).length;
      console.log(`Family-wise error, ${name}: ${((100 * wrong) / rounds).toFixed(1)}%`);
      assert.ok(wrong <= mostEvents(rounds, 0.05), `${wrong} of ${rounds}`);
    });

    it(`${name}: effective models are within their null band in 95%`, () => {
      const inside = reports.filter(({ effectiveModels: models, effectiveModelsNull: shuffled }) => {
        const [low, high] = shuffled!.band;
        return models! >= low - 1e-9 && models! <= high + 1e-9;
      }).length;
      console.log(`Inside the null band, ${name}: ${((100 * inside) / rounds).toFixed(1)}%`);
      assert.ok(rounds - inside <= mostEvents(rounds, 0.05), `${inside} of ${rounds}`);
    });
  }
});

describe('what is called alike', () => {
  it('is so: at an overlap just below the limit "alike" is said in 5% at most', () => {
    // Overlap 0.49 + 0.3 = 0.79.
    const models = [placed([0.7, 0.3]), placed([0.49, 0.51])];
    const overlap = models[0]!.reduce((sum, share, answer) => sum + Math.min(share, models[1]![answer]!), 0);
    assert.ok(overlap < ALIKE_OVERLAP && overlap > ALIKE_OVERLAP - 0.02, `${overlap}`);
    for (const n of [60, 120]) {
      const wrong = Array.from({ length: 200 }, (_, seed) => compared(models, n, seed)).filter(
        ({ pairs }) => pairs[0]!.verdict === 'alike',
      ).length;
      assert.ok(wrong <= mostEvents(200, 0.05), `n = ${n}: ${wrong} of 200`);
    }
  });

  it('can be said: 60 runs of the same answer are alike, 10 are not enough', () => {
    assert.equal(compared(copies([1], 2), 60, 1).pairs[0]!.verdict, 'alike');
    assert.equal(compared(copies([1], 2), 10, 1).pairs[0]!.verdict, 'undecided');
  });
});
