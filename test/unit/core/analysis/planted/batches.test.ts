import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aboutConditions } from '../../../../../src/core/analysis/insight/conditions.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { reportTable } from '../../../../../src/cli/report/report-table.ts';
import { PLAIN } from '../../../../../src/cli/terminal/style.ts';
import { markdown } from '../../../../../src/core/export/markdown.ts';
import { buildProbeFile } from '../../../../../src/core/run-file/run-file.ts';
import type { ConditionFeature } from '../../../../../src/core/model/conditions-report.ts';
import type { Report } from '../../../../../src/core/model/report.ts';
import { CONDITIONS, FIRST_BATCH, firstBatch, SECOND_BATCH, secondBatch } from '../../../../support/pages/batches.ts';
import { textOf } from '../../export/sample-file.ts';

/** Populations of pages with the rates that two published batches found: the report must give them back. */

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

/** "14/50 12/50 ..." of one target, or of all. */
function countsOf({ cells }: ConditionFeature, target: string | null): string {
  return cells
    .filter((cell) => cell.target === target)
    .map(({ count, n }) => `${count}/${n}`)
    .join(' ');
}

/** "feature target condition" of every difference that is claimed. */
function claimed({ conditions }: Report, kind: string): readonly string[] {
  const table = conditions!.tables.find((one) => one.kind === kind)!;
  return table.features.flatMap(({ label, differences }) =>
    differences
      .filter(({ verdict }) => verdict === 'differ')
      .map(({ target, to }) => `${label}, ${target ?? 'all'}, ${to}`),
  );
}

const second = lazily(() => summarize(secondBatch(), DEFAULT_ANALYSIS));
const first = lazily(() => summarize(firstBatch(), DEFAULT_ANALYSIS));

describe('750 pages of three models under five conditions', () => {
  it('are read by their titles, which are given back as planted', () => {
    const report = second();
    assert.equal(report.extractor, 'title');
    assert.equal(report.counts.completed, 750);
    const planted = Object.entries(SECOND_BATCH).flatMap(([model, { titles }]) =>
      Object.entries(titles).map(([title, counts]) => ({ model, title, counts })),
    );
    for (const { model, title, counts } of planted) {
      const tally = report.titles!.exact.find((one) => one.title === title)!;
      const sum = counts.reduce((total, count) => total + count, 0);
      assert.deepEqual(tally.byTarget, { [`test:${model}`]: sum }, title);
      const byCondition = CONDITIONS.map((id, at) => [id, counts[at]!] as const).filter(([, count]) => count > 0);
      assert.deepEqual({ ...tally.byCondition }, Object.fromEntries(byCondition), title);
    }
    assert.deepEqual([report.titles!.outputs, report.titles!.titled], [750, 750]);
  });

  it('change titles only where that is sure: 14 to 1 of 50, and not 14 to 19', () => {
    const report = second();
    assert.deepEqual(claimed(report, 'title'), [
      'Tidal Memory, all, anti-default',
      'Tidal Memory, all, self-critique',
      'Tidal Memory, test:opus-4-6, anti-default',
      'Tidal Memory, test:opus-4-6, self-critique',
    ]);
    const tidal = report.conditions!.tables.find(({ kind }) => kind === 'title')!.features[0]!;
    assert.equal(tidal.label, 'Tidal Memory');
    assert.equal(countsOf(tidal, 'test:opus-4-6'), '14/50 12/50 0/50 19/50 1/50');
    const expanded = tidal.differences.find(({ target, to }) => target === 'test:opus-4-6' && to === 'expanded')!;
    assert.equal(expanded.p!.toFixed(3), '0.395');
    assert.equal(expanded.verdict, 'undecided');
    const denied = '“Tidal Memory” 14 → 19 of 50 with “expanded” (opus-4-6) does not go beyond chance (p = 0.395).';
    const about = aboutConditions(report.conditions!, secondBatch().run);
    assert.ok(about.includes(denied), about.join('\n'));
  });
});

describe('traits of 750 pages under five conditions', () => {
  const featureOf = (id: string) =>
    second()
      .conditions!.tables.find(({ kind }) => kind === 'trait')!
      .features.find((feature) => feature.id === id)!;
  const PLANTED: readonly (readonly [string, 'canvas' | 'svg' | 'three' | 'dark' | 'loop' | 'pointer'])[] = [
    ...([
      ['canvas-2d', 'canvas'],
      ['svg', 'svg'],
      ['three-js', 'three'],
    ] as const),
    ...([
      ['dark-background', 'dark'],
      ['animation-loop', 'loop'],
      ['pointer', 'pointer'],
    ] as const),
  ];

  it('are given back as planted, by model and over all', () => {
    for (const [id, key] of PLANTED) {
      const models = Object.entries(SECOND_BATCH);
      for (const [model, planted] of models)
        assert.equal(
          countsOf(featureOf(id), `test:${model}`),
          planted[key].map((count) => `${count}/50`).join(' '),
          id,
        );
      const sums = CONDITIONS.map((_, at) => models.reduce((sum, [, planted]) => sum + planted[key][at]!, 0));
      assert.equal(countsOf(featureOf(id), null), sums.map((count) => `${count}/150`).join(' '), id);
    }
    assert.match(countsOf(featureOf('canvas-2d'), null), /^76\/150 \S+ 2\/150 /);
    assert.match(countsOf(featureOf('svg'), null), /^0\/150 \S+ 101\/150 /);
  });

  it('move where they were moved, and nowhere else', () => {
    const all = claimed(second(), 'trait').filter((one) => one.includes(', all, '));
    assert.ok(all.length > 0 && all.every((one) => one.endsWith(', anti-default')), all.join('; '));
    for (const id of ['canvas-2d', 'svg', 'three-js', 'dark-background', 'animation-loop'])
      assert.ok(all.includes(`${featureOf(id).label}, all, anti-default`), id);
    assert.ok(!all.includes(`${featureOf('pointer').label}, all, anti-default`));
    const canvas = featureOf('canvas-2d').differences.find(({ to }) => to === 'anti-default')!;
    assert.equal(canvas.p!.toExponential(1), '8.6e-26');
    assert.deepEqual(
      second().traits!.find(({ trait }) => trait === 'canvas-2d')!.differences,
      featureOf('canvas-2d').differences,
    );
  });

  it('are what the headline begins with', () => {
    assert.equal(
      second().insight.headline,
      'Conditions differ. “anti-default” moves the medium: Canvas 2D falls from 51% to 1% (−49 points, 95% CI −57 to −41).',
    );
  });
});

