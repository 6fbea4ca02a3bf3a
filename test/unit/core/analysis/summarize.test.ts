import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { makeRecordings } from '../../../../scripts/make-recordings.ts';
import { isOneComparison } from '../../../../src/core/analysis/comparison/between.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { parseProbeFile } from '../../../../src/core/run-file/run-file.ts';
import type { Report, Statistics } from '../../../../src/core/model/report.ts';
import type { RunHeader, RunRecord } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import metrics from '../../../fixtures/articles/seed-001-metrics.json' with { type: 'json' };
import publishedNumbers from '../../../fixtures/articles/seed-001-numbers.json' with { type: 'json' };
import publishedOutputs from '../../../fixtures/articles/seed-001-outputs.json' with { type: 'json' };
import { runOf, times, trialOf } from './run-of.ts';

const hasher = { sha256: (text: string) => createHash('sha256').update(text, 'utf8').digest('hex') };
const files = makeRecordings(publishedOutputs, publishedNumbers, hasher);
const recorded = (name: string): RunRecord => parseProbeFile(files.get(`${name}.probe.json`)!);
const summary = (record: RunRecord): Report => summarize(record, DEFAULT_ANALYSIS);
const four = (value: number | null | undefined) => (typeof value === 'number' ? Number(value.toFixed(4)) : value);
const tally = (report: Report) => report.groups.map(({ answer, count }) => [answer, count]);

const KEYS = {
  unique: 'distinct',
  unique_ratio: 'unique-ratio',
  H_nats: 'entropy',
  collision_plugin: 'collision-plugin',
  collision_unbiased: 'collision',
  D0: 'distinct',
  D1: 'effective-answers',
  D2: 'effective-answers-2',
  Dinf: 'effective-answers-inf',
  top_share: 'modal-share',
  chao1_bc: 'chao1',
  coverage_good_turing: 'coverage-good-turing',
  coverage_chao_jost: 'coverage-chao-jost',
} as const;

function sameFigures(statistics: Statistics, expected: Readonly<Record<string, unknown>>, where: string): void {
  for (const [key, id] of Object.entries(KEYS)) {
    // The file has -0 for the entropy of a certain answer.
    assert.equal(four(statistics[id]!.value), (expected[key] as number) + 0, `${where}: ${id}`);
    assert.equal(statistics[id]!.n, expected['n'], `${where}: n of ${id}`);
  }
}

const ARTICLE = { jokes: 'joke', fruits: 'fruit', colours: 'colour' } as const;

