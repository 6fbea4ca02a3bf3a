import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { betweenBounds, withinBounds } from '../../src/core/analysis/intervals/agreement-of-models.ts';
import { INTERVAL } from '../../src/core/statistics/intervals/rare-agreements.ts';
import { seededRandom } from '../../src/core/statistics/random.ts';
import { favourite, flat, halving, sampler, zipf } from './populations.ts';
import { assertTableInDocs, Coverage, markdownTable, mostEvents } from './tally.ts';

type Shares = readonly number[];

/** Shares of one list of answers, moved up by so many places. */
const placed = (answers: number, shares: Shares, offset = 0): Shares =>
  Array.from({ length: answers }, (_, answer) => shares[answer - offset] ?? 0);
const copies = (count: number, shares: Shares) => Array.from({ length: count }, () => shares);
const apart = (count: number, shares: Shares) =>
  Array.from({ length: count }, (_, at) => placed(count * shares.length, shares, at * shares.length));

/** Sets of models with known shares of the same answers. */
const SETS: Readonly<Record<string, readonly Shares[]>> = {
  '2 copies of a coin': copies(2, flat(2)),
  '10 copies of a coin': copies(10, flat(2)),
  '3 copies, flat over 100': copies(3, flat(100)),
  '3 copies, Zipf over 20': copies(3, zipf(20)),
  '10 copies, Zipf over 100': copies(10, zipf(100)),
  '3 copies, 97% and ten rare ones': copies(3, favourite(0.97, 10)),
  '2 copies, one answer': copies(2, [1]),
  '3 models, one answer each': apart(3, [1]),
  '3 models, nothing shared': apart(3, halving(12)),
  '5 models, 97% of an answer of their own': Array.from({ length: 5 }, (_, own) =>
    Array.from({ length: 5 }, (_, answer) => (answer === own ? 0.97 : 0.0075)),
  ),
  '2 models, half shared': [
    [0.5, 0.5, 0],
    [0.5, 0, 0.5],
  ],
  '4 models, shifted halves': [0, 2, 4, 6].map((offset) => placed(18, halving(12), offset)),
  '2 models, a coin and always heads': [flat(2), [1, 0]],
};
const RUNS = [10, 20, 50, 200] as const;
const ROUNDS = 150;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const product = (p: Shares, q: Shares) => p.reduce((sum, share, answer) => sum + share * q[answer]!, 0);

const KINDS = [
  {
    title: 'Agreement within models',
    truth: (models: readonly Shares[]) => mean(models.map((shares) => product(shares, shares))),
    boundsOf: withinBounds,
  },
  {
    title: 'Agreement between models',
    truth: (models: readonly Shares[]) =>
      mean(models.flatMap((one, at) => models.slice(at + 1).map((other) => product(one, other)))),
    boundsOf: betweenBounds,
  },
] as const;

describe('the agreement of models: intervals hold what they say', () => {
  for (const { title, truth, boundsOf } of KINDS) {
    it(title, () => {
      const rows = Object.entries(SETS).map(([name, models]) => {
        const draws = models.map(sampler);
        const cells = RUNS.map((n) => {
          const random = seededRandom(n + models.length);
          const coverage = new Coverage();
          for (let round = 0; round < ROUNDS; round++) {
            const counts = draws.map((draw) => draw(n, random));
            coverage.add(boundsOf(counts, INTERVAL), truth(models));
          }
          const missed = coverage.shown - coverage.held;
          assert.ok(missed <= mostEvents(ROUNDS, 0.05), `${name}, n = ${n}: wrong in ${missed} of ${ROUNDS}`);
          return String(coverage);
        });
        return [name, ...cells];
      });
      const table = markdownTable([['Models', ...RUNS.map((n) => `n = ${n} each`)], ...rows]);
      console.log(`\n${title}: the interval holds the truth in\n\n${table}\n`);
      assertTableInDocs(table, `${title}: the interval holds the truth in`);
    });
  }
});
