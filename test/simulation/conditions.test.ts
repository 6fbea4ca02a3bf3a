import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { designFor, type Design } from '../../src/core/analysis/conditions/design.ts';
import { effectiveChanges } from '../../src/core/analysis/conditions/effective-changes.ts';
import { countedFeatures, type Feature } from '../../src/core/analysis/conditions/feature.ts';
import { featureTable } from '../../src/core/analysis/conditions/feature-table.ts';
import { shareDifference } from '../../src/core/analysis/conditions/share-difference.ts';
import type { CountedRead } from '../../src/core/analysis/trial-read.ts';
import type { TestFamily } from '../../src/core/model/conditions-report.ts';
import { seededRandom, type Random } from '../../src/core/statistics/random.ts';
import { sampler, zipf } from './populations.ts';
import { assertTableInDocs, Coverage, markdownTable, mostEvents } from './tally.ts';

const TARGETS = 3;
const CONDITIONS = 5;

/** Shares of 14 traits and 8 titles by target: traits differ between models, titles are one model's own. */
const SHARES: readonly (readonly number[])[] = [
  ...Array.from({ length: 14 }, (_, trait) => [0.02 + 0.07 * trait, 0.97 - 0.06 * trait, 0.5]),
  ...Array.from({ length: 8 }, (_, title) =>
    [0, 1, 2].map((target) => (target === title % 3 ? 0.04 + 0.03 * title : 0)),
  ),
];

/** Numbers of answers by cell: all the same, or some of them lost. */
const sizesOf = (n: number, lost: number, random: Random) =>
  Int32Array.from({ length: TARGETS * CONDITIONS }, () => n - Math.floor(random() * lost * n));

/** A run in which no condition changes anything. */
function nothingMoves(sizes: Int32Array, random: Random): { design: Design; features: readonly Feature[] } {
  const ids = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`);
  const references = Array.from({ length: CONDITIONS }, (_, place) => (place === 0 ? null : 0));
  const design = { ...designFor(ids('c', CONDITIONS), ids('t', TARGETS), references, 0), sizes };
  const features = SHARES.map((_, at) => ({ id: String(at), label: String(at), reads: [] as CountedRead[] }));
  sizes.forEach((size, cell) => {
    const trial = { condition: `c${Math.floor(cell / TARGETS)}`, target: `t${cell % TARGETS}` };
    for (let run = 0; run < size; run++) {
      const read = { trial } as unknown as CountedRead;
      SHARES.forEach((shares, at) => {
        if (random() < shares[cell % TARGETS]!) features[at]!.reads.push(read);
      });
    }
  });
  return { design, features };
}

const any = (family: TestFamily | null) => +((family?.surviving ?? 0) > 0);

/** How many of the runs claim something in a table, over all models and of one. */
function claims(n: number, lost: number, rounds: number): readonly number[] {
  const random = seededRandom(100 * n + 10 * lost);
  const found = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const { design, features } = nothingMoves(sizesOf(n, lost, random), random);
    const traits = featureTable(design, countedFeatures(design, 'trait', features.slice(0, 14)));
    const titles = featureTable(design, countedFeatures(design, 'title', features.slice(14)));
    const each = [traits!.pooled, traits!.byTarget, titles!.pooled, titles!.byTarget];
    each.forEach((family, at) => (found[at]! += any(family)));
  }
  return found;
}

const share = (count: number, rounds: number) => `${((100 * count) / rounds).toFixed(1).replace(/\.0$/, '')}%`;

describe('conditions that change nothing', () => {
  it('are said to change something in at most 5% of runs', () => {
    const rounds = 400;
    const rows = (
      [
        ['10 runs per model', 10, 0],
        ['50 runs per model', 50, 0],
        ['50 runs, up to a fifth lost', 50, 0.2],
      ] as const
    ).map(([name, n, lost]) => {
      const found = claims(n, lost, rounds);
      found.forEach((count, at) => assert.ok(count <= mostEvents(rounds, 0.05), `${name}, ${at}: ${count}`));
      return [name, ...found.map((count) => share(count, rounds))];
    });
    const table = markdownTable([
      ['Runs that claim a change', 'traits', 'traits of one model', 'titles', 'titles of one model'],
      ...rows,
    ]);
    console.log(table);
    assertTableInDocs(table, 'Three models, five conditions, nothing moves:');
  });

  it('do not make the answers more or less varied, either', () => {
    const [rounds, draw] = [100, sampler(zipf(20))];
    const random = seededRandom(77);
    let [pooled, single] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const sizes = sizesOf(40, 0.2, random);
      const { design } = nothingMoves(sizes, random);
      const counts = Array.from(sizes, (size) => draw(size, random));
      const changes = effectiveChanges(design, counts, round + 1);
      pooled += any(changes.pooled);
      single += any(changes.byTarget);
    }
    console.log(`Effective answers: ${share(pooled, rounds)} pooled, ${share(single, rounds)} of one model`);
    for (const count of [pooled, single]) assert.ok(count <= mostEvents(rounds, 0.05), `${count}`);
  });
});

describe('the interval of a difference over all models', () => {
  const MODELS = {
    'all models alike, 30% to 50%': [
      [0.3, 0.3, 0.3],
      [0.5, 0.5, 0.5],
    ],
    'models differ, a third more': [
      [0.1, 0.3, 0.6],
      [0.43, 0.63, 0.93],
    ],
    'one model alone, 28% to 2%': [
      [0.28, 0, 0],
      [0.02, 0, 0],
    ],
    'nothing moves, models differ': [
      [0.05, 0.5, 0.9],
      [0.05, 0.5, 0.9],
    ],
  } as const;
  const DESIGNS = [
    ['10 runs', 10, 0],
    ['50 runs', 50, 0],
    ['50 runs, up to a fifth lost', 50, 0.2],
  ] as const;

  it('holds the truth', () => {
    const rounds = 2000;
    const count = (n: number, p: number, random: Random) => {
      let hits = 0;
      for (let at = 0; at < n; at++) hits += +(random() < p);
      return hits;
    };
    const rows = Object.entries(MODELS).map(([name, [from, to]]) => [
      name,
      ...DESIGNS.map(([design, n, lost]) => {
        const random = seededRandom(n + name.length);
        const coverage = new Coverage();
        for (let round = 0; round < rounds; round++) {
          const size = () => n - Math.floor(random() * lost * n);
          const strata = from.map((p, target) => {
            const [own, other] = [size(), size()];
            return { a: count(own, to[target]!, random), n: own, b: count(other, p, random), m: other };
          });
          const weights = strata.map((one) => (one.n * one.m) / (one.n + one.m));
          const sum = weights.reduce((total, weight) => total + weight, 0);
          const truth = weights.reduce((total, weight, at) => total + (weight / sum) * (to[at]! - from[at]!), 0);
          coverage.add(shareDifference(strata).interval, truth);
        }
        assert.ok(coverage.missed * rounds <= mostEvents(rounds, 0.06), `${name}, ${design}: ${coverage}`);
        return `${coverage}`;
      }),
    ]);
    const table = markdownTable([['Shares', ...DESIGNS.map(([design]) => design)], ...rows]);
    console.log(table);
    assertTableInDocs(table, 'Differences from the control: the interval holds the truth in');
  });
});
