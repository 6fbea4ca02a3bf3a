import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareRuns, type Comparison } from '../../src/core/compare/comparison.ts';
import type { ChangeVerdict } from '../../src/core/model/change-verdict.ts';
import { MARGINS } from '../../src/core/compare/margins.ts';
import { DEFAULT_ANALYSIS } from '../../src/core/analysis/summarize.ts';
import { gateOf } from '../../src/core/compare/gate.ts';
import { seededRandom, type Random } from '../../src/core/statistics/random.ts';
import { runOf, times } from '../unit/core/analysis/run-of.ts';
import { favourite, flat, halving, sampler, zipf } from './populations.ts';
import { assertTableInDocs, Coverage, markdownTable, mostEvents } from './tally.ts';

type Shares = readonly number[];

const OPTIONS = { ...DEFAULT_ANALYSIS, extractor: 'whole', grouping: 'exact' } as const;

/** Runs of models with known shares of answers; those of a model move up by its place, so that models differ. */
function drawn(models: readonly Shares[], runs: number, random: Random) {
  const texts = models.map((shares, place) => {
    const counts = sampler(shares)(runs, random);
    const answers = [...counts].flatMap((count, answer) => times(`answer ${answer + 2 * place}`, count));
    return [`m${place}`, answers] as const;
  });
  return runOf('Say something', Object.fromEntries(texts));
}

/** Effective answers of all models together, in truth. */
function effective(models: readonly Shares[]): number {
  const together = new Map<number, number>();
  models.forEach((shares, place) => {
    shares.forEach((share, answer) => {
      const own = share / models.length;
      together.set(answer + 2 * place, (together.get(answer + 2 * place) ?? 0) + own);
    });
  });
  return Math.exp([...together.values()].reduce((sum, p) => (p === 0 ? sum : sum - p * Math.log(p)), 0));
}

interface Scenario {
  readonly name: string;
  readonly before: readonly Shares[];
  readonly after: readonly Shares[];
  readonly runs: readonly [before: number, after: number];
}

const three = (shares: Shares): readonly Shares[] => [shares, shares, shares];
const NOTHING: readonly Scenario[] = [
  { name: 'halving, 3 × 30', before: three(halving(12)), after: three(halving(12)), runs: [30, 30] },
  { name: 'Zipf over 100, 3 × 30', before: three(zipf(100)), after: three(zipf(100)), runs: [30, 30] },
  { name: 'halving, 3 × 200', before: three(halving(12)), after: three(halving(12)), runs: [200, 200] },
  { name: 'Zipf over 20, 3 × 30 and 3 × 100', before: three(zipf(20)), after: three(zipf(20)), runs: [30, 100] },
  {
    name: '90% and ten rare, 3 × 50',
    before: three(favourite(0.9, 10)),
    after: three(favourite(0.9, 10)),
    runs: [50, 50],
  },
];
const HALVED: readonly Scenario[] = [
  { name: '8 answers, then 4, 1 × 50', before: [flat(8)], after: [flat(4)], runs: [50, 50] },
];
const JUST_BEYOND: readonly Scenario[] = [
  { name: '8 answers, then 13, 1 × 50', before: [flat(8)], after: [flat(13)], runs: [50, 50] },
  { name: '4 answers, then 7, 1 × 200', before: [flat(4)], after: [flat(7)], runs: [200, 200] },
];

const ROUNDS = 80;

function simulate({ before, after, runs }: Scenario, seed: number) {
  const random = seededRandom(seed);
  const verdicts = new Map<ChangeVerdict, number>();
  const coverage = new Coverage();
  const truth = effective(after) / effective(before);
  for (let round = 0; round < ROUNDS; round++) {
    const comparison: Comparison = compareRuns(drawn(before, runs[0], random), drawn(after, runs[1], random), OPTIONS);
    verdicts.set(comparison.verdict, (verdicts.get(comparison.verdict) ?? 0) + 1);
    coverage.add(comparison.all.ratioInterval, truth);
  }
  const count = (...wanted: readonly ChangeVerdict[]) => wanted.reduce((sum, one) => sum + (verdicts.get(one) ?? 0), 0);
  return {
    changed: count('more-varied', 'less-varied', 'other-answers'),
    less: count('less-varied'),
    unchanged: count('unchanged'),
    coverage,
  };
}

const percent = (count: number) => `${Math.round((100 * count) / ROUNDS)}%`;

describe('comparing two runs', () => {
  it('claims no more than it may, and sees what is there', () => {
    const all = [...NOTHING, ...HALVED, ...JUST_BEYOND];
    const results = all.map((scenario, at) => ({ scenario, ...simulate(scenario, 7 + at) }));
    const most = mostEvents(ROUNDS, 0.05);
    for (const { scenario, changed, less, unchanged, coverage } of results) {
      if (NOTHING.includes(scenario)) assert.ok(changed <= most, `${scenario.name}: ${changed} changes`);
      if (HALVED.includes(scenario)) assert.ok(less >= 0.9 * ROUNDS, `${scenario.name}: seen in ${less}`);
      if (JUST_BEYOND.includes(scenario)) assert.ok(unchanged <= most, `${scenario.name}: "unchanged" in ${unchanged}`);
      assert.ok(coverage.missed * ROUNDS <= most, `${scenario.name}: ${coverage.toString()}`);
    }
    const table = markdownTable([
      ['Two runs compared', 'called changed', 'called unchanged', '95% interval of the factor holds in'],
      ...results.map(({ scenario, changed, unchanged, coverage }) => [
        scenario.name,
        percent(changed),
        percent(unchanged),
        coverage.toString(),
      ]),
    ]);
    console.log(table);
    assertTableInDocs(table, 'What is said of two runs:');
  });

  it('has a margin beyond which the last two scenarios lie', () => {
    for (const { before, after } of JUST_BEYOND) assert.ok(effective(after) / effective(before) > MARGINS.ratio);
  });
});

/** Nights to simulate; each takes seconds, so none by default: `CONVERGENCE_PROBE_NIGHTS=60 npm test -- simulation compare`. */
const NIGHTS = Number(process.env['CONVERGENCE_PROBE_NIGHTS'] ?? 0);

describe('a gate over 20 prompts at which nothing changes', { skip: NIGHTS === 0 }, () => {
  const populations = [halving(12), zipf(20), zipf(100), favourite(0.9, 10), flat(8)];
  for (const want of ['many', 'one', 'unchanged'] as const) {
    it(`fails in at most 5% of nights: ${want}`, () => {
      const random = seededRandom(11);
      const ended = { pass: 0, fail: 0, undecided: 0 };
      for (let night = 0; night < NIGHTS; night++) {
        const prompts = Array.from({ length: 20 }, (_, at) => {
          const models = three(populations[at % populations.length]!);
          const comparison = compareRuns(drawn(models, 30, random), drawn(models, 30, random), OPTIONS);
          return { name: String(at), comparison, rule: { want, leastFactor: MARGINS.ratio }, bounds: [] };
        });
        ended[gateOf(prompts).outcome]++;
      }
      console.log(`${want}: ${JSON.stringify(ended)} of ${NIGHTS} nights`);
      assert.ok(ended.fail <= mostEvents(NIGHTS, 0.05));
    });
  }
});
