import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { favouriteInterval } from '../../src/core/statistics/intervals/favourite-interval.ts';
import { newcombeInterval } from '../../src/core/statistics/intervals/newcombe.ts';
import { wilsonInterval } from '../../src/core/statistics/intervals/wilson.ts';
import { logChoose } from '../../src/core/statistics/resampling/log-factorial.ts';
import { largest, sampleOf, type Sample } from '../../src/core/statistics/sample.ts';
import { STATISTICS, type StatisticId } from '../../src/core/statistics/figures/registry.ts';
import type { StatisticDefinition } from '../../src/core/statistics/figures/statistic.ts';
import { seededRandom } from '../../src/core/statistics/random.ts';
import { entropyOf, POPULATIONS, RUNS, sampler } from './populations.ts';
import { assertTableInDocs, Coverage, markdownTable, mostEvents } from './tally.ts';

const ROUNDS = 200;

const intervalOf = (id: StatisticId, sample: Sample) => {
  const definition: StatisticDefinition = STATISTICS.find((statistic) => statistic.id === id)!;
  return definition.interval!(sample);
};

/** What each interval is about, and what is true of a population. */
const FIGURES = [
  {
    id: 'effective-answers',
    title: 'Effective answers, entropy',
    truth: (shares: readonly number[]) => Math.exp(entropyOf(shares)),
  },
  {
    id: 'collision',
    title: 'Agreement of two runs of one model',
    truth: (shares: readonly number[]) => shares.reduce((sum, share) => sum + share * share, 0),
  },
  {
    id: 'modal-share',
    title: 'Share of the modal answer',
    truth: (shares: readonly number[]) => Math.max(...shares),
  },
  { id: 'chao1', title: 'Different answers, at least', truth: (shares: readonly number[]) => shares.length },
] as const;

function simulate(shares: readonly number[], n: number): Readonly<Record<string, Coverage>> {
  const random = seededRandom(n * 31 + shares.length);
  const draw = sampler(shares);
  const coverage = Object.fromEntries(FIGURES.map(({ id }) => [id, new Coverage()]));
  for (let round = 0; round < ROUNDS; round++) {
    const sample = sampleOf(draw(n, random), { seed: round });
    for (const { id, truth } of FIGURES) coverage[id]!.add(intervalOf(id, sample), truth(shares));
  }
  return coverage;
}

const names = Object.keys(POPULATIONS);
const simulated = new Map(names.map((name) => [name, RUNS.map((n) => simulate(POPULATIONS[name]!, n))]));

/** The table as the documentation shows it. */
function tableOf(id: string, cell: (coverage: Coverage) => string): string {
  return markdownTable([
    ['Population', ...RUNS.map((n) => `n = ${n}`)],
    ...names.map((name) => [name, ...simulated.get(name)!.map((byFigure) => cell(byFigure[id]!))]),
  ]);
}

describe('intervals hold what they say', () => {
  for (const { id, title } of FIGURES) {
    it(title, () => {
      const cell = (coverage: Coverage) =>
        id === 'chao1'
          ? new Intl.NumberFormat('en', { style: 'percent' }).format(1 - coverage.above / coverage.rounds)
          : String(coverage);
      const table = tableOf(id, cell);
      console.log(`\n${title}: the interval holds the truth in\n\n${table}\n`);
      const most = mostEvents(ROUNDS, id === 'chao1' ? 0.025 : 0.05);
      for (const [name, byRuns] of simulated) {
        byRuns.forEach((byFigure, index) => {
          const { missed, above, rounds, shown, held } = byFigure[id]!;
          const misses = id === 'chao1' ? above : Math.round(missed * rounds);
          assert.ok(misses <= most, `${name}, n = ${RUNS[index]}: wrong in ${misses} of ${rounds} samples`);
          const wrong = id === 'chao1' ? above : shown - held;
          assert.ok(
            wrong <= mostEvents(shown, 0.06),
            `${name}, n = ${RUNS[index]}: wrong in ${wrong} of ${shown} shown`,
          );
        });
      }
      assertTableInDocs(table, `${title}: the interval holds the truth in`);
    });
  }

  it('effective answers: 93% and more at 200 runs wherever an interval is shown', () => {
    for (const [name, byRuns] of simulated) {
      const { share, shown } = byRuns[3]!['effective-answers']!;
      if (shown > ROUNDS / 10) assert.ok(share >= 0.93, `${name}: ${share}`);
    }
  });

  it('few runs of many answers have none', () => {
    for (const name of ['flat, 20 answers', 'flat, 100 answers', 'Zipf, 100 answers']) {
      assert.ok(simulated.get(name)![0]!['effective-answers']!.shown <= ROUNDS / 50, name);
    }
  });

  it('ten runs of one answer do not claim that there is no other', () => {
    const [lower, upper] = intervalOf('effective-answers', sampleOf([10]))!;
    assert.ok(lower === 1 && upper > 2, `${upper}`);
  });
});

