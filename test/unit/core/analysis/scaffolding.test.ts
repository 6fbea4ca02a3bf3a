import assert from 'node:assert/strict';
import { it } from 'node:test';
import { AnalysisSession } from '../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { runOf } from './run-of.ts';

const RUN = runOf('Name a colour. One word only.', {
  a: ['<think>\nRed, or blue?\n</think>\n\nTeal.', 'Teal', '<think>\nred or', 'Reasoning: red is dull.\nAnswer: Teal'],
});

it('reasoning is set aside before an answer is looked for, and counted as a step of the funnel', () => {
  const { readings, counts, funnel } = summarize(RUN, DEFAULT_ANALYSIS);
  assert.deepEqual(
    readings.map(({ answer, status }) => [answer, status]),
    [
      ['Teal', 'counted'],
      ['Teal', 'counted'],
      [null, 'unparsed'],
      ['Teal', 'counted'],
    ],
  );
  assert.equal(counts.unparsed, 1);
  assert.deepEqual(funnel, { outputs: 3, raw: 3, unwrapped: 2, folded: 1, extracted: 1, groups: 1 });
});

it('places are those of the text as it came', () => {
  const { readings } = summarize(RUN, DEFAULT_ANALYSIS);
  const aside = readings.map(({ setAside }, index) =>
    setAside.map(([start, end]) => RUN.trials[index]!.text.slice(start, end)),
  );
  assert.deepEqual(aside, [
    ['<think>\nRed, or blue?\n</think>'],
    [],
    ['<think>\nred or'],
    ['Reasoning: red is dull.\nAnswer:'],
  ]);
});

it('a run without scaffolding has no such step', () => {
  assert.equal(
    'unwrapped' in summarize(runOf('Name a colour.', { a: ['Teal', 'Blue'] }), DEFAULT_ANALYSIS).funnel,
    false,
  );
});

it('the step tells what was taken off, and an output of reasoning alone says so', () => {
  const session = new AnalysisSession(RUN.run, DEFAULT_ANALYSIS);
  session.add(RUN.trials);
  const rows = session.rung({ rung: 'unwrapped', offset: 0, limit: 10 }).rows;
  assert.deepEqual(
    rows.map(({ value, count, merged }) => [value, count, merged]),
    [
      ['Teal', 2, 2],
      ['Teal.', 1, 1],
    ],
  );
  assert.equal(rows[0]!.why, 'labels and reasoning set aside');
  const outputs = session.outputs({
    target: 'test:a',
    condition: 'default',
    offset: 0,
    limit: 10,
    text: '',
    group: null,
  }).rows;
  assert.deepEqual(
    outputs.map(({ note }) => note),
    [undefined, undefined, 'reasoning alone, no answer follows it', undefined],
  );
});
