import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareTargets } from '../../src/core/analysis/comparison/between.ts';
import { levelOf, mayBeHigher } from '../../src/core/analysis/insight/level.ts';
import { agreementBetween, betweenBounds } from '../../src/core/analysis/intervals/agreement-of-models.ts';
import { errorShare } from '../../src/core/analysis/looks.ts';
import { seededRandom, type Random } from '../../src/core/statistics/random.ts';
import { BOUND, INTERVAL, surer } from '../../src/core/statistics/intervals/rare-agreements.ts';
import { looksUpTo } from '../../src/core/statistics/sequential.ts';
import { favourite, flat, halving, sampler, zipf } from './populations.ts';
import { assertTableInDocs, Coverage, markdownTable, mostEvents } from './tally.ts';

const MOST = 160;
const LOOKS = looksUpTo(MOST);
const ROUNDS = 300;

type Shares = readonly number[];
const three = (shares: Shares): readonly Shares[] => [shares, shares, shares];

/** Sets of models with known shares of the same answers. */
const SETS: Readonly<Record<string, readonly Shares[]>> = {
  'one answer': three([1]),
  '97%, ten rare ones': three(favourite(0.97, 10)),
  '90%, ten rare ones': three(favourite(0.9, 10)),
  '70%, four others': three([0.7, 0.1, 0.1, 0.05, 0.05]),
  'each half as often': three(halving(12)),
  'Zipf, 20 answers': three(zipf(20)),
  'Zipf, 100 answers': three(zipf(100)),
  'flat, 20 answers': three(flat(20)),
  'flat, 100 answers': three(flat(100)),
  '30%, 1,000 rare ones': three(favourite(0.3, 1000)),
  'nothing shared': [0, 1, 2].map((own) => [0, 1, 2].flatMap((other) => (own === other ? [0.5, 0.3, 0.2] : [0, 0, 0]))),
};

const truthOf = (models: readonly Shares[]): number => {
  const product = (p: Shares, q: Shares) => p.reduce((sum, share, answer) => sum + share * q[answer]!, 0);
  const pairs = models.flatMap((one, at) => models.slice(at + 1).map((other) => product(one, other)));
  return pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
};

/** Sends runs look by look until the level is decided; what was counted then. */
function sent(models: readonly Shares[], random: Random): { readonly runs: number; readonly counts: number[][] } {
  const draws = models.map((shares) => sampler(shares));
  const counts = models.map((shares) => shares.map(() => 0));
  let runs = 0;
  for (const look of LOOKS) {
    draws.forEach((draw, model) => {
      draw(look - runs, random).forEach((count, answer) => (counts[model]![answer]! += count));
    });
    runs = look;
    const share = errorShare({ looks: LOOKS, trialsPerCell: runs });
    const bounds = betweenBounds(counts, surer(BOUND, share));
    const measured = { value: agreementBetween(counts), bounds, chance: 0 };
    if (levelOf(measured) !== 'undecided' && !mayBeHigher(measured)) break;
  }
  return { runs, counts };
}

describe('a run that is sent until it is settled', () => {
  it('has intervals that hold wherever it stops, claims no higher level than there is, and saves calls', () => {
    const rows = [['Until settled', 'runs per model', 'intervals hold', 'as for a fixed size', 'level too high']];
    let all = 0;
    for (const [name, models] of Object.entries(SETS)) {
      const truth = truthOf(models);
      const random = seededRandom(7);
      const [adjusted, fixed] = [new Coverage(), new Coverage()];
      let [runs, tooHigh] = [0, 0];
      for (let round = 0; round < ROUNDS; round++) {
        const end = sent(models, random);
        const share = errorShare({ looks: LOOKS, trialsPerCell: end.runs });
        runs += end.runs;
        adjusted.add(betweenBounds(end.counts, surer(INTERVAL, share)), truth);
        fixed.add(betweenBounds(end.counts, INTERVAL), truth);
        const ranks = ['none', 'weak', 'moderate', 'strong'];
        const level = levelOf({
          value: agreementBetween(end.counts),
          bounds: betweenBounds(end.counts, surer(BOUND, share)),
          chance: 0,
        });
        const real = levelOf({ value: truth, bounds: [truth, truth], chance: 0 });
        tooHigh += +(ranks.indexOf(level) > ranks.indexOf(real));
      }
      all += runs;
      assert.ok(adjusted.rounds - adjusted.held <= mostEvents(ROUNDS, 0.06), `${name}: ${adjusted.toString()}`);
      assert.ok(tooHigh <= mostEvents(ROUNDS, 0.05), `${name}: ${tooHigh} levels too high`);
      rows.push([
        name,
        String(Math.round(runs / ROUNDS)),
        adjusted.toString(),
        fixed.toString(),
        `${Math.round((100 * tooHigh) / ROUNDS)}%`,
      ]);
    }
    const mean = all / ROUNDS / Object.keys(SETS).length;
    assert.ok(mean <= 0.6 * MOST, `${mean} runs per model on average`);
    const table = markdownTable(rows);
    console.log(table, `\nmean ${mean.toFixed(1)} of ${MOST}`);
    assertTableInDocs(table, 'Sent until settled:');
  });

  it('calls copies of one model different in 5% at most, all looks together', () => {
    const rounds = 60;
    let differ = 0;
    const random = seededRandom(11);
    const draw = sampler(zipf(20));
    for (let round = 0; round < rounds; round++) {
      const counts = [0, 1, 2].map(() => new Int32Array(20));
      let runs = 0;
      const isFound = LOOKS.some((look) => {
        for (const own of counts) draw(look - runs, random).forEach((count, answer) => (own[answer]! += count));
        runs = look;
        const targets = counts.map((own, at) => ({ target: String(at), counts: own }));
        const share = errorShare({ looks: LOOKS, trialsPerCell: runs });
        return compareTargets(targets, round, share)!.pairs.some(({ verdict }) => verdict === 'differ');
      });
      differ += +isFound;
    }
    assert.ok(differ <= mostEvents(rounds, 0.05), `${differ} of ${rounds}`);
  });
});