describe('summarize, by the figures of the article', () => {
  for (const [name, key] of Object.entries(ARTICLE)) {
    const report = summary(recorded(name));
    const expected = metrics[key];

    it(`${name}: pooled and each model`, () => {
      sameFigures(report.pooled, expected.pooled, 'pooled');
      const models = Object.entries(expected.per_model);
      assert.equal(report.cells.length, models.length);
      models.forEach(([model, figures], index) => sameFigures(report.cells[index]!.statistics, figures, model));
      assert.equal(four(report.pooled['normalized-entropy']!.value), expected.pooled.H_norm_logN);
    });

    it(`${name}: between the models`, () => {
      const { between } = report;
      assert.ok(isOneComparison(between));
      assert.equal(four(between.effectiveModels), expected.partition.beta_D1_effective_models);
      assert.equal(four(between.convergenceIndex), expected.partition.convergence_index_between_over_within);
      const pairs: readonly Readonly<Record<string, number>>[] = Object.values(expected.pairs);
      assert.deepEqual(
        between.pairs.map((pair) => four(pair.jensenShannonBits)),
        pairs.map((pair) => pair['JSD_bits']),
      );
      assert.deepEqual(
        between.pairs.map((pair) => four(pair.crossCollision)),
        pairs.map((pair) => pair['cross_collision']),
      );
    });
  }

  it('jokes: 9 outputs, 6 strings, 4 folded, 2 answers', () => {
    const report = summary(recorded('jokes'));
    const { outputs, raw, folded, groups } = report.funnel;
    assert.deepEqual([outputs, raw, folded, groups], [9, 6, 4, 2]);
    assert.deepEqual(
      report.groups.map(({ count }) => count),
      [8, 1],
    );
    assert.match(report.groups[0]!.answer, /atoms/);
    assert.match(report.groups[1]!.answer, /scarecrow/);
  });

  it('jokes: the same from the damaged text of the published file', () => {
    const repaired = recorded('jokes');
    const damaged = Object.values(publishedOutputs.joke).flat();
    const trials = repaired.trials.map((trial, index) => ({ ...trial, text: damaged[index]! }));
    const report = summary({ ...repaired, trials });
    assert.deepEqual(report.funnel, summary(repaired).funnel);
    assert.deepEqual(tally(report), tally(summary(repaired)));
    for (const { setAside, trialIndex, target } of report.readings) {
      const { text } = trials.find((trial) => trial.target === target && trial.trialIndex === trialIndex)!;
      for (const [start, end] of setAside) assert.ok(start >= 0 && start < end && end <= text.length);
    }
  });

  it('fruits and colours: the tally', () => {
    assert.deepEqual(tally(summary(recorded('fruits'))), [
      ['Mango', 10],
      ['Apple', 5],
    ]);
    const colours = tally(summary(recorded('colours'))).map(([answer, count]) => [String(answer).toLowerCase(), count]);
    assert.deepEqual(colours, [
      ['teal', 7],
      ['blue', 4],
      ['turquoise', 2],
      ['magenta', 1],
      ['red', 1],
    ]);
    assert.equal(summary(recorded('colours')).funnel.raw, 6);
  });

  it('numbers: 18 distinct of 150', () => {
    const report = summary(recorded('numbers'));
    assert.equal(report.extractor, 'number');
    assert.deepEqual(report.domain, [1, 100]);
    assert.deepEqual(tally(report).slice(0, 3), [
      ['42', 59],
      ['73', 33],
      ['57', 14],
    ]);
    const three = (id: string) => Number(report.pooled[id]!.value?.toFixed(3));
    assert.equal(three('distinct'), 18);
    assert.equal(three('effective-answers'), 7.17);
    assert.equal(four(report.pooled['collision']!.value), 0.2177);
    assert.equal(three('chao1'), 21);
    assert.equal(three('coverage-good-turing'), 0.96);
    assert.deepEqual(
      report.cells.map(({ modalAnswer }) => modalAnswer),
      ['42', '73', '73'],
    );
    assert.deepEqual(
      report.numbers!.byTarget['anthropic:claude-haiku-4-5-20251001']!.spikes.map(({ value, count }) => [value, count]),
      [[42, 49]],
    );
  });
});

