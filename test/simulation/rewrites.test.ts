import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rewritesReport } from '../../src/core/analysis/rewrites/rewrites-report.ts';
import type { Grouped } from '../../src/core/analysis/grouped.ts';
import type { TrialRead } from '../../src/core/analysis/trial-read.ts';
import { withConfirmation } from '../../src/core/design/rewrites/request.ts';
import type { RewritesReport } from '../../src/core/model/rewrites-report.ts';
import type { Condition, Rewrite, Run, Trial } from '../../src/core/model/run.ts';
import { effectiveInCalls } from '../../src/core/statistics/intervals/agreement-of-calls.ts';
import { seededRandom, type Random } from '../../src/core/statistics/random.ts';
import { AliasTable } from '../../src/core/statistics/resampling/alias.ts';
import { favourite, flat, zipf } from './populations.ts';
import { assertTableInDocs, Coverage, markdownTable, mostEvents } from './tally.ts';

/** What a rewrite does in truth, to every model alike. */
interface Effect {
  readonly shares: readonly number[];
  /** Share of the calls that give a valid answer. */
  readonly valid: number;
  /** Answers of one call, all drawn from the same shares. */
  readonly answers?: number;
  /** Calls of one chain, which all repeat the answer of its first call. */
  readonly chain?: number;
}

const TARGETS = ['a', 'b', 'c'];
const CONTROL = 'as it stands';

const agreement = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share ** 2, 0);
const effective = ({ shares }: Effect, runs: number) => effectiveInCalls(agreement(shares), runs);

/** A flat population of so many effective answers in `runs` calls, as near as whole answers allow. */
function ofEffective(wanted: number, runs: number): readonly number[] {
  const distance = (size: number) => Math.abs(Math.log(effectiveInCalls(1 / size, runs) / wanted));
  const sizes = Array.from({ length: 400 }, (_, at) => at + 1);
  return flat(sizes.reduce((best, size) => (distance(size) < distance(best) ? size : best), 1));
}

function headerOf(effects: readonly Effect[], runs: number): Run {
  const conditions = effects.map((effect, at): Condition => {
    const rewrite: Rewrite = {
      ...{ template: at === 0 ? 'as-it-stands' : `rewrite-${String(at)}`, want: 'many' },
      ...(effect.answers !== undefined && { answers: effect.answers }),
      ...(effect.chain !== undefined && {
        chain: { length: effect.chain, width: Math.ceil(runs / effect.chain), again: 'Another one.' },
      }),
    };
    const id = at === 0 ? CONTROL : `rewrite ${String(at)}`;
    return { id, prompt: 'x', system: null, control: at === 0, rewrite, sha256: '' };
  });
  const targets = TARGETS.map((id) => ({ id, provider: id, model: id, label: id, baseUrl: null, parameters: {} }));
  const tool = { name: 'test', version: '0' };
  const times = { createdAt: '2026-01-01T00:00:00Z', finishedAt: null };
  return { id: 'run', ...times, tool, trialsPerCell: runs, conditions, targets, seed: 1, status: 'complete' };
}

