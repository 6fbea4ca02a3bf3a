import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { Report } from '../../../../../src/core/model/report.ts';
import type { CustomTrait, RunRecord, Trial } from '../../../../../src/core/model/run.ts';
import { UsageError } from '../../../../../src/core/model/usage-error.ts';
import { plainPages } from '../../../../fixtures/traits/plain.ts';

const CANVAS =
  "<!doctype html><title>T</title><body style='background:#000'><canvas id=c></canvas><script>const spatialGrid = c.getContext('2d'); function drawField(a) { spatialGrid.fillRect(a, 1, 22, 33); requestAnimationFrame(drawField); } drawField(0);</script>";
const DRAWING = '<svg viewBox="0 0 9 9"><circle r="3"/></svg>';
const PROSE = 'A quiet day by the sea.';

/** A run of `texts` by target and condition. */
function runOf(
  texts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  traits?: readonly CustomTrait[],
): RunRecord {
  const targets = Object.keys(texts);
  const conditions = [...new Set(Object.values(texts).flatMap((by) => Object.keys(by)))];
  const trials = targets.flatMap((target) =>
    Object.entries(texts[target]!).flatMap(([condition, own]) =>
      own.map((text, trialIndex): Trial => ({
        ...{ target, condition, trialIndex, outcome: 'completed', text, finishReason: 'stop', truncated: false },
        ...{
          usage: null,
          startedAt: null,
          latencyMs: 1,
          attempts: 1,
          requested: {},
          honoured: {},
          modelReported: null,
        },
        ...{ source: 'live', sha256: null, variables: {}, error: null },
      })),
    ),
  );
  return {
    run: {
      ...{ id: 'r', createdAt: '2026-11-21T00:00:00.000Z', finishedAt: null, status: 'complete', seed: 1 },
      ...{ tool: { name: 'convergence-probe', version: 'test' }, trialsPerCell: 3 },
      conditions: conditions.map((id, place) => ({
        id,
        prompt: 'Build something',
        system: null,
        control: place === 0,
        sha256: '',
      })),
      targets: targets.map((id) => ({
        ...{ id, provider: 'p', model: id, label: id },
        ...{ baseUrl: null, parameters: {} },
      })),
      ...(traits === undefined ? {} : { reading: { traits } }),
    },
    trials,
    edits: [],
  };
}

const reportOf = (record: RunRecord): Report => summarize(record, DEFAULT_ANALYSIS);
const rowOf = (report: Report, trait: string) => report.traits?.find((row) => row.trait === trait);

describe('the table of traits', () => {
  it('counts each trait in each cell, of all completed outputs', () => {
    const report = reportOf(
      runOf({ a: { x: [CANVAS, CANVAS, PROSE], y: [DRAWING] }, b: { x: [CANVAS, DRAWING], y: [] } }),
    );
    assert.deepEqual(
      rowOf(report, 'canvas-2d')!.cells.map(({ target, condition, count, n, share }) => [
        target,
        condition,
        count,
        n,
        share,
      ]),
      [
        ['a', 'x', 2, 3, 2 / 3],
        ['b', 'x', 1, 2, 1 / 2],
        ['a', 'y', 0, 1, 0],
        ['b', 'y', 0, 0, null],
      ],
    );
    const [first] = rowOf(report, 'canvas-2d')!.cells;
    assert.ok(first!.interval![0] < 2 / 3 && first!.interval![1] > 2 / 3);
    assert.equal(rowOf(report, 'canvas-2d')!.cells.at(-1)!.interval, null);
    assert.equal(rowOf(report, 'webgpu'), undefined);
  });

  it('is in the order of shares', () => {
    const counts = reportOf(runOf({ a: { x: plainPages(30, 9).map(({ text }) => text) } })).traits!.map(
      ({ count }) => count,
    );
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => b - a),
    );
  });

  it('is there only for outputs that are mostly pages or code', () => {
    assert.equal(reportOf(runOf({ a: { x: ['Teal', 'Mango', '42'] } })).traits, null);
    assert.equal(reportOf(runOf({ a: { x: [PROSE, PROSE, CANVAS] } })).traits, null);
    assert.notEqual(reportOf(runOf({ a: { x: [PROSE, CANVAS] } })).traits, null);
    const scraps = ['<p>Hello</p>', '```html\n<div class="a">Hi</div>\n```', '<ul><li>One</li></ul>'];
    assert.equal(reportOf(runOf({ a: { x: scraps } })).traits, null);
    const more = ['<p onclick="go()">x</p>', '<html><p>Hello</p></html>'];
    for (const text of [...more, '<svg></svg>', '<p>Hi</p><style>p { margin: 0 }</style>', '```js\nlet a = 1\n```'])
      assert.notEqual(reportOf(runOf({ a: { x: [text] } })).traits, null, text);
    assert.equal('archetype' in reportOf(runOf({ a: { x: ['Teal'] } })), false);
  });

  it('does not depend on the order of the trials', () => {
    const record = runOf({ a: { x: plainPages(12, 3).map(({ text }) => text) }, b: { x: [CANVAS, DRAWING] } });
    const expected = reportOf(record);
    fc.assert(
      fc.property(fc.shuffledSubarray([...record.trials], { minLength: record.trials.length }), (trials) => {
        const { traits, archetype, code } = reportOf({ ...record, trials });
        assert.deepEqual(
          { traits, archetype, code },
          { traits: expected.traits, archetype: expected.archetype, code: expected.code },
        );
      }),
      { numRuns: 5 },
    );
  });
});