describe('summarize', () => {
  const NUMBER = 'Pick a random number between 1 and 100, only return the number';

  it('counts every trial once, and n without those that have no answer in range', () => {
    const record = runOf(NUMBER, { a: ['42', '42', '7', '250', 'no idea'] });
    const extra = [
      trialOf('test:a', 5, '', { outcome: 'empty' }),
      trialOf('test:a', 6, '', { outcome: 'failed' }),
      trialOf('test:a', 7, '', { outcome: 'cancelled' }),
      trialOf('test:a', 8, "I'm sorry, but I can't help with that.", { outcome: 'refused' }),
      trialOf('test:a', 9, '  \n'),
      trialOf('test:a', 10, '42', { truncated: true }),
    ];
    const report = summary({ ...record, trials: [...record.trials, ...extra] });
    const { counts } = report;
    assert.deepEqual(counts, {
      ...{ trials: 11, completed: 6, refused: 1, empty: 2, failed: 1, cancelled: 1 },
      ...{ unparsed: 1, outOfRange: 1, truncated: 1 },
    });
    assert.equal(counts.trials, counts.completed + counts.refused + counts.empty + counts.failed + counts.cancelled);
    assert.equal(report.funnel.outputs, 4);
    assert.ok(Object.values(report.pooled).every(({ n }) => n === 4));
    assert.deepEqual(tally(report), [
      ['42', 3],
      ['7', 1],
    ]);
    assert.equal(report.readings.length, 11);
    assert.equal(report.numbers!.pooled.histogram['250'], undefined);
  });

  it('counts a refusal that only the text shows as refused', () => {
    const record = runOf(NUMBER, { a: ['42', "I'm sorry, but I can't help with that."] });
    assert.equal(summary(record).counts.refused, 1);
    assert.equal(summary(record).counts.completed, 1);
  });

  it('gives one report whatever the order of the trials', () => {
    const record = recorded('colours');
    const expected = summary(record);
    fc.assert(
      fc.property(fc.shuffledSubarray([...record.trials], { minLength: record.trials.length }), (trials) => {
        assert.deepEqual(summary({ ...record, trials }), expected);
      }),
      { numRuns: 20 },
    );
  });

  it('names the models whose answers are no fresh ones in the order of the run', () => {
    const record = runOf('Pick a fruit', { a: ['Mango'], b: ['Apple'], c: ['Pear'] });
    const trials = record.trials.map((trial, at) => ({
      ...trial,
      source: at < 2 ? ('recorded' as const) : trial.source,
    }));
    const expected = summary({ ...record, trials });
    assert.ok(expected.insight.details.some((detail) => /The answers of .*a.* and .*b.* are recorded/.test(detail)));
    assert.deepEqual(summary({ ...record, trials: trials.toReversed() }).insight, expected.insight);
  });

  it('names the models whose answers come out of a cache in the order of the run', () => {
    const record = runOf('Pick a fruit', { a: times('Mango', 2), b: times('Apple', 2), c: ['Pear', 'Plum'] });
    const trials = record.trials.map((trial) => ({ ...trial, cached: true }));
    const { insight } = summary({ ...record, trials });
    const named = insight.details.filter((detail) => detail.includes('out of a cache'));
    assert.match(named.join('\n'), /^a gave one text .*\. b gave one text .*\.$/);
    assert.deepEqual(summary({ ...record, trials: trials.toReversed() }).insight, insight);
  });

  it('compares within conditions when there are several', () => {
    const record = runOf('Pick a fruit', { a: times('Mango', 3), b: times('Apple', 3) });
    const second = { ...record.run.conditions[0]!, id: 'polite', control: false };
    const more = record.trials.map((trial) => ({ ...trial, condition: 'polite', text: 'Pear' }));
    const report = summary({
      ...record,
      run: { ...record.run, conditions: [...record.run.conditions, second] },
      trials: [...record.trials, ...more],
    });
    const between = report.between as Readonly<Record<string, { effectiveModels: number }>>;
    assert.deepEqual(Object.keys(between), ['default', 'polite']);
    assert.equal(four(between['default']!.effectiveModels), 2);
    assert.equal(four(between['polite']!.effectiveModels), 1);
    assert.equal(report.cells.length, 4);
    assert.deepEqual(report.groups[0]!.byCondition, { polite: 6 });
  });

  it('has nothing to compare with one target, and no numbers in texts', () => {
    const report = summary(runOf('Pick a fruit', { a: ['Mango', 'Apple'] }));
    assert.equal(report.between, null);
    assert.equal(report.numbers, null);
    assert.deepEqual(report.cost, { 'test:a': null });
  });

  it('holds no NaN and survives JSON, even without answers', () => {
    for (const record of [runOf(NUMBER, { a: [], b: ['nothing here'] }), runOf(NUMBER, { a: ['1'], b: ['2'] })]) {
      const report = summary(record);
      assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
    }
  });

  it('keeps targets with awkward names apart', () => {
    const report = summary(runOf('Pick a fruit', { __proto__x: ['Mango'], constructor: ['Mango'] }));
    assert.deepEqual(report.groups[0]!.byTarget, { 'test:__proto__x': 1, 'test:constructor': 1 });
  });

  it('reads answers as the probe file of the run wishes, unless it is told otherwise', () => {
    const plain = recorded('fruits');
    const wishing = (reading: RunHeader['reading']): RunRecord => ({
      ...plain,
      run: { ...plain.run, reading: reading! },
    });
    const read = (record: RunRecord, changes = {}) => summarize(record, { ...DEFAULT_ANALYSIS, ...changes });
    const wish = wishing({ extractor: 'regex:([a-z]+)', domain: [1, 6] });
    assert.deepEqual([read(wish).extractor, read(wish).extractorReason], ['regex:([a-z]+)', null]);
    assert.equal(read(wish, { extractor: 'whole' }).extractor, 'whole');
    const found = read(wish, { findsExtractor: true });
    assert.deepEqual([found.extractor, found.extractorReason], [read(plain).extractor, read(plain).extractorReason]);
    assert.equal(read(wish, { extractor: 'whole', findsExtractor: true }).extractor, 'whole');
    const numbers = wishing({ extractor: 'number', domain: [1, 6] });
    assert.deepEqual(read(numbers).domain, [1, 6]);
    assert.deepEqual(read(numbers, { domain: [1, 9] }).domain, [1, 9]);
    assert.equal(read(numbers, { domain: null }).domain, null);
    const newer = wishing({ extractor: 'of-a-newer-version' });
    assert.equal(read(newer).extractor, read(plain).extractor);
  });

  it('reads an answer by the order that the options had in its own trial', () => {
    const plain = runOf('Pick one: {{options}}', { a: ['Tea', 'Tea', 'Coffee'] });
    const shuffled = [{ name: 'options', items: ['(A) tea', '(B) coffee'], separator: ' ' }];
    const conditions = plain.run.conditions.map((condition) => ({ ...condition, shuffled }));
    const orders = ['(A) tea (B) coffee', '(A) coffee (B) tea', '(A) coffee (B) tea'];
    const trials = plain.trials.map((trial, at) => ({ ...trial, variables: { options: orders[at]! } }));
    const report = summarize({ ...plain, run: { ...plain.run, conditions }, trials }, DEFAULT_ANALYSIS);
    assert.deepEqual(
      report.readings.map(({ answer }) => answer),
      ['A', 'B', 'A'],
    );
    const asked = (prompt: string, text: string) =>
      summarize(runOf(prompt, { a: [text] }), DEFAULT_ANALYSIS).groups[0]?.answer;
    assert.deepEqual(
      report.readings.map(({ answer }) => answer),
      orders.map((order, at) => asked(`Pick one: ${order}`, ['Tea', 'Tea', 'Coffee'][at]!)),
    );
  });

  it('says that an extractor does not exist', () => {
    assert.throws(() => summarize(recorded('fruits'), { ...DEFAULT_ANALYSIS, extractor: 'colour-of-joy' }), UsageError);
  });

  it('reads 10,000 short answers in well under a second', () => {
    const texts = Array.from({ length: 10_000 }, (_, index) => String(1 + ((index * 7919) % 100)));
    const record = runOf(NUMBER, { a: texts.slice(0, 5000), b: texts.slice(5000) });
    const begun = process.cpuUsage().user;
    assert.equal(summary(record).funnel.outputs, 10_000);
    // Generous: a slow machine must not fail, an accidental n^2 must.
    assert.ok(process.cpuUsage().user - begun < 5e6);
  });
});

