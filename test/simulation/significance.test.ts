import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pairedCounts } from '../../src/core/analysis/comparison/divergence-table.ts';
import { effectiveModelsNull } from '../../src/core/analysis/comparison/effective-models-null.ts';
import { labelTest } from '../../src/core/analysis/comparison/label-test.ts';
import { numberReport } from '../../src/core/analysis/numbers/number-report.ts';
import { toldApart } from '../../src/core/statistics/significance/told-apart.ts';
import { fisherExact } from '../../src/core/statistics/significance/fisher.ts';
import { statisticsOf } from '../../src/core/statistics/figures/registry.ts';
import { sampleOf } from '../../src/core/statistics/sample.ts';
import { randomStream, seededRandom, type Random } from '../../src/core/statistics/random.ts';
import { favourite, flat, sampler, zipf } from './populations.ts';
import { mostEvents } from './tally.ts';

/** Levels at which p-values are looked at. */
const LEVELS = [0.01, 0.05, 0.1, 0.25, 0.5] as const;

/**
 * Under the null a p is at most `level` in at most that share of samples; `exactly` also asks that it is not much rarer, as is the case
 * where the statistic has many values.
 */
function assertUniform(values: readonly number[], what: string, exactly: boolean): void {
  const shares = LEVELS.map((level) => values.filter((p) => p <= level + 1e-12).length);
  console.log(
    `${what}: ${LEVELS.map((level, at) => `p <= ${level} in ${((100 * shares[at]!) / values.length).toFixed(1)}%`).join(', ')}`,
  );
  LEVELS.forEach((level, at) => {
    assert.ok(
      shares[at]! <= mostEvents(values.length, level),
      `${what}: p <= ${level} in ${shares[at]} of ${values.length}`,
    );
    const least = values.length - mostEvents(values.length, 1 - level);
    if (exactly) assert.ok(shares[at]! >= least, `${what}: p <= ${level} in only ${shares[at]} of ${values.length}`);
  });
}

const samplesOf = (rounds: number, seed: number, p: (random: Random, round: number) => number): readonly number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: rounds }, (_, round) => p(random, round));
};

const pairP = (shares: readonly number[], n: number, m: number, method: string) => {
  const draw = sampler(shares);
  return (random: Random, round: number) => {
    const test = labelTest(pairedCounts(draw(n, random), draw(m, random))!, randomStream(round + 1));
    assert.equal(test.method, method);
    return test.p;
  };
};

/** Outputs of three models that draw from the same words, `words` of 30 each. */
const apartP = (words: number, n: number) => {
  const draw = sampler(zipf(30));
  return (random: Random, round: number) => {
    const outputs = Array.from({ length: 3 * n }, () => {
      const counts = draw(words, random);
      return Array.from(counts.keys()).filter((word) => counts[word]! > 0);
    });
    const starts = [0];
    for (const output of outputs) starts.push(starts.at(-1)! + output.length);
    const sets = { features: Int32Array.from(outputs.flat()), starts: Int32Array.from(starts), size: 30 };
    const labels = Uint16Array.from(outputs, (_, index) => index % 3);
    return toldApart(sets, labels, { sources: 3, shuffles: 199, random: seededRandom(round + 1) }).p;
  };
};

