import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { distribution } from '../../../../../src/cli/report/distribution.ts';
import { PLAIN } from '../../../../../src/cli/terminal/style.ts';
import { numberReport } from '../../../../../src/core/analysis/numbers/number-report.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { markdown } from '../../../../../src/core/export/markdown.ts';
import { buildProbeFile } from '../../../../../src/core/run-file/run-file.ts';
import { runOf, times, underConditions } from '../run-of.ts';
import { textOf } from '../../export/sample-file.ts';

const PROMPT = 'Pick a random number between 1 and 10';
const record = underConditions(PROMPT, {
  control: times('7', 20),
  dice: Array.from({ length: 20 }, (_, at) => String(1 + (at % 10))),
});
const report = summarize(record, DEFAULT_ANALYSIS);

describe('numbers under several conditions', () => {
  it('have a distribution of their own under each', () => {
    const { pooled, byCondition } = report.numbers!;
    assert.deepEqual(Object.keys(byCondition!), ['control', 'dice']);
    const alone = numberReport(new Array<number>(20).fill(7), [1, 10], record.run.seed);
    const { histogram, mean, p, kinds } = byCondition!['control']!;
    assert.deepEqual(
      { histogram, mean, p, kinds },
      { histogram: alone.histogram, mean: alone.mean, p: alone.p, kinds: alone.kinds },
    );
    assert.deepEqual([byCondition!['control']!.p, byCondition!['dice']!.p], [0.0001, 1]);
    const sum = (name: string) => Object.values(byCondition!).reduce((all, one) => all + (one.histogram[name] ?? 0), 0);
    for (const [name, count] of Object.entries(pooled.histogram)) assert.equal(sum(name), count, name);
    assert.equal(summarize(runOf(PROMPT, { a: ['7', '3'] }), DEFAULT_ANALYSIS).numbers!.byCondition, undefined);
  });

  it('are called fair or not for the control alone', () => {
    const sentence = 'Under “control”: Strongly converged. All 20 answers are 7; a fair draw would give it 10%.';
    assert.ok(report.insight.details.includes(sentence), report.insight.details.join('\n'));
    const turned = record.run.conditions.map((one) => ({ ...one, control: one.id === 'dice' }));
    const { insight } = summarize({ ...record, run: { ...record.run, conditions: turned } }, DEFAULT_ANALYSIS);
    assert.ok(insight.details.some((one) => one.startsWith('Under “dice”: No preference')));
  });

  it('stand in the terminal and in Markdown', () => {
    const lines = distribution(report, record, 80, PLAIN);
    assert.deepEqual(
      lines.slice(1, -1).map((line) => line.split(/ {2,}/)[0]),
      ['model', 'control', 'dice'],
    );
    assert.match(lines[2]!, /^control {2} {6}█$/);
    assert.match(
      textOf(markdown, buildProbeFile(record, report)),
      /\n\| Condition control \| \d+ \| 7 \| 7 \| 7 to 7 \|/,
    );
  });
});
