import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { RunRecord, Trial } from '../../../../../src/core/model/run.ts';
import { planScreening, withFreshRuns } from '../../../../../src/core/design/screening.ts';
import { runOf, targetOf, times, trialOf } from '../run-of.ts';
import { nodeHasher } from '../../../../../src/providers/node-ports.ts';

const PROMPT = 'Name a fruit, only the name. Rule a. Rule b. Rule c. Rule d.';
const MODELS = ['x', 'y'] as const;

type Answer = (model: string, leftOut: readonly number[], index: number) => string | Partial<Trial>;

/** A screened run in which an output depends on what is left out. `checked`: `null` before the fresh runs. */
function screened(answer: Answer, checked: readonly number[] | null = [0, 1]): RunRecord {
  const { request } = planScreening({ prompt: PROMPT, system: null }, 20);
  const { run } = runOf(PROMPT, { x: [] });
  const conditions = request.conditions.map(({ id, prompt, control, runs }) => ({
    ...{ id, prompt, control, system: null, sha256: '0'.repeat(64) },
    ...(runs !== undefined && { runs }),
  }));
  const base = { ...run, targets: MODELS.map(targetOf), conditions, trialsPerCell: 20, screening: request.screening };
  const whole = checked === null ? base : { ...base, ...withFreshRuns(base, checked, nodeHasher) };
  const { screening } = whole;
  const rows = [{ condition: screening.whole, leftOut: [] as readonly number[] }, ...screening.rows];
  const trials = [...rows, ...(whole.screening.fresh ?? [])].flatMap(({ condition, leftOut }) => {
    const { runs = 20 } = whole.conditions.find(({ id }) => id === condition)!;
    return MODELS.flatMap((model) =>
      times('', runs).map((_, index) => {
        const said = answer(model, leftOut, index);
        const text = typeof said === 'string' ? said : '';
        return trialOf(`test:${model}`, index, text, { condition, ...(typeof said === 'object' && said) });
      }),
    );
  });
  return { run: whole, trials, edits: [] };
}

const reportOf = (record: RunRecord) => summarize(record, DEFAULT_ANALYSIS);
const screeningOf = (record: RunRecord) => reportOf(record).screening!;