describe('p-values are uniform where nothing differs', () => {
  it('models told apart by single outputs', () => {
    assertUniform(samplesOf(400, 21, apartP(1, 10)), 'Told apart, 10 words alone of each of 3', false);
    assertUniform(samplesOf(400, 22, apartP(6, 20)), 'Told apart, 20 outputs of 6 words of each of 3', true);
  });

  it('two models, exactly: few runs', () => {
    assertUniform(samplesOf(1000, 1, pairP(flat(4), 8, 8, 'exact')), 'Exact, 8 and 8 runs', false);
    assertUniform(samplesOf(1000, 2, pairP(zipf(6), 5, 12, 'exact')), 'Exact, 5 and 12 runs', false);
  });

  it('two models, by shuffles', () => {
    assertUniform(samplesOf(300, 3, pairP(zipf(30), 40, 40, 'permutation')), 'Shuffled, 40 and 40 runs', true);
    assertUniform(samplesOf(300, 4, pairP(zipf(30), 20, 60, 'permutation')), 'Shuffled, 20 and 60 runs', true);
  });

  it('two models, many runs', () => {
    assertUniform(samplesOf(300, 5, pairP(zipf(300), 1500, 1500, 'sequential')), 'Sequential, 1,500 runs', true);
    assertUniform(samplesOf(300, 6, pairP(flat(100), 4000, 4000, 'asymptotic')), 'X^2, 4,000 runs', true);
  });

  it('effective models', () => {
    const draw = sampler(favourite(0.5, 20));
    const p = (random: Random, round: number) =>
      effectiveModelsNull([draw(20, random), draw(20, random), draw(20, random)], round)!.p;
    assertUniform(samplesOf(300, 7, p), 'Effective models', true);
  });

  it('fair numbers: X^2, G, last digit, kinds', () => {
    const draws = (random: Random, n: number) => Array.from({ length: n }, () => 1 + Math.floor(random() * 100));
    const reports = Array.from({ length: 1000 }, (_, round) => {
      const random = seededRandom(900 + round);
      return numberReport(draws(random, 50), [1, 100], 1);
    });
    assertUniform(
      reports.map(({ p }) => p!),
      'X^2, 50 of 100',
      // It has few values: a fifth of the samples tie.
      false,
    );
    assertUniform(
      reports.map(({ pG }) => pG!),
      'G, 50 of 100',
      true,
    );
    assertUniform(
      reports.map(({ lastDigitTest }) => lastDigitTest!.p),
      'Last digits, 50 runs',
      true,
    );
    for (const place of [0, 1]) {
      assertUniform(
        reports.map(({ kinds }) => kinds[place]!.p!),
        `Kinds of numbers, ${reports[0]!.kinds[place]!.kind}`,
        false,
      );
    }
    const many = samplesOf(300, 8, (random) => numberReport(draws(random, 1000), [1, 100], 1).p!);
    assertUniform(many, 'X^2, 1,000 of 100, from the chi-square distribution', true);
  });

  it('a fair draw of 50 numbers is called biased in 5% of 1,000 seeds, +- 1.4%', () => {
    const biased = Array.from({ length: 1000 }, (_, round) => {
      const random = seededRandom(5000 + round);
      const values = Array.from({ length: 50 }, () => 1 + Math.floor(random() * 100));
      return numberReport(values, [1, 100], 1).p! <= 0.05;
    }).filter(Boolean).length;
    console.log(`Called biased: ${biased} of 1,000 fair draws`);
    assert.ok(biased >= 36 && biased <= 64, `${biased}`);
  });

  it('two shares', () => {
    const p = (random: Random) => {
      const count = () => Array.from({ length: 50 }, () => +(random() < 0.3)).reduce((sum, one) => sum + one, 0);
      return fisherExact(count(), 50, count(), 50);
    };
    assertUniform(samplesOf(2000, 9, p), 'Fisher, 50 and 50', false);
  });
});

describe('null bands of a fair draw', () => {
  it('hold 95% of fair draws, and those of the article: 34 to 45 different numbers of 50', () => {
    const figures = ['distinct', 'effective-answers', 'collision', 'modal-share', 'coverage-good-turing'] as const;
    const outside = new Map<string, number>(figures.map((id) => [id, 0]));
    const draw = sampler(flat(100));
    const random = seededRandom(12);
    for (let round = 0; round < 400; round++) {
      const statistics = statisticsOf(sampleOf(draw(50, random), { domainSize: 100 }));
      for (const id of figures) {
        const { value, nullBand } = statistics[id];
        if (value! < nullBand![0] || value! > nullBand![1]) outside.set(id, outside.get(id)! + 1);
      }
    }
    for (const [id, count] of outside) assert.ok(count <= mostEvents(400, 0.06), `${id}: ${count} of 400 outside`);
    const [low, high] = statisticsOf(sampleOf([50], { domainSize: 100 })).distinct.nullBand!;
    assert.ok(low >= 34 && low <= 36 && high >= 43 && high <= 45, `${low} to ${high}`);
  });
});