describe('354 pages of six families to one prompt', () => {
  it('have the titles that were planted, whole and by the word they hold', () => {
    const { titles, counts } = first();
    const planted = Object.values(FIRST_BATCH).reduce((sum, { pages }) => sum + pages, 0);
    assert.deepEqual([planted, counts.completed, titles!.outputs, titles!.titled], [354, 354, 354, 354]);
    for (const [model, { titles: own }] of Object.entries(FIRST_BATCH)) {
      for (const [title, count] of Object.entries(own)) {
        const tally = titles!.exact.find((one) => one.title === title)!;
        assert.deepEqual([tally.count, tally.byTarget], [count, { [`test:${model}`]: count }], title);
      }
    }
    const truth = titles!.contains.find(({ title }) => title === 'truth')!;
    assert.deepEqual([truth.count, truth.byTarget], [27, { 'test:grok': 27 }]);
  });

  it('are told apart by their titles', () => {
    const { signatures } = first();
    const terms = (model: string) => signatures![`test:${model}`]!.map(({ term, documents }) => `${term} ${documents}`);
    assert.deepEqual([...terms('opus-4-6')].sort(), ['Erosion 16', 'Tidal Memory 16']);
    assert.deepEqual(terms('sonnet-4-6'), ['Semantic Drift 13']);
    assert.deepEqual(terms('kimi-k2-5'), ['Resonance Fields 20']);
  });

  it('share a phrase that no prompt said: 6 outputs of 3 families', () => {
    const found = first().phrases!.find(({ phrase }) => phrase === 'move to disturb')!;
    assert.deepEqual([found.outputs, found.targets, found.echo], [6, 3, false]);
    assert.deepEqual(found.byTarget, { 'test:opus-4-6': 2, 'test:gemini-3': 2, 'test:kimi-k2-5': 2 });
    assert.ok(found.lift! > 100);
  });

  it('took their background from the configuration, which is the first finding', () => {
    const { echo, insight } = first();
    assert.deepEqual(
      echo!.find(({ kind }) => kind === 'colour'),
      { term: '#050510', kind: 'colour', outputs: 248, rate: 248 / 354, source: 'system' },
    );
    assert.equal(insight.details[0], '70% of the outputs repeat #050510 from the system prompt.');
  });

  it('are of one kind in most cases: dark, on a canvas, in a loop, after the mouse', () => {
    const { archetype, traits } = first();
    const held = ['canvas-2d', 'animation-loop', 'pointer', 'dark-background'];
    assert.ok(
      held.every((id) => archetype!.core!.traits.includes(id)),
      archetype!.core!.traits.join(),
    );
    assert.ok(archetype!.core!.share > 0.5 && archetype!.core!.share < 0.7, `${archetype!.core!.share}`);
    assert.ok(archetype!.core!.lift! > 1.5);
    const canvas = traits!.find(({ trait }) => trait === 'canvas-2d')!;
    assert.deepEqual([canvas.n, canvas.differences], [354, []]);
    assert.ok(Math.abs(canvas.share! - 0.789) < 0.01, `${canvas.share}`);
  });

  it('say so in the insight', () => {
    const sentence = first().insight.details.find((detail) => detail.includes('have all of this'))!;
    assert.match(
      sentence,
      /^57% of 354 outputs \(52% to 62%\) have all of this: .*Canvas 2D.*; 2\.0 times as often as by chance\.$/,
    );
  });

  it('say so in the terminal and in Markdown', () => {
    const record = firstBatch();
    const file = buildProbeFile(record, first());
    const table = reportTable(first(), record, { columns: 80, style: PLAIN });
    assert.match(table, /\nTRAIT +OUTPUTS +SHARE +MODELS\n/);
    assert.match(table, /\nCanvas 2D +282 of 354 +80% +6 of 6\n/);
    assert.match(textOf(markdown, file), /\n\| Canvas 2D \| 282 of 354 \| 80% \| 43 of 54 \(80%\) \|/);
  });
});
