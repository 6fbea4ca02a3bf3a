import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { conditionsCsv } from '../../../../src/core/export/conditions.ts';
import { markdown } from '../../../../src/core/export/markdown.ts';
import { buildProbeFile } from '../../../../src/core/run-file/run-file.ts';
import { runOf, times, trialOf } from '../analysis/run-of.ts';
import { parseCsv, textOf } from './sample-file.ts';

const base = runOf('Pick a colour, only return the colour', { opus: [], gpt: [] }).run;
const record = {
  run: {
    ...base,
    trialsPerCell: 20,
    conditions: ['control', '=other|'].map((id, at) => ({ ...base.conditions[0]!, id, control: at === 0 })),
  },
  trials: ['control', '=other|'].flatMap((condition, at) =>
    base.targets.flatMap(({ id }) =>
      [...times('Teal', at === 0 ? 15 : 2), ...times('Blue', at === 0 ? 5 : 18)].map((text, index) =>
        trialOf(id, index, text, { condition }),
      ),
    ),
  ),
  edits: [],
};
const file = buildProbeFile(record, summarize(record, DEFAULT_ANALYSIS));

describe('conditions in exports', () => {
  it('stand in the Markdown report with counts, differences and what survives', () => {
    const text = textOf(markdown, file);
    for (const line of [
      '| Answer | Model | control | =other\\| |'.replace('=other', '\\=other'),
      '| Blue | all | 10 of 40 (25%) | 36 of 40 (90%) ● |',
      '| Blue | opus | 5 of 20 (25%) | 18 of 20 (90%) ● |',
      "Differences that survive Holm's correction: 2 of 2, of single models 4 of 4.",
    ])
      assert.ok(text.includes(line), `${line}\n${text.slice(0, 3000)}`);
    assert.match(
      text,
      /\| Blue \| all \| \\=other\\\| \| 65\.0 \(\d\d\.\d to \d\d\.\d\) \| < 0\.001 \| < 0\.001 \| differs \|/,
    );
  });

  it('stand in a table of their own, guarded against formulas', () => {
    const [head, ...rows] = parseCsv(textOf(conditionsCsv, file)) as readonly { cells: readonly string[] }[];
    assert.equal(rows.length, 2 * 3 * 2 + 3);
    const cell = (row: number, name: string) => rows[row]!.cells[head!.cells.indexOf(name)];
    assert.deepEqual(
      ['kind', 'feature', 'target', 'condition', 'count', 'n', 'control', 'difference', 'verdict'].map((name) =>
        cell(1, name),
      ),
      ['answer', 'Blue', '', "'=other|", '36', '40', 'control', '0.65', 'differ'],
    );
    assert.equal(cell(0, 'verdict'), '');
    assert.equal(cell(12, 'kind'), 'effective-answers');
  });

  it('come under the name of their probe file', () => {
    const design = { file: 'a|b.probe.yaml' };
    const text = textOf(markdown, { ...file, run: { ...file.run, design } });
    assert.match(
      text,
      /^# Convergence report\n\nProbe file: a\\\|b\\\.probe\\\.yaml · 2 conditions\.\n\nCondition control, the control:\n/,
    );
    assert.match(textOf(markdown, file), /^# Convergence report\n\nCondition control, the control:\n/);
  });

  it('are heads alone for one condition', () => {
    const one = runOf('Pick a colour', { a: ['Teal'] });
    assert.equal(textOf(conditionsCsv, buildProbeFile(one, summarize(one, DEFAULT_ANALYSIS))).split('\r\n').length, 2);
    assert.ok(!textOf(markdown, buildProbeFile(one, summarize(one, DEFAULT_ANALYSIS))).includes('## Conditions'));
  });
});