/** Answers of conditions, as a report reads them. */
class Answers {
  readonly reads: TrialRead[] = [];
  readonly groupOf = new Map<TrialRead, number>();
  readonly callOf = new Map<Trial, Trial>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add({ id }: Condition, { shares, valid, answers = 1, chain = 1 }: Effect, runs: number): void {
    const table = new AliasTable(shares);
    const draw = () => table.draw({ next: this.#random });
    const width = Math.ceil(runs / chain);
    for (const target of TARGETS) {
      const firsts = new Map<number, number>();
      for (let trialIndex = 0; trialIndex < runs; trialIndex++) {
        const call = { target, condition: id, trialIndex, honoured: {}, source: 'imported' } as unknown as Trial;
        const isValid = this.#random() < valid;
        for (let answer = 0; answer < answers; answer++) {
          const group = chain > 1 ? (firsts.get(trialIndex % width) ?? draw()) : draw();
          firsts.set(trialIndex % width, group);
          const trial = answer === 0 ? call : { ...call, trialIndex: trialIndex + answer * 2 ** 32 };
          const status = isValid ? ('counted' as const) : ('unparsed' as const);
          const read = { trial, status, reading: { extraction: { answer: 'name' } } } as unknown as TrialRead;
          this.reads.push(read);
          this.groupOf.set(read, group);
          this.callOf.set(trial, call);
        }
      }
    }
  }

  report(run: Run): RewritesReport {
    const { reads, callOf } = this;
    return rewritesReport({ run, reads, callOf, grouped: { groupOf: this.groupOf } as unknown as Grouped })!;
  }
}

/** A run with both its parts, as `sendRewrites` sends it; `first`: what it says after the first. */
function simulated(effects: readonly Effect[], runs: number, random: Random) {
  const run = headerOf(effects, runs);
  const answers = new Answers(random);
  run.conditions.forEach((condition, at) => answers.add(condition, effects[at]!, runs));
  const first = answers.report(run);
  if (first.best === null) return { first, whole: first };
  const both = { ...run, ...withConfirmation(run, first.best) };
  both.conditions.slice(effects.length).forEach((condition) => {
    const place = run.conditions.findIndex(({ id }) => id === condition.rewrite!.confirms);
    answers.add(condition, effects[place]!, runs);
  });
  return { first, whole: answers.report(both) };
}

const PROMPTS: Readonly<Record<string, readonly number[]>> = {
  '75%, 15%, 10%': [0.75, 0.15, 0.1],
  '90%, ten rare ones': favourite(0.9, 10),
  'Zipf, 20 answers': zipf(20),
};

const RUNS = 30;
const ROUNDS = 300;
const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(1).replace(/\.0$/, '')}%`;

describe('rewrites with planted effects', () => {
  const rows: string[][] = [];
  for (const [name, shares] of Object.entries(PROMPTS)) {
    const same: Effect = { shares, valid: 0.98 };
    const tripled: Effect = { shares: ofEffective(3 * effective(same, RUNS), RUNS), valid: 0.98 };
    const doubled: Effect = { ...same, answers: 2 };
    const chained: Effect = { ...same, chain: 5 };
    const ruined: Effect = { ...tripled, valid: 0.4 };
    const idle = [same, same, same, same];
    const scenes = {
      triples: [same, ...idle, doubled, tripled],
      doubles: [same, doubled],
      ruins: [same, ...idle, ruined],
      none: [same, ...idle, chained, doubled],
    };

    it(`are judged right: ${name}`, () => {
      const random = seededRandom(7);
      const judged = Object.entries(scenes).map(([scene, effects]) => {
        let right = 0;
        const coverage = new Coverage();
        let logs = 0;
        const truth = effective(tripled, RUNS) / effective(same, RUNS);
        for (let round = 0; round < ROUNDS; round++) {
          const { first, whole } = simulated(effects, RUNS, random);
          const last = first.rows.at(-1)!;
          const isWinner = whole.verdict === 'confirmed' && whole.best === last.condition;
          if (scene === 'triples') right += +isWinner;
          if (scene === 'doubles') right += +(last.verdict !== 'better' && whole.verdict !== 'confirmed');
          if (scene === 'ruins') right += +(last.verdict === 'less-valid' && whole.verdict !== 'confirmed');
          if (scene === 'none') right += +(whole.verdict !== 'confirmed' && whole.best === null);
          if (scene === 'triples' && isWinner) {
            const { gain } = whole.fresh!.at(-1)!;
            coverage.add(gain!.interval, truth);
            logs += Math.log(gain!.value / truth);
          }
        }
        assert.ok(ROUNDS - right <= mostEvents(ROUNDS, 0.05), `${scene}: ${String(right)} of ${String(ROUNDS)}`);
        if (scene !== 'triples') return percent(right, ROUNDS);
        assert.ok(
          coverage.shown - coverage.held <= mostEvents(coverage.shown, 0.05),
          `${name}: ${coverage.toString()}`,
        );
        const bias = Math.exp(logs / coverage.shown);
        assert.ok(bias > 0.9 && bias < 1.1, `${name}: confirmed gains are ${bias.toFixed(3)} times the truth`);
        return [percent(right, ROUNDS), percent(coverage.held, coverage.shown), `× ${bias.toFixed(2)}`];
      });
      rows.push([name, ...judged.flat()]);
    });
  }

  it('is what the documentation says', () => {
    const table = markdownTable([
      [
        'Judged right, 3 models of 30 runs',
        'one triples the variety',
        'its confirmed interval holds',
        'its confirmed gain',
        'one gives two answers per call',
        'one ruins validity',
        'none helps',
      ],
      ...rows,
    ]);
    console.log(table);
    assertTableInDocs(table, 'How rewrites are judged:');
  });
});
