import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { screeningOf } from '../../src/core/analysis/screening/screening-report.ts';
import type { Output } from '../../src/core/analysis/screening/responses.ts';
import { planScreening } from '../../src/core/design/screening.ts';
import type { Screening } from '../../src/core/model/run.ts';
import { seededRandom, type Random } from '../../src/core/statistics/random.ts';
import { fisherExact } from '../../src/core/statistics/significance/fisher.ts';
import { holm } from '../../src/core/statistics/significance/holm.ts';
import { assertTableInDocs, Coverage, markdownTable, mostEvents } from './tally.ts';

const ROUNDS = 500;
const SENTENCES = 8;
const PROMPT = `Name a fruit. ${Array.from({ length: SENTENCES }, (_, at) => `Rule ${'abcdefgh'[at]!}.`).join(' ')}`;
const PLANTED = 3;
const OTHERS = 6;
const LABELS = Array.from({ length: OTHERS + 1 }, (_, at) => `answer ${at}`);

/** How often the answer comes with the planted sentence and without it; the other sentences do nothing. */
interface World {
  readonly with: number;
  readonly without: number;
  readonly runs: number;
  readonly models: number;
}

type Draw = (leftOut: readonly number[]) => number;

const drawing =
  (world: World, random: Random): Draw =>
  (leftOut) =>
    random() < (leftOut.includes(PLANTED) ? world.without : world.with) ? 0 : 1 + Math.floor(random() * OTHERS);

/** The whole way of a run: its rows, the strongest parts, fresh runs. */
function screened({ runs, models }: World, draw: Draw) {
  const { conditions, screening } = planScreening({ prompt: PROMPT, system: null }, runs).request;
  const targets = Array.from({ length: models }, (_, at) => ({ id: `model ${at}` })) as never;
  const outputs: Output[] = [];
  const send = (condition: string, leftOut: readonly number[], count: number) => {
    for (let model = 0; model < models; model++)
      for (let run = 0; run < count; run++) outputs.push({ target: `model ${model}`, condition, group: draw(leftOut) });
  };
  const runsOf = (id: string) => conditions.find((condition) => condition.id === id)!.runs!;
  send(screening.whole, [], runsOf(screening.whole));
  for (const { condition, leftOut } of screening.rows) send(condition, leftOut, runsOf(condition));
  const read = (design: Screening) => screeningOf({ targets }, design, { outputs, labels: LABELS, prompt: PROMPT });
  const fresh = [
    { condition: 'fresh', leftOut: [] },
    ...read(screening).strongest.map((place) => ({ condition: `without ${place}`, leftOut: [place] })),
  ];
  for (const { condition, leftOut } of fresh) send(condition, leftOut, runs);
  return { report: read({ ...screening, fresh }), calls: outputs.length };
}

/** Every sentence left out in turn, with as many runs of each prompt: Fisher's exact test, Holm over the sentences. */
function leftOutInTurn({ runs, models }: World, draw: Draw) {
  const n = runs * models;
  const sample = (leftOut: readonly number[]) => Array.from({ length: n }, () => draw(leftOut));
  const whole = sample([]);
  const counts = LABELS.map((_, group) => whole.filter((one) => one === group).length);
  const modal = counts.indexOf(Math.max(...counts));
  const ps = Array.from({ length: SENTENCES }, (_, place) =>
    fisherExact(counts[modal]!, n, sample([place]).filter((one) => one === modal).length, n),
  );
  return holm(ps).flatMap((p, place) => (p !== null && p < 0.05 ? [place] : []));
}

const WORLDS: readonly World[] = [
  { with: 0.8, without: 0.2, runs: 20, models: 1 },
  { with: 0.9, without: 0.4, runs: 30, models: 1 },
  { with: 0.6, without: 0.1, runs: 30, models: 1 },
  { with: 0.4, without: 0.9, runs: 30, models: 1 },
  { with: 0.9, without: 0.5, runs: 40, models: 1 },
  { with: 0.8, without: 0.4, runs: 20, models: 3 },
  { with: 0.9, without: 0.9, runs: 20, models: 1 },
  { with: 0.6, without: 0.6, runs: 40, models: 1 },
  { with: 0.3, without: 0.3, runs: 20, models: 3 },
];

const percent = (share: number) => `${Math.round(100 * share)}%`;

describe('which words make the answer', () => {
  it('names a planted sentence among eight with half the calls of leaving each out, and hardly ever another', () => {
    const rows = [
      [
        'Answer with and without the sentence',
        'models',
        'calls',
        'named',
        'left out in turn: calls',
        'named then',
        'another named',
        'intervals hold',
      ],
    ];
    for (const world of WORLDS) {
      const random = seededRandom(11);
      const draw = drawing(world, random);
      const truth = world.with - world.without;
      const coverage = new Coverage();
      const isPlanted = truth !== 0;
      let [named, turned, others, calls] = [0, 0, 0, 0];
      for (let round = 0; round < ROUNDS; round++) {
        const { report, calls: sent } = screened(world, draw);
        calls = sent;
        const found = report.parts.flatMap(({ fresh }, place) => (fresh?.[0]?.verdict === 'differ' ? [place] : []));
        // Without an effect every sentence is another one.
        if (isPlanted && found.includes(PLANTED)) named++;
        if (found.some((place) => !isPlanted || place !== PLANTED)) others++;
        if (isPlanted && leftOutInTurn(world, draw).includes(PLANTED)) turned++;
        // Of what makes the answer rarer another one may be the most frequent, and then has another effect.
        if (truth < 0) continue;
        report.parts.forEach(({ fresh, screened: [screen] }, place) => {
          const effect = place === PLANTED ? truth : 0;
          coverage.add(screen!.interval, effect);
          if (fresh !== undefined) coverage.add(fresh[0]!.interval, effect);
        });
      }
      const whole = (SENTENCES + 1) * world.runs * world.models;
      assert.ok(2 * calls <= whole, `${calls} calls of ${whole}`);
      assert.ok(others <= mostEvents(ROUNDS, 0.05), `${others} wrong of ${ROUNDS}`);
      rows.push([
        `${percent(world.with)} and ${percent(world.without)}`,
        String(world.models),
        String(calls),
        isPlanted ? percent(named / ROUNDS) : '–',
        String(whole),
        isPlanted ? percent(turned / ROUNDS) : '–',
        percent(others / ROUNDS),
        coverage.rounds === 0 ? '–' : coverage.toString(),
      ]);
      if (isPlanted && truth > 0)
        assert.ok(named >= 0.9 * ROUNDS, `${named} of ${ROUNDS} named at ${rows.at(-1)!.join(', ')}`);
    }
    const table = markdownTable(rows);
    console.log(table);
    assertTableInDocs(table, 'A planted sentence named:');
  });
});
