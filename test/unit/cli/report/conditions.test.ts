import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conditionTables } from '../../../../src/cli/report/conditions-table.ts';
import { reportTable } from '../../../../src/cli/report/report-table.ts';
import { titlesTable } from '../../../../src/cli/report/titles-table.ts';
import { PLAIN } from '../../../../src/cli/terminal/style.ts';
import { widthOf } from '../../../../src/cli/terminal/width.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import type { Report } from '../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { runOf, times, trialOf } from '../../core/analysis/run-of.ts';
import { sampleRecord, sampleReport } from './sample.ts';

/** Teal of 30 by condition; the rest is Blue. */
function runWith(teal: Readonly<Record<string, number>>): RunRecord {
  const { run } = runOf('Pick a colour, only return the colour', { opus: [] });
  const conditions = Object.keys(teal).map((id, at) => ({ ...run.conditions[0]!, id, control: at === 0 }));
  const trials = Object.entries(teal).flatMap(([condition, count]) =>
    [...times('Teal', count), ...times('Blue', 30 - count)].map((text, at) =>
      trialOf('test:opus', at, text, { condition }),
    ),
  );
  return { run: { ...run, conditions, trialsPerCell: 30 }, trials, edits: [] };
}

const lines = (report: Report, columns = 80) =>
  conditionTables(report, sampleRecord(), columns, PLAIN).map((block) => block.join('\n'));

describe('conditions in a terminal', () => {
  const record = runWith({ control: 20, 'anti-default': 2, other: 19 });
  const report = summarize(record, DEFAULT_ANALYSIS);

  it('stand side by side, with a mark where they differ from the control', () => {
    const [summary, answers, legend] = lines(report);
    assert.match(summary!, /^CONDITION +N +DIFFERENT +EFFECTIVE +VERDICT +MOST FREQUENT +ITS SHARE\n/);
    assert.match(summary!, /\nanti-default +30 +2 +1\.28 +differs +Blue +93%\n/);
    assert.equal(
      answers,
      [
        'ANSWER  control  anti-default  other',
        'Blue      33%           93% ●  37%',
        'Teal      67%            7% ●  63%',
      ].join('\n'),
    );
    assert.match(legend!, /^● differs from control: Fisher's exact test [^\n]*\nHolm-corrected p < 0\.05\.$/);
  });

  it('are in parts, each with the control, where they do not fit', () => {
    const many = runWith(Object.fromEntries(['control', ...'abcdefghijkl'].map((id) => [id, 20])));
    const blocks = lines(summarize(many, DEFAULT_ANALYSIS), 60);
    for (const name of ['ANSWER', 'COLOUR']) {
      const parts = blocks.filter((block) => block.startsWith(name));
      assert.ok(parts.length >= 3);
      for (const block of parts) assert.match(block, /^[A-Z]+ +control /);
      const named = parts.flatMap((block) => block.split('\n')[0]!.match(/\b[a-l]\b/g) ?? []);
      assert.equal(named.join(''), 'abcdefghijkl');
    }
  });

  it('fit, whatever their names and answers are', () => {
    const hostile = runWith({ ['愛\u001b[31m\u202e'.repeat(20)]: 20, ['x'.repeat(200)]: 2, c: 19 });
    for (const columns of [40, 80]) {
      const table = reportTable(summarize(hostile, DEFAULT_ANALYSIS), hostile, { columns, style: PLAIN });
      assert.ok(!/[\u0000-\u0009\u000b-\u001f\u202e]/.test(table));
      if (columns === 80) for (const line of table.split('\n')) assert.ok(widthOf(line) <= columns, line);
    }
  });

  it('speak of the control alone where one figure stands for the run', () => {
    const table = reportTable(report, record, { columns: 80, style: PLAIN });
    assert.match(table, /^Answers {3}under control: 2 different · 1\.89 \(/m);
  });

  it('are introduced by their probe file and the prompt of the control', () => {
    const prompts = { control: 'Pick one', 'anti-default': 'Pick another', other: 'Pick another' };
    const conditions = record.run.conditions.map((one) => ({
      ...one,
      prompt: prompts[one.id as keyof typeof prompts],
    }));
    const run = { ...record.run, conditions, design: { file: 'wild\u001b[31m.probe.yaml' } };
    const table = reportTable(report, { ...record, run }, { columns: 80, style: PLAIN });
    assert.match(
      table,
      /\nFrom {6}wild␛\[31m\.probe\.yaml · 3 conditions\nPrompt {4}Pick one \(the control's; 1 other\)\n/,
    );
    assert.ok(!reportTable(report, record, { columns: 80, style: PLAIN }).includes('\nFrom '));
  });

  it('are nothing where there is one', () => {
    assert.deepEqual(conditionTables(sampleReport(), sampleRecord(), 80, PLAIN), []);
  });
});

describe('titles in a terminal', () => {
  it('are the whole ones with their models, then the words they share', () => {
    const tally = (title: string, count: number, byTarget: Readonly<Record<string, number>>) => ({
      ...{ title, count, byTarget, byCondition: { default: count } },
    });
    const titles = {
      ...{ outputs: 9, titled: 8, different: 4 },
      exact: [tally('Tidal Memory', 3, { 'openai:a': 2, 'openai:b': 1 }), tally('Erosion', 2, { 'openai:b': 2 })],
      contains: [tally('truth', 4, { 'openai:b': 4 })],
    };
    assert.deepEqual(titlesTable(sampleReport({ titles }), sampleRecord(), 80, PLAIN), [
      'TITLE         OUTPUTS  MODELS',
      'Tidal Memory        3  a, b',
      'Erosion             2  b',
      '4 different titles of 8',
      'Different titles hold: truth (4)',
    ]);
    assert.deepEqual(titlesTable(sampleReport(), sampleRecord(), 80, PLAIN), []);
  });
});