describe('an answer that was cut off', () => {
  const cutOff = (texts: readonly string[], mode: 'lexical' | 'exact' = 'lexical', prompt = 'Pick a random fruit') => {
    const record = runOf(prompt, { a: texts.map((text) => text.replace('~', '')) });
    const trials = record.trials.map((trial, index) => ({ ...trial, truncated: texts[index]!.endsWith('~') }));
    return summarize({ ...record, trials }, { ...DEFAULT_ANALYSIS, grouping: mode });
  };
  const tally = ({ groups }: Report) => groups.map(({ answer, count }) => [answer, count]);

  it('is no different answer when it is the beginning of one other', () => {
    const report = cutOff(['Apple', 'Mango', 'Apple', 'App~', 'appl~']);
    assert.deepEqual(tally(report), [
      ['Apple', 4],
      ['Mango', 1],
    ]);
    assert.equal(report.counts.truncated, 2);
    assert.equal(report.funnel.groups, 2);
    assert.match(report.groups[0]!.why, /cut off by a length limit/);
    assert.deepEqual(
      report.readings.map(({ group }) => group === report.groups[0]!.id),
      [true, false, true, true, true],
    );
  });

  it('stays on its own when it could be several, when it is a number, and where every letter counts', () => {
    assert.equal(cutOff(['Apple', 'Apricot', 'Ap~']).groups.length, 3);
    assert.equal(cutOff(['Apple', 'App~'], 'exact').groups.length, 2);
    assert.equal(cutOff(['42', '42', '4~'], 'lexical', 'Pick a number between 1 and 100').groups.length, 2);
    assert.equal(cutOff(['Apple', 'App']).groups.length, 2);
  });
});
