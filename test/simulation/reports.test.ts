import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOneComparison } from '../../src/core/analysis/comparison/between.ts';
import { ERROR_RATE } from '../../src/core/analysis/error-rate.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../src/core/analysis/summarize.ts';
import type { BetweenReport, Report } from '../../src/core/model/report.ts';
import type { RunRecord } from '../../src/core/model/run.ts';
import { seededRandom, type Random } from '../../src/core/statistics/random.ts';
import { runOf } from '../unit/core/analysis/run-of.ts';
import { favourite, sampler, zipf } from './populations.ts';
import { assertTableInDocs, markdownTable, mostEvents } from './tally.ts';

const COLOURS =
  'blue red green black white teal pink gold grey brown cyan mauve amber coral beige olive navy lime plum rust'.split(
    ' ',
  );

const MODELS = ['a', 'b', 'c'];

const byModel = (draw: () => readonly string[]) => Object.fromEntries(MODELS.map((id) => [id, draw()]));

/** Answers drawn from shares of colours. */
function colours(shares: readonly number[], n: number, random: Random): readonly string[] {
  return Array.from(sampler(shares)(n, random)).flatMap((count, at) => new Array<string>(count).fill(COLOURS[at]!));
}

/** Numbers from 1 to 100, of which this share is 42 and the rest a fair draw. */
const numbers = (n: number, more: number, random: Random) =>
  Array.from({ length: n }, () => (random() < more ? '42' : String(1 + Math.floor(random() * 100))));

function underConditions(ids: readonly string[], draw: () => Readonly<Record<string, readonly string[]>>): RunRecord {
  const records = ids.map((condition) => runOf('Name a colour.', draw(), { changes: { condition } }));
  const { run } = records[0]!;
  const conditions = ids.map((id, at) => ({ ...run.conditions[0]!, id, control: at === 0 }));
  return { run: { ...run, conditions }, trials: records.flatMap(({ trials }) => trials), edits: [] };
}

const comparisonsOf = ({ between }: Report): readonly BetweenReport[] =>
  between === null ? [] : isOneComparison(between) ? [between] : Object.values(between);

const distributionsOf = ({ numbers: of }: Report) =>
  of === null ? [] : [of.pooled, ...Object.values(of.byTarget), ...Object.values(of.byCondition ?? {})];

/** Whatever a report claims, in a sentence or by a mark in a table. */
function claimsOf(report: Report): readonly string[] {
  const tables = report.conditions === null ? [] : [...report.conditions.tables, report.conditions.effective];
  const holds = (p: number | null | undefined) => typeof p === 'number' && p < ERROR_RATE;
  const text = [report.insight.headline, ...report.insight.details].join(' ');
  const made: Readonly<Record<string, boolean>> = {
    models: comparisonsOf(report).some(
      ({ pHolm, pairs }) => holds(pHolm) || pairs.some(({ verdict }) => verdict === 'differ'),
    ),
    signatures: Object.values(report.signatures ?? {}).some((terms) => terms.length > 0),
    numbers: distributionsOf(report).some(
      ({ pAdjusted, spikes, lastDigitTest }) =>
        holds(pAdjusted) || spikes.length > 0 || holds(lastDigitTest?.pAdjusted),
    ),
    conditions: tables.some(({ pooled, byTarget }) => pooled.surviving + (byTarget?.surviving ?? 0) > 0),
    sentence: /Not a fair draw|a fair draw gives|answers? differently|The models differ/u.test(text),
    level: report.possible.isFairPick && report.insight.verdict === 'converged',
  };
  return Object.keys(made).filter((kind) => made[kind]);
}

const NUMBER = 'Pick a random number between 1 and 100.';

const NOTHING: readonly {
  readonly name: string;
  readonly rounds: number;
  readonly run: (random: Random) => RunRecord;
}[] = [
  {
    name: 'fair numbers 1 to 100, 3 models, 50 runs',
    rounds: 60,
    run: (random) =>
      runOf(
        NUMBER,
        byModel(() => numbers(50, 0, random)),
      ),
  },
  {
    name: 'fair coin, 3 models, 50 runs',
    rounds: 60,
    run: (random) =>
      runOf(
        'Pick heads or tails at random.',
        byModel(() => Array.from({ length: 50 }, () => (random() < 0.5 ? 'heads' : 'tails'))),
      ),
  },
  {
    name: '3 copies with a modal answer of 50%, 50 runs',
    rounds: 60,
    run: (random) =>
      runOf(
        'Name a colour.',
        byModel(() => colours(favourite(0.5, 19), 50, random)),
      ),
  },
  {
    name: '5 conditions, 3 copies, Zipf over 20, 10 runs',
    rounds: 30,
    run: (random) =>
      underConditions(['control', 'one', 'two', 'three', 'four'], () => byModel(() => colours(zipf(20), 10, random))),
  },
  {
    name: '3 conditions, 1 model, Zipf over 20, 50 runs',
    rounds: 60,
    run: (random) => underConditions(['control', 'one', 'two'], () => ({ a: colours(zipf(20), 50, random) })),
  },
];

const percent = (count: number, rounds: number) => `${Math.round((100 * count) / rounds)}%`;

describe('whole reports', () => {
  it('claim something in at most 5% where there is nothing to find', () => {
    const rows = NOTHING.map(({ name, rounds, run }, at) => {
      const random = seededRandom(400 + at);
      const claiming = Array.from({ length: rounds }, () => claimsOf(summarize(run(random), DEFAULT_ANALYSIS))).filter(
        (claims) => claims.length > 0,
      );
      console.log(`${name}: ${claiming.map((claims) => claims.join('+')).join(', ')}`);
      assert.ok(claiming.length <= mostEvents(rounds, ERROR_RATE), `${name}: ${claiming.length} of ${rounds}`);
      return [name, percent(claiming.length, rounds)];
    });
    const table = markdownTable([['Nothing to find', 'Reports that claim something'], ...rows]);
    console.log(table);
    assertTableInDocs(table, 'Whole reports:');
  });

  it('find that 42 comes 10 or 20 points too often', () => {
    const rounds = 40;
    const rows = [
      { name: '1 model, 50 runs', models: ['a'] },
      { name: '3 models, 50 runs, all alike', models: MODELS },
    ].map(({ name, models }) => [
      name,
      ...[0.1, 0.2].map((more) => {
        const random = seededRandom(500 + models.length);
        const found = Array.from({ length: rounds }, () => {
          const texts = Object.fromEntries(models.map((id) => [id, numbers(50, more, random)]));
          return summarize(runOf(NUMBER, texts), DEFAULT_ANALYSIS).numbers!.pooled.spikes.some(
            ({ value }) => value === 42,
          );
        }).filter(Boolean).length;
        assert.ok(found >= (more > 0.1 ? 0.95 : 0.4) * rounds, `${name}, ${more}: ${found} of ${rounds}`);
        return percent(found, rounds);
      }),
    ]);
    const table = markdownTable([['42 is called too frequent', '10 points more', '20 points more'], ...rows]);
    console.log(table);
    assertTableInDocs(table, 'How often a bias is found:');
  });
});