describe('which parts of a prompt make its answer', () => {
  it('is not asked of other runs', () => {
    assert.equal(reportOf(runOf(PROMPT, { x: ['Mango', 'Apple'] })).screening, undefined);
  });

  it('is the difference between rows with a part and rows without it', () => {
    // Of the outputs without rule b every second one is another fruit.
    const record = screened((_, leftOut, index) => (leftOut.includes(1) && index % 2 === 0 ? 'Apple' : 'Mango'));
    const { parts, strongest, rows, answers } = screeningOf(record);
    assert.equal(rows, 12);
    assert.deepEqual(
      answers.map(({ answer, count, n }) => [answer, count, n]),
      [
        ['Mango', 6, 6],
        ['Mango', 6, 6],
      ],
    );
    assert.deepEqual(
      parts.map(({ text }) => text),
      ['Rule a.', 'Rule b.', 'Rule c.', 'Rule d.'],
    );
    // 12 rows, two runs, two models: 24 outputs with a part and 24 without.
    const [pooled, ...each] = parts[1]!.screened;
    assert.deepEqual(
      [pooled!.with, pooled!.without],
      [
        { count: 24, n: 24 },
        { count: 12, n: 24 },
      ],
    );
    assert.equal(pooled!.difference, 0.5);
    assert.deepEqual(
      each.map(({ target, difference }) => [target, difference]),
      [
        ['test:x', 0.5],
        ['test:y', 0.5],
      ],
    );
    // Orthogonal: the other parts are as often in rows with rule b as in those without.
    for (const place of [0, 2, 3]) assert.equal(parts[place]!.screened[0]!.difference, 0);
    assert.deepEqual(strongest, [0, 1]);
    assert.deepEqual(
      screeningOf(screened((_, leftOut, index) => (leftOut.includes(1) && index % 2 === 0 ? 'Apple' : 'Mango'), null))
        .strongest[0],
      1,
    );
  });

  it('is confirmed by the fresh runs alone', () => {
    const isFresh = (leftOut: readonly number[]) => leftOut.length === 1;
    // Rule a matters in the rows only, rule b in the fresh runs only.
    const record = screened((_, leftOut, index) => {
      const part = isFresh(leftOut) ? 1 : 0;
      return leftOut.includes(part) && index % 2 === 0 ? 'Apple' : 'Mango';
    });
    const { parts } = screeningOf(record);
    const [a, b] = parts;
    assert.equal(a!.screened[0]!.verdict, 'differ');
    assert.notEqual(a!.fresh![0]!.verdict, 'differ');
    assert.equal(b!.fresh![0]!.verdict, 'differ');
    assert.deepEqual(
      [b!.fresh![0]!.with, b!.fresh![0]!.without],
      [
        { count: 40, n: 40 },
        { count: 20, n: 40 },
      ],
    );
    assert.equal(parts[2]!.fresh, undefined);
  });

  it('compares each model with its own answer', () => {
    const record = screened((model, leftOut, index) => {
      const own = model === 'x' ? 'Mango' : 'Kiwi';
      return leftOut.includes(0) && index % 2 === 0 ? 'Apple' : own;
    });
    const { answers, parts } = screeningOf(record);
    assert.deepEqual(
      answers.map(({ answer }) => answer),
      ['Mango', 'Kiwi'],
    );
    assert.equal(parts[0]!.screened[0]!.difference, 0.5);
  });

  it('counts outputs without an answer as others, and calls that failed not at all', () => {
    const refused = screened((_, leftOut) => (leftOut.includes(0) ? { outcome: 'refused' } : 'Mango'));
    assert.equal(screeningOf(refused).parts[0]!.screened[0]!.difference, 1);
    const failed = screened((_, leftOut, index) =>
      leftOut.includes(0) && index === 0 ? { outcome: 'failed' } : 'Mango',
    );
    const [effect] = screeningOf(failed).parts[0]!.screened;
    assert.deepEqual([effect!.difference, effect!.without.n], [0, 12]);
  });

  it('says how surprising outputs are, in bits', () => {
    // Under the whole prompt Mango came in 6 of 6: (6 + 1/2) / (6 + 1), any other (1/2) / 7.
    const record = screened((_, leftOut) => (leftOut.includes(0) ? 'Apple' : 'Mango'));
    const { surprise } = screeningOf(record).parts[0]!.screened[0]!;
    assert.ok(Math.abs(surprise!.value - (Math.log2(0.5 / 7) - Math.log2(6.5 / 7))) < 1e-12);
  });

  it('is not claimed where nothing was checked, and not known without an answer', () => {
    const open = reportOf(screened(() => 'Mango', null));
    assert.ok(open.screening!.parts.every(({ fresh }) => fresh === undefined));
    assert.match(open.insight.headline, /^Nothing is confirmed yet\./);
    const silent = reportOf(screened(() => ({ outcome: 'refused' }), null));
    assert.deepEqual(silent.screening!.strongest, []);
    assert.ok(silent.screening!.parts.every(({ screened: [effect] }) => effect!.difference === null));
  });

  it('leads the report, in place of a comparison of the conditions', () => {
    const record = screened((_, leftOut, index) => (leftOut.includes(1) && index % 2 === 0 ? 'Apple' : 'Mango'));
    const { conditions, between, insight } = reportOf(record);
    assert.deepEqual([conditions, between], [null, null]);
    assert.match(insight.headline, /“Rule b\.”.*“Mango” comes in 40 of 40 .* 20 of 40/);
    assert.match(reportOf(screened(() => 'Mango')).insight.headline, /^No sentence stands out\./);
  });

  it('is left out where the design of a damaged file makes no sense', () => {
    const { run, ...rest } = screened(() => 'Mango');
    const screening = { ...run.screening!, parts: 'all' as unknown as [] };
    assert.equal(summarize({ ...rest, run: { ...run, screening } }, DEFAULT_ANALYSIS).screening, undefined);
    const wild = {
      ...run.screening!,
      rows: [{ condition: 'none', leftOut: [99] }],
      parts: [{ spans: [[5, 1e9] as const] }],
    };
    assert.equal(summarize({ ...rest, run: { ...run, screening: wild } }, DEFAULT_ANALYSIS).screening!.parts.length, 1);
  });
});