describe('pooled intervals resample within each model', () => {
  it('effective answers of three models', () => {
    // The shares of the pooled answers are the mean of the models': each gave the same number of answers.
    const models = [
      [0.96, 0.04, 0, 0, 0, 0, 0, 0],
      [0, 0.1, 0.5, 0.2, 0.1, 0.05, 0.05, 0],
      [0.3, 0.3, 0.2, 0.1, 0.05, 0, 0, 0.05],
    ];
    const mixture = models[0]!.map((_, answer) => models.reduce((sum, shares) => sum + shares[answer]! / 3, 0));
    const truth = Math.exp(entropyOf(mixture));
    const draws = models.map(sampler);
    const random = seededRandom(5);
    const rows = RUNS.map((n) => {
      const within = new Coverage();
      const widths = { within: 0, between: 0 };
      for (let round = 0; round < ROUNDS; round++) {
        const strata = draws.map((draw) => Array.from(draw(n, random)));
        const pooled = mixture.map((_, answer) => strata.reduce((sum, counts) => sum + counts[answer]!, 0));
        const one = intervalOf('effective-answers', sampleOf(pooled, { strata, seed: round }));
        const other = intervalOf('effective-answers', sampleOf(pooled, { seed: round }));
        within.add(one, truth);
        widths.within += one === null ? 0 : one[1] - one[0];
        widths.between += other === null ? 0 : other[1] - other[0];
      }
      return { n, within, widths };
    });
    for (const { n, within, widths } of rows) {
      assert.ok(within.missed * ROUNDS <= mostEvents(ROUNDS, 0.05), `n = ${n}: ${within}`);
      // With few runs both ends are those of what can have been missed, which know of no models.
      const most = n < 50 ? 1.01 : 1;
      assert.ok(widths.within < most * widths.between, `n = ${n}: ${widths.within} against ${widths.between}`);
    }
  });
});

describe('Wilson and Newcombe', () => {
  const binomial = (n: number, p: number): readonly number[] => {
    const chance = (k: number) => Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
    return Array.from({ length: n + 1 }, (_, k) => chance(k));
  };

  it('a share: 94 to 96.5% on average over all shares, exactly computed', () => {
    const rows = RUNS.map((n) => {
      const shares = Array.from({ length: 197 }, (_, index) => 0.01 + index * 0.005);
      const covered = shares.map((p) =>
        binomial(n, p).reduce((sum, chance, count) => {
          const [low, high] = wilsonInterval(count, n)!;
          return low <= p && p <= high ? sum + chance : sum;
        }, 0),
      );
      return { n, mean: covered.reduce((sum, one) => sum + one, 0) / covered.length, least: Math.min(...covered) };
    });
    for (const { n, mean, least } of rows) {
      console.log(`Wilson, n = ${n}: ${(100 * mean).toFixed(1)}% on average, ${(100 * least).toFixed(1)}% at worst`);
      assert.ok(mean >= 0.94 && mean <= 0.965, `n = ${n}: ${mean}`);
      assert.ok(least >= 0.8, `n = ${n}: ${least}`);
    }
  });

  it('a difference of shares: 93% and more on average, exactly computed', () => {
    for (const n of [10, 50]) {
      const shares = Array.from({ length: 19 }, (_, index) => 0.05 + index * 0.05);
      const covered = shares.flatMap((p) =>
        shares.map((q) => {
          const [first, second] = [binomial(n, p), binomial(n, q)];
          let sum = 0;
          first.forEach((chance, a) =>
            second.forEach((other, b) => {
              const [low, high] = newcombeInterval(a, n, b, n)!;
              if (low <= p - q && p - q <= high) sum += chance * other;
            }),
          );
          return sum;
        }),
      );
      const mean = covered.reduce((sum, one) => sum + one, 0) / covered.length;
      console.log(`Newcombe, n = ${n} each: ${(100 * mean).toFixed(1)}% on average`);
      assert.ok(mean >= 0.93 && mean <= 0.98, `n = ${n}: ${mean}`);
    }
  });

  it('the favourite of a fair draw is not called frequent', () => {
    const draw = sampler(POPULATIONS['flat, 100 answers']!);
    const random = seededRandom(8);
    let [wrong, wilson] = [0, 0];
    for (let round = 0; round < 1000; round++) {
      const count = largest(Array.from(draw(50, random)));
      if (favouriteInterval(count, 50)![0] > 0.01) wrong++;
      if (wilsonInterval(count, 50)![0] > 0.01) wilson++;
    }
    assert.ok(wrong <= mostEvents(1000, 0.025), `${wrong}`);
    assert.ok(wilson > 250, `a plain interval would have been wrong in ${wilson} of 1000`);
  });
});
