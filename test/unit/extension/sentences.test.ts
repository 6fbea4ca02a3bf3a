import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PartEffect, ScreenedPart } from '../../../src/core/model/screening-report.ts';
import { barSvg, certaintyOf, lookOf, STEPS, stepOf } from '../../../src/extension/sentences/bars.ts';
import { placesOf } from '../../../src/extension/sentences/part-places.ts';

const effect = (difference: number | null, verdict: PartEffect['verdict'] = 'undecided'): PartEffect => ({
  ...{ target: null, difference, interval: null, p: null, pHolm: null, method: null, verdict },
  ...{ with: { count: 0, n: 0 }, without: { count: 0, n: 0 }, surprise: null },
});
const partOf = (...spans: readonly (readonly [number, number])[]): ScreenedPart => ({
  ...{ text: '', spans, screened: [effect(0.9)] },
});

describe('sentences of a prompt in a document', () => {
  const prompt = 'Name a fruit. Be brief.\nBe brief. Be kind.';
  const parts = [partOf([14, 23]), partOf([24, 33]), partOf([34, 42])];
  const found = (text: string, from = 0) =>
    placesOf(prompt, parts, text, from).map(({ start, end }) => text.slice(start, end));

  it('are found one behind the other, from where the prompt begins', () => {
    const text = `Be brief.\n\n${prompt}\nBe kind.`;
    const places = placesOf(prompt, parts, text, 11);
    assert.deepEqual(
      places.map(({ start }) => start),
      [25, 35, 45],
    );
    assert.deepEqual(
      places.map(({ part }) => part),
      parts,
    );
  });

  it('are found between line ends of Windows, and left out where they are written otherwise', () => {
    assert.deepEqual(found(prompt.replace('\n', '\r\n')), ['Be brief.', 'Be brief.', 'Be kind.']);
    assert.deepEqual(found('const prompt = "Name a fruit. Be brief.\\nBe " + "kind."'), ['Be brief.']);
    assert.deepEqual(found('Something else.'), []);
    const broken = placesOf('a\nb', [partOf([0, 3])], 'a\r\nb', 0);
    assert.deepEqual(
      broken.map(({ start, end }) => [start, end]),
      [[0, 4]],
    );
  });

  it('have a bar as high as their effect in the fresh runs, else in the screening', () => {
    assert.deepEqual(
      [0, 0.01, 0.2, 0.21, -1].map((one) => stepOf({ screened: [effect(one)] })),
      [0, 1, 1, 2, STEPS],
    );
    assert.equal(stepOf({ screened: [effect(0.9)], fresh: [effect(0.1)] }), 1);
    assert.equal(stepOf({ screened: [] }), 0);
    assert.equal(certaintyOf({ fresh: [effect(0.9, 'differ')] }), 'confirmed');
    assert.equal(certaintyOf({ fresh: [effect(0.9)] }), 'checked');
    assert.equal(lookOf({ screened: [effect(0.5)] }), '3 screened');
    const heights = [0, 1, STEPS].map((step) =>
      Number(/height="([\d.]+)" (?:fill|stroke)/.exec(barSvg(step, 'checked'))![1]),
    );
    assert.ok(heights[0]! < heights[1]! && heights[1]! < heights[2]!);
  });
});