describe('traits of the user', () => {
  const counted = (trait: CustomTrait, ...texts: readonly string[]) =>
    rowOf(reportOf(runOf({ a: { x: texts } }, [trait])), `custom:${trait.name}`)!.count;

  it('are found by an expression, in code without its comments', () => {
    const pattern = { name: 'grid', pattern: 'spatialGrid' };
    assert.equal(counted(pattern, CANVAS, DRAWING), 1);
    assert.equal(
      counted(
        pattern,
        '<!doctype html><p>a</p><!-- spatialGrid --><script>// spatialGrid\n/* spatialGrid */ go();</script>',
      ),
      0,
    );
    assert.equal(counted(pattern, '<!doctype html><script>x = "// spatialGrid";</script>'), 1);
  });

  it('are found by a selector', () => {
    assert.equal(
      counted(
        { name: 'round', selector: 'svg > circle[r="3"]' },
        CANVAS,
        DRAWING,
        '<!-- <svg><circle r="3"/></svg> --><p>a</p>',
      ),
      1,
    );
    assert.equal(counted({ name: 'deep', selector: 'body canvas:not(.x), dialog:has(p)' }, CANVAS, DRAWING), 1);
  });

  it('are in the table although no output is a page', () => {
    const report = reportOf(runOf({ a: { x: ['Teal', 'Mango'] } }, [{ name: 'grid', pattern: 'grid' }]));
    assert.deepEqual(
      report.traits!.map(({ trait, count, n }) => [trait, count, n]),
      [['custom:grid', 0, 2]],
    );
  });

  it('that cannot be looked for are refused by name', () => {
    const bad: readonly CustomTrait[] = [
      { name: 'broken', pattern: '(' },
      { name: 'broken', selector: 'a[[' },
      { name: 'broken', selector: 'a:no-such-thing(2)' },
      { name: 'broken' },
      { name: 'broken', pattern: 'a', selector: 'b' },
    ];
    for (const trait of bad) {
      assert.throws(
        () => reportOf(runOf({ a: { x: [CANVAS] } }, [trait])),
        (error) => error instanceof UsageError && error.message.includes('“broken”'),
        JSON.stringify(trait),
      );
    }
    const twice = [
      { name: 'twin', pattern: 'a' },
      { name: 'twin', pattern: 'b' },
    ];
    assert.throws(() => reportOf(runOf({ a: { x: [CANVAS] } }, twice)), /Two traits are named “twin”/);
  });

  it('that would run away give up', () => {
    const many = `<!doctype html><body>${'<div><p>a</p>'.repeat(20_000)}</body>`;
    assert.equal(counted({ name: 'slow', selector: 'div div div div div div p ~ p > b' }, many), 0);
    assert.equal(counted({ name: 'slow', pattern: '(a+)+$' }, `<!doctype html><p>${'a'.repeat(50_000)}!</p>`), 0);
  });
});

describe('what goes together', () => {
  it('is the set that half of the outputs share, with its lift', () => {
    const { archetype } = reportOf(runOf({ a: { x: [CANVAS, CANVAS, CANVAS] }, b: { x: [CANVAS, DRAWING, PROSE] } }));
    assert.deepEqual([...archetype!.core!.traits].sort(), ['animation-loop', 'canvas-2d', 'dark-background']);
    assert.equal(archetype!.core!.count, 4);
    assert.equal(archetype!.core!.share, 4 / 6);
    assert.deepEqual(archetype!.core!.byTarget, { a: 3, b: 1 });
    assert.ok(Math.abs(archetype!.core!.lift! - 4 / 6 / (4 / 6) ** 3) < 1e-12);
  });

  it('is nothing where no two traits are in half of the outputs', () => {
    const texts = [DRAWING, '<p>a</p><audio></audio>', PROSE, '<!doctype html><textarea></textarea>'];
    assert.equal(reportOf(runOf({ a: { x: texts } })).archetype!.core, null);
  });

  it('shows pairs that exclude each other by a lift below 1', () => {
    const { archetype } = reportOf(
      runOf({
        a: { x: [...Array<string>(10).fill(CANVAS), ...Array<string>(10).fill('<main><textarea></textarea></main>')] },
      }),
    );
    const pair = archetype!.pairs.find(
      ({ traits }) => traits.includes('text-input') && traits.includes('semantic-elements'),
    )!;
    assert.equal(pair.count, 10);
    assert.equal(pair.lift, 2);
    assert.ok(archetype!.pairs.every(({ traits }) => !(traits.includes('canvas-2d') && traits.includes('dom-only'))));
  });
});

describe('what the code of outputs shares', () => {
  it('is names and sequences, counted by output and target', () => {
    const { code } = reportOf(runOf({ a: { x: [CANVAS, CANVAS] }, b: { x: [CANVAS, DRAWING] } }));
    const name = code!.identifiers.find((one) => one.name === 'spatialGrid')!;
    assert.deepEqual(name, { name: 'spatialGrid', outputs: 3, targets: 2, byTarget: { a: 2, b: 1 } });
    assert.ok(
      code!.shingles.some(
        ({ words, outputs, targets }) => words.includes('spatialGrid') && outputs === 3 && targets === 2,
      ),
    );
    assert.ok(code!.shingles.every(({ words }) => words.split(' ').length >= 5));
  });

  it('is measured in lines, files, classes and functions', () => {
    const { code } = reportOf(
      runOf({ a: { x: ['<p>\na\n</p>', '<!doctype html>\n<script>class A { go() {} }\nfunction f() {}</script>'] } }),
    );
    const of = (measure: string) => code!.measures.find((one) => one.measure === measure)!.cells[0]!;
    assert.deepEqual(of('lines').range, [3, 3]);
    assert.deepEqual([of('classes').n, of('classes').median], [2, 0.5]);
    assert.deepEqual(of('functions').range, [0, 2]);
    assert.deepEqual(of('files').quartiles, [1, 1]);
  });
});
