import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conditionTables } from '../../../../../src/cli/report/conditions-table.ts';
import { PLAIN } from '../../../../../src/cli/terminal/style.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { conditionsCsv } from '../../../../../src/core/export/conditions.ts';
import { markdown } from '../../../../../src/core/export/markdown.ts';
import { buildProbeFile } from '../../../../../src/core/run-file/run-file.ts';
import type { RunRecord } from '../../../../../src/core/model/run.ts';
import { runOf, times, trialOf } from '../run-of.ts';
import { textOf } from '../../export/sample-file.ts';

const OPTIONS = { ...DEFAULT_ANALYSIS, extractor: 'title' };

/** Texts with these titles by condition; the first is the control. */
function textsUnder(titles: Readonly<Record<string, readonly string[]>>): RunRecord {
  const base = runOf('Build something', { grok: [] }).run;
  const conditions = Object.keys(titles).map((id, at) => ({ ...base.conditions[0]!, id, control: at === 0 }));
  const trials = Object.entries(titles).flatMap(([condition, own]) =>
    own.map((title, at) => trialOf('test:grok', at, `# ${title}\n\nA text.`, { condition })),
  );
  return { run: { ...base, conditions, trialsPerCell: 50 }, trials, edits: [] };
}

const LONE =
  'Lake Sea Sky Wind Salt Moss Fern Clay Dune Reef Glow Haze Mist Rain Snow Frost Ember Spark Tide Wave'.split(' ');

/** 27 of 40 titles of the control hold "truth", none of them often; 2 of 40 of the other do. */
const TRUTH = textsUnder({
  control: [
    ...LONE.slice(0, 13),
    ...times('The Truth', 3),
    ...LONE.map((word) => `${word} of Truth`),
    ...times('A truth, told', 4),
  ],
  calm: [...LONE, ...LONE.slice(0, 18), 'The Truth', 'Late Truth'],
});

const compared = (record: RunRecord) =>
  summarize(record, OPTIONS).conditions!.tables.find(({ kind }) => kind === 'title')!;
const words = (record: RunRecord) =>
  compared(record).features.flatMap(({ label, match }) => (match === 'contains' ? [label] : []));

describe('words of titles', () => {
  it('are compared by condition, in one family with the whole titles', () => {
    const { features, pooled } = compared(TRUTH);
    const truth = features.find(({ match }) => match === 'contains')!;
    assert.deepEqual([truth.id, truth.label, truth.outputs], ['contains:truth', 'truth', 29]);
    assert.deepEqual(
      truth.cells.filter(({ target }) => target === null).map(({ count, n }) => `${count}/${n}`),
      ['27/40', '2/40'],
    );
    const [difference] = truth.differences;
    assert.equal(difference!.verdict, 'differ');
    assert.ok(difference!.interval![1] < -0.4);
    const tests = features.reduce((sum, feature) => sum + feature.differences.filter(({ p }) => p !== null).length, 0);
    assert.equal(pooled.tests, tests);
    // Holm: the smallest p of a family is multiplied by the number of its tests, then that of the family by the number of families.
    const families = difference!.pHolm! / difference!.p! / tests;
    assert.ok(families >= 1 && Math.abs(families - Math.round(families)) < 1e-6, `${families}`);
  });

  it('stand behind the whole titles', () => {
    const kinds = compared(TRUTH).features.map(({ match }) => match ?? 'whole');
    assert.deepEqual(kinds, [...kinds].sort().reverse());
    assert.ok(kinds.includes('whole') && kinds.includes('contains'));
  });

  it('are left out where one of their titles says it all', () => {
    // 20 and 2 outputs: two more than the title alone.
    const nearly = textsUnder({ control: [...times('Tidal Memory', 20), 'Tidal Pool', 'Tidal Wave'], other: LONE });
    assert.deepEqual(words(nearly), []);
    // 40 and 3: fewer than a tenth.
    const more = [...times('Tidal Memory', 40), 'Tidal Pool', 'Tidal Wave', 'Tidal Flat'];
    assert.deepEqual(words(textsUnder({ control: more, other: LONE })), []);
    const enough = [...times('Tidal Memory', 20), 'Tidal Pool', 'Tidal Wave', 'Tidal Flat'];
    assert.deepEqual(words(textsUnder({ control: enough, other: LONE })), ['tidal']);
  });

  it('are left out where more frequent words say it all', () => {
    const nested = LONE.slice(0, 8).map((word) => `Glass Truth ${word}`);
    const more = ['Truth Engine', 'Truth Seeker', 'Truth Told', 'Truth Lost'];
    assert.deepEqual(words(textsUnder({ control: [...nested, ...more], other: LONE })), ['truth']);
    // Apart from each other, both are told.
    const apart = [...nested.slice(0, 4), ...more, ...LONE.slice(8, 14).map((word) => `Glass ${word}`)];
    assert.deepEqual(words(textsUnder({ control: apart, other: LONE })).sort(), ['glass', 'truth']);
  });

  it('are chosen without a look at the conditions', () => {
    const { trials, run } = TRUTH;
    const turned = trials.map((trial) => ({ ...trial, condition: trial.condition === 'calm' ? 'control' : 'calm' }));
    const shifted = trials.map((trial, at) => ({ ...trial, condition: at % 2 ? 'calm' : 'control', trialIndex: at }));
    for (const moved of [turned, shifted])
      assert.deepEqual(words({ run: { ...run, trialsPerCell: 100 }, trials: moved, edits: [] }), words(TRUTH));
  });

  it('are six at most; the rest is counted', () => {
    const groups = 'Amber Beige Coral Denim Ebony Fawn Gold Hazel'.split(' ');
    const titles = groups.flatMap((colour, at) => LONE.slice(0, 3 + at).map((word) => `${colour} ${word}${at}`));
    const many = textsUnder({ control: titles, other: titles });
    assert.deepEqual(words(many), ['hazel', 'gold', 'fawn', 'ebony', 'denim', 'coral']);
    // Two kinds of words; every whole title came only twice.
    assert.equal(compared(many).leftOut, 2);
  });

  it('are called what they are in sentences, tables and exports', () => {
    const report = summarize(TRUTH, OPTIONS);
    assert.match(
      report.insight.headline,
      /^Conditions differ\. “calm” changes titles with “truth” from 68% to 5% \(−63 points, 95% CI /,
    );
    const terminal = conditionTables(report, TRUTH, 80, PLAIN).flat().join('\n');
    assert.match(terminal, /\ncontains “truth” +68% +5% ●/);
    const file = buildProbeFile(TRUTH, report);
    assert.match(textOf(markdown, file), /\n\| contains “truth” \| all \| 27 of 40 \(68%\) \| 2 of 40 \(5%\) ● \|/);
    assert.match(textOf(conditionsCsv, file), /\ntitle-contains,truth,,calm,2,40,0\.05,/);
  });
});
