import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { featuresOf } from '../../../../src/core/gallery/features.ts';
import { GalleryPages, type GalleryQuery } from '../../../../src/core/gallery/gallery-pages.ts';
import { likeness, orderByLikeness, sketchOf } from '../../../../src/core/gallery/likeness.ts';
import { runOf, trialOf } from '../analysis/run-of.ts';

const page = (title: string, body: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
const ALL: GalleryQuery = { order: 'model', target: null, condition: null, text: '', offset: 0, limit: 100 };
const wave = (n: number): string =>
  page(
    `Wave ${n}`,
    `<canvas></canvas><script>const context = canvas.getContext('2d'); let phase = ${n};
function frame() { context.clearRect(0, 0, width, height); phase += 0.01; requestAnimationFrame(frame); } frame();</script>`,
  );
const poem = (n: number): string =>
  page(
    `Poem ${n}`,
    `<article style="background: #fff8ee"><p>The quiet harbour keeps ${n} lanterns lit for ships.</p></article>`,
  );

describe('likeness', () => {
  it('estimates the Jaccard index', () => {
    const words = (from: number, to: number): Set<string> =>
      new Set(Array.from({ length: to - from }, (_, at) => `word ${from + at}`));
    assert.equal(likeness(sketchOf(words(0, 50)), sketchOf(words(0, 50))), 1);
    assert.ok(Math.abs(likeness(sketchOf(words(0, 200)), sketchOf(words(100, 300))) - 1 / 3) < 0.15);
    assert.ok(likeness(sketchOf(words(0, 200)), sketchOf(words(200, 400))) < 0.05);
    assert.equal(likeness(sketchOf(new Set()), sketchOf(new Set())), 0);
  });

  it('orders every page once, whatever they are', () => {
    const sets = fc.array(fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 6 }), { maxLength: 12 });
    fc.assert(
      fc.property(sets, (all) => {
        const order = orderByLikeness(all.map((one) => sketchOf(new Set(one))));
        assert.deepEqual(
          [...order].sort((a, b) => a - b),
          [...all.keys()],
        );
      }),
      { numRuns: 50 },
    );
  });

  it('puts alike pages side by side, from the most typical on', () => {
    const sketches = [wave(1), poem(1), wave(2), poem(2), wave(3)].map((text) =>
      sketchOf(featuresOf({ kind: 'html', text, title: null })),
    );
    const kinds = orderByLikeness(sketches).map((at) => (at % 2 === 0 ? 'wave' : 'poem'));
    assert.deepEqual(kinds, ['wave', 'wave', 'wave', 'poem', 'poem']);
  });
});

describe('the pages of a run', () => {
  const record = runOf('Make a page', { opus: [wave(1), 'no page', poem(1)], gemini: [poem(2), wave(2)] });
  const titles = (query: Partial<GalleryQuery>, of = record): readonly (string | null)[] =>
    new GalleryPages().rows(of, { ...ALL, ...query }).rows.map(({ title }) => title);

  it('are counted, ordered by model, filtered and cut into pages of rows', () => {
    const { total, pages, outputs, rows } = new GalleryPages().rows(record, { ...ALL, offset: 1, limit: 2 });
    assert.deepEqual([total, pages, outputs], [4, 4, 5]);
    assert.deepEqual(
      rows.map(({ target, trialIndex, title }) => [target, trialIndex, title]),
      [
        ['test:opus', 2, 'Poem 1'],
        ['test:gemini', 0, 'Poem 2'],
      ],
    );
    assert.deepEqual(titles({ target: 'test:gemini' }), ['Poem 2', 'Wave 2']);
    assert.deepEqual(titles({ text: 'LANTERNS' }), ['Poem 1', 'Poem 2']);
    assert.deepEqual(titles({ condition: 'other' }), []);
    assert.ok(!('text' in rows[0]!), 'a row carries no code');
  });

  it('are in an order that does not depend on the order of the trials', () => {
    const turned = { ...record, trials: [...record.trials].reverse() };
    for (const order of ['model', 'likeness', 'condition'] as const)
      assert.deepEqual(titles({ order }, turned), titles({ order }));
    assert.deepEqual(
      titles({ order: 'likeness' })
        .map((title) => title?.slice(0, 4))
        .sort(),
      ['Poem', 'Poem', 'Wave', 'Wave'],
    );
  });

  it('are ordered by condition first when asked', () => {
    const warm = trialOf('test:opus', 0, wave(9), { condition: 'warm' });
    const conditions = [...record.run.conditions, { ...record.run.conditions[0]!, id: 'warm' }];
    const of = { ...record, run: { ...record.run, conditions }, trials: [warm, ...record.trials] };
    assert.equal(titles({ order: 'condition' }, of).at(-1), 'Wave 9');
    assert.equal(titles({ order: 'model' }, of)[2], 'Wave 9');
  });

  it('come with their code one at a time', () => {
    const key = { target: 'test:opus', condition: 'default', trialIndex: 0 };
    assert.equal(new GalleryPages().page(record, key)?.text, wave(1));
    assert.equal(new GalleryPages().page(record, { ...key, trialIndex: 1 }), null);
    assert.equal(new GalleryPages().page(record, { ...key, trialIndex: 99 }), null);
  });
});

describe('one row', () => {
  it('is that of the list, and none where an output is no page or is not there', () => {
    const record = runOf('Make a page', { a: [wave(1), 'no page'], b: [poem(2)] });
    const pages = new GalleryPages();
    const { rows } = pages.rows(record, ALL);
    for (const row of rows) assert.deepEqual(pages.row(record, row), row);
    const key = { target: 'test:a', condition: 'default' };
    assert.deepEqual(
      [1, 7].map((trialIndex) => pages.row(record, { ...key, trialIndex })),
      [null, null],
    );
  });
});
